/**
 * Leaderboards: what ranks a player, made of his statistics.
 *
 * <p>Pure rules, called by settlement and by whoever rebuilds a board; the stores are theirs.
 */
@NullMarked
package dev.atrium.board;

import org.jspecify.annotations.NullMarked;
