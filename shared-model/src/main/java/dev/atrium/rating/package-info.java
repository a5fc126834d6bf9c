/**
 * Rating: how good somebody is believed to be, how sure that is, and what a match changes in it.
 * Two systems after their papers, {@link dev.atrium.rating.Glicko2} for duels and {@link
 * dev.atrium.rating.PlackettLuce} for many, and {@link dev.atrium.rating.Ladders}, which say as
 * data what is rated by which.
 *
 * <p>Pure sums, called by settlement, by matchmaking and by whoever shows a player, on any thread.
 * These are no rules of a room: floating point is allowed here, and no room's state depends on it.
 * All the same a match must give the same bits wherever it is rated, so what is more than the four
 * operations and a root is {@code StrictMath}'s, and sums do not depend on the order of what is
 * summed. It imports the JDK alone, and knows no clock and no store.
 */
@NullMarked
package dev.atrium.rating;

import org.jspecify.annotations.NullMarked;
