/**
 * Counts closes for abuse by player, over all hosts, and writes a ban when there are too many, or
 * when somebody forfeited; asks whether somebody is banned or has signed out everywhere; ends bans;
 * reads whose live sockets are to be closed.
 *
 * <p>The front calls, on event loops to count and on threads that may wait to ask; rooms tell of
 * forfeits, on their own threads; operators ask and lift on threads that may wait. Counting and
 * being told never block their caller. It must not decide what abuse or a forfeit is.
 */
@NullMarked
package dev.atrium.host.ban;

import org.jspecify.annotations.NullMarked;
