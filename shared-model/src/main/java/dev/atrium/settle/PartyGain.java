package dev.atrium.settle;

import dev.atrium.schema.PartyTotalsRow;
import dev.atrium.schema.PlayerGameStatsRow;

/**
 * What one party game brings one player; one step of settlement.
 *
 * @param stats what he did in it
 * @param win whether it counts as won
 */
public record PartyGain(PlayerGameStatsRow stats, boolean win) {
    /** Whose. */
    public String playerId() {
        return stats.playerId();
    }

    /** The player's totals with this added and their version raised by one. */
    public PartyTotalsRow addedTo(PartyTotalsRow totals) {
        return new PartyTotalsRow(
                totals.playerId(),
                totals.played() + 1,
                totals.wins() + (win ? 1 : 0),
                totals.totalScore() + stats.finalScore(),
                totals.roundsWon() + stats.roundsWon(),
                totals.correctAnswers() + stats.correctAnswers(),
                totals.robotsIdentified() + stats.robotsIdentified(),
                totals.timesFooled() + stats.timesFooled(),
                totals.version() + 1);
    }
}
