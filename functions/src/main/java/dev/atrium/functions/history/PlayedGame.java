package dev.atrium.functions.history;

import dev.atrium.schema.GameRow;

import java.util.List;
import java.util.Optional;

/**
 * A game that was played, as anybody may see it; its players apart.
 *
 * @param roomCode that people joined it by, if it had one
 * @param gameMode such as {@code 8-round}
 * @param startedAt wall time in ms
 * @param completedAt wall time in ms
 * @param winnerIds the players of place 1; nobody where no round was scored
 * @param winner their names in it, joined by {@code " & "}
 * @param rounds how many were scored
 * @param playerCount how many had part in it
 * @param reason how it ended
 */
record PlayedGame(
        String gameId,
        Optional<String> roomCode,
        String gameMode,
        long startedAt,
        long completedAt,
        List<String> winnerIds,
        String winner,
        int rounds,
        int playerCount,
        String reason) {
    static PlayedGame of(GameRow row) {
        return new PlayedGame(
                row.gameId(),
                Optional.ofNullable(row.roomCode()),
                row.gameMode(),
                row.startedAtMs(),
                row.completedAtMs(),
                row.winnerIds(),
                row.winner(),
                row.rounds(),
                row.players(),
                row.reason());
    }
}
