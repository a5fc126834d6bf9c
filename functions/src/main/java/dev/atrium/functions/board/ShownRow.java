package dev.atrium.functions.board;

import dev.atrium.board.BoardPlace;

/**
 * A place of a board with its rank.
 *
 * @param rank from 1; players of the same score have an order, too
 * @param place whose, and what ranks him
 */
record ShownRow(int rank, BoardPlace place) {}
