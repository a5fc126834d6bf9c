/**
 * Counts closes for abuse by player, over all hosts, and writes a ban when there are too many; asks
 * whether somebody is banned.
 *
 * <p>The front calls, on event loops to count and on threads that may wait to ask. Counting never
 * blocks its caller. It must not decide what abuse is.
 */
@NullMarked
package dev.atrium.host.ban;

import org.jspecify.annotations.NullMarked;
