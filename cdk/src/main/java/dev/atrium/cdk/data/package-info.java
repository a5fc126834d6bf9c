/** What outlives every process: tables, archive, cache, keys, secrets and queues. */
@NullMarked
package dev.atrium.cdk.data;

import org.jspecify.annotations.NullMarked;
