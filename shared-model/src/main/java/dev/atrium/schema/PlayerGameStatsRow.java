package dev.atrium.schema;

/**
 * What one player did in one party game.
 *
 * @param gameId the key: the room's id
 * @param playerId who
 * @param playerName his name in it
 * @param finalScore points, 0 and more
 * @param placement 1 and more; those who tie share one
 * @param roundsWon in which nobody had more points
 * @param correctAnswers rounds in which he wrote or found the correct answer
 * @param robotsIdentified rounds in which he named the robot's
 * @param timesFooled rounds in which he took the robot's for correct
 * @param completedAtMs wall time at which the game ended
 * @param completedAtGame that time and the game's id, for the index: see {@link GameRow#at}
 */
public record PlayerGameStatsRow(
        String gameId,
        String playerId,
        String playerName,
        long finalScore,
        int placement,
        long roundsWon,
        long correctAnswers,
        long robotsIdentified,
        long timesFooled,
        long completedAtMs,
        String completedAtGame) {}
