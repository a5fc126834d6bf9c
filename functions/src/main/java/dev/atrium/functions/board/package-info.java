/**
 * What anybody may read: leaderboards, players, matches.
 *
 * <p>Called by Lambda with events of API Gateway, on its one thread per instance; blocking, and
 * read-only: boards are written by settlement, and their seasons ended by {@code season}.
 */
@NullMarked
package dev.atrium.functions.board;

import org.jspecify.annotations.NullMarked;
