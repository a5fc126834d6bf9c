/**
 * What the host keeps in Redis: journals of rooms and the liveness of hosts.
 *
 * <p>Asynchronous; answers come on Lettuce's threads.
 */
@NullMarked
package dev.atrium.host.redis;

import org.jspecify.annotations.NullMarked;
