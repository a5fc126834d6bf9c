/**
 * Leaderboards: what boards there are, what ranks a player on them, and which season a match
 * belongs to.
 *
 * <p>Pure rules, called by settlement, by whoever shows or rebuilds a board and by whoever ends its
 * seasons; the stores are theirs. Any thread.
 */
@NullMarked
package dev.atrium.board;

import org.jspecify.annotations.NullMarked;
