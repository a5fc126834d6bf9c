/**
 * Players who come through API Gateway: messages arrive by its HTTP integration, answers leave
 * through its {@code @connections} API, one post in flight for each connection.
 *
 * <p>Micronaut's threads and the SDK's call; nothing here blocks but forwarding, on threads that
 * may.
 */
@NullMarked
package dev.atrium.host.gateway;

import org.jspecify.annotations.NullMarked;
