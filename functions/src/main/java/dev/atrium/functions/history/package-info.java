/**
 * What anybody may read of party games that were played: one game, the games of a room's code, the
 * games of a player; and, for operators, how often people were right about each question.
 *
 * <p>Called by Lambda with events of API Gateway, on its one thread per instance; blocking, and
 * read-only: settlement writes what is read here, and a game before which not all of its players
 * are written is not there yet.
 */
@NullMarked
package dev.atrium.functions.history;

import org.jspecify.annotations.NullMarked;
