package dev.atrium.board;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one finished match says of one player.
 *
 * @param roomId of which room
 * @param game which game
 * @param finishedAtMs wall time at which the match ended, as its outcome says: it decides the
 *     season, whenever it is settled
 * @param statistics what he did, by the names of the feed; {@link Feed#PLAYED} is 1
 */
public record BoardResult(
        String roomId, String game, long finishedAtMs, SortedMap<String, Long> statistics) {
    public BoardResult {
        statistics = Collections.unmodifiableSortedMap(new TreeMap<>(statistics));
        if (statistics.values().stream().anyMatch(value -> value < 0)) {
            throw new IllegalArgumentException("statistics (allowed: 0 and more)");
        }
    }

    /** A result with {@link Feed#PLAYED} added. */
    public static BoardResult of(
            String roomId, String game, long finishedAtMs, Map<String, Long> statistics) {
        SortedMap<String, Long> all = new TreeMap<>(statistics);
        all.put(Feed.PLAYED, 1L);
        return new BoardResult(roomId, game, finishedAtMs, all);
    }
}
