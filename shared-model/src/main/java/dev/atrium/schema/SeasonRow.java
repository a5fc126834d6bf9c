package dev.atrium.schema;

import org.jspecify.annotations.Nullable;

/**
 * A season of a leaderboard.
 *
 * @param board which board
 * @param season its id, in the order of time
 * @param unfinished the board again, for the index, until all of it is paid
 * @param state where in its life it is
 * @param startMs wall time
 * @param endMs wall time
 * @param archiveHash which archive it ended with, once it has
 * @param players how many were ranked then
 * @param archivedAtMs wall time
 * @param owed in the ledger's smallest unit: what rewards could not be paid yet
 * @param paidAtMs wall time at which the last reward was paid
 */
public record SeasonRow(
        String board,
        String season,
        @Nullable String unfinished,
        State state,
        long startMs,
        long endMs,
        @Nullable String archiveHash,
        long players,
        long archivedAtMs,
        long owed,
        long paidAtMs) {
    /** Where in its life a season is; it never goes back. */
    public enum State {
        /** Results count, or are awaited. */
        OPEN,
        /** Its end is archived; its rewards are being paid, by the archive alone. */
        ARCHIVED,
        /** Everybody has his reward. */
        PAID
    }
}
