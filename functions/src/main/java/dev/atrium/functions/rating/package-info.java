/**
 * Ratings as they stand: read by settlement before it rates, by matchmaking, and by whoever shows a
 * player. What they mean and how they change is {@code dev.atrium.rating}'s.
 *
 * <p>Reads only, blocking and on any thread; settlement alone writes ratings.
 */
@NullMarked
package dev.atrium.functions.rating;

import org.jspecify.annotations.NullMarked;
