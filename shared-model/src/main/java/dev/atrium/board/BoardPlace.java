package dev.atrium.board;

import dev.atrium.schema.BoardRow;

import java.util.Collections;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a board shows of one player, and what he is ranked by. The order of a board is that of
 * {@link #BEST_FIRST}: score, then who reached it first, then player id.
 *
 * @param playerId whose
 * @param name shown
 * @param icon shown
 * @param score the board's fields in one number, higher is better, 0 to below 2^53
 * @param reachedAtMs wall time at which he reached it
 * @param statistics joined from his results
 */
public record BoardPlace(
        String playerId,
        String name,
        String icon,
        long score,
        long reachedAtMs,
        SortedMap<String, Long> statistics) {
    /** The order of every board; no two places are equal. */
    public static final Comparator<BoardPlace> BEST_FIRST =
            Comparator.comparingLong(BoardPlace::score)
                    .reversed()
                    .thenComparingLong(BoardPlace::reachedAtMs)
                    .thenComparing(BoardPlace::playerId);

    /** Characters of a {@link #member} before the player's id. */
    public static final int TIME_CHARACTERS = 13;

    private static final long TIME_MAX = 1L << 48;

    public BoardPlace {
        if (score < 0
                || score >= ScoreField.MAX_MAX
                || reachedAtMs < 0
                || reachedAtMs >= TIME_MAX) {
            throw new IllegalArgumentException("score, reachedAtMs (allowed: below 2^53, 2^48)");
        }
        statistics = Collections.unmodifiableSortedMap(new TreeMap<>(statistics));
    }

    /** As the record has it. */
    public static BoardPlace of(BoardRow row) {
        return new BoardPlace(
                row.playerId(),
                row.name(),
                row.icon(),
                row.score(),
                row.reachedAtMs(),
                new TreeMap<>(row.statistics()));
    }

    /**
     * His name in a sorted set: members of equal scores are in the order of their bytes, which is
     * that of the time, in as many digits always, and then of the id.
     */
    public String member() {
        // As String.format("%012x:%s") would, many times as fast.
        return Long.toHexString(TIME_MAX | reachedAtMs).substring(1) + ':' + playerId;
    }

    /** A statistic, 0 if there is none of that name. */
    public long statistic(String statistic) {
        return statistics.getOrDefault(statistic, 0L);
    }
}
