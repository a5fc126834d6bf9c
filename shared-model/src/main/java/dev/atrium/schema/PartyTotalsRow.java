package dev.atrium.schema;

/**
 * Sums over all party games of a player that were settled.
 *
 * @param playerId the key
 * @param played games in which he had part
 * @param wins games in which he had place 1, alone or with others
 * @param totalScore points in all of them
 * @param roundsWon as in {@link PlayerGameStatsRow}
 * @param correctAnswers as in {@link PlayerGameStatsRow}
 * @param robotsIdentified as in {@link PlayerGameStatsRow}
 * @param timesFooled as in {@link PlayerGameStatsRow}
 * @param version rises by one with every game settled, from 1
 */
public record PartyTotalsRow(
        String playerId,
        long played,
        long wins,
        long totalScore,
        long roundsWon,
        long correctAnswers,
        long robotsIdentified,
        long timesFooled,
        long version) {
    /** Those of a player of whom no game is settled; no such row is stored. */
    public static PartyTotalsRow none(String playerId) {
        return new PartyTotalsRow(playerId, 0, 0, 0, 0, 0, 0, 0, 0);
    }
}
