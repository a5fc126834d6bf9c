package dev.atrium.schema;

/**
 * A player's row on a leaderboard, absolute. Each board has a kind of row of its own; all of them
 * lie in {@link Tables#BOARDS}, and all are ranked and replaced by these.
 */
public sealed interface RankedRow permits BoardRow, PartyBoardRow {
    /** Which board, such as {@code blitz}. */
    String board();

    /** Whose. */
    String playerId();

    /** What ranks, higher is better; exact as a double, which Redis keeps. */
    long score();

    /** Rises with every change: an older one never replaces a newer. */
    long version();
}
