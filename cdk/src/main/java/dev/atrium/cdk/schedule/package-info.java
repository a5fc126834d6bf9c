/** What runs by itself and is no host. */
@NullMarked
package dev.atrium.cdk.schedule;

import org.jspecify.annotations.NullMarked;
