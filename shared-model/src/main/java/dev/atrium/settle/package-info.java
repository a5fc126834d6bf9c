/**
 * Settlement: what one outcome of the arena or of a party brings each player, and in which steps it
 * is booked.
 *
 * <p>Pure sums, called by the settlement function on any thread. Whether an outcome may be believed
 * is {@code dev.atrium.proof}'s to say, and must have been said before.
 */
@NullMarked
package dev.atrium.settle;

import org.jspecify.annotations.NullMarked;
