/** What a local stack leaves for Prometheus, which may look at its hosts. */
@NullMarked
package dev.atrium.localstack.observe;

import org.jspecify.annotations.NullMarked;
