package dev.atrium.schema;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/**
 * A party game that was played, kept for good. It is written after what its players did in it: who
 * finds it finds all of it.
 *
 * @param gameId the key: the room's id
 * @param roomCode that people joined it by; null of a room that had none. Codes are used again
 * @param gameMode such as {@code 8-round}
 * @param startedAtMs wall time at which the room began
 * @param completedAtMs wall time at which it ended
 * @param winnerIds the players of place 1, by seat; nobody where no round was scored
 * @param winner their names in it, joined by {@code " & "}
 * @param rounds how many were scored
 * @param players how many had part in it
 * @param reason how it ended, such as {@code completed}
 * @param startedDay {@code 2026-01-31}, UTC, for the index
 * @param startedAtGame {@code startedAtMs} and the game's id, for the indexes: see {@link #at}
 */
public record GameRow(
        String gameId,
        @Nullable String roomCode,
        String gameMode,
        long startedAtMs,
        long completedAtMs,
        List<String> winnerIds,
        String winner,
        int rounds,
        int players,
        String reason,
        String startedDay,
        String startedAtGame) {
    public GameRow {
        winnerIds = List.copyOf(winnerIds);
    }

    /** A game whose place in the indexes follows from when it started. */
    public GameRow(
            String gameId,
            @Nullable String roomCode,
            String gameMode,
            long startedAtMs,
            long completedAtMs,
            List<String> winnerIds,
            String winner,
            int rounds,
            int players,
            String reason) {
        this(
                gameId,
                roomCode,
                gameMode,
                startedAtMs,
                completedAtMs,
                winnerIds,
                winner,
                rounds,
                players,
                reason,
                day(startedAtMs),
                at(startedAtMs, gameId));
    }

    /** The day of a wall time in ms, UTC, as the index by day has it. */
    public static String day(long ms) {
        return Instant.ofEpochMilli(ms).atZone(ZoneOffset.UTC).toLocalDate().toString();
    }

    /**
     * A wall time of a game as a text that sorts like it and is no other game's.
     *
     * @param ms 0 and more
     */
    public static String at(long ms, String gameId) {
        return String.format(Locale.ROOT, "%015d#%s", ms, gameId);
    }
}
