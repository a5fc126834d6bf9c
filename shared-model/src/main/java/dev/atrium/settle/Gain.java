package dev.atrium.settle;

import dev.atrium.schema.MatchRow;
import dev.atrium.schema.PlayerRow;

/**
 * What one outcome brings one player; one step of settlement.
 *
 * @param playerId whose
 * @param place in the standings, 1 and more
 * @param wins 1 in place 1, else 0
 * @param eliminations of others' warriors, 0 and more
 * @param damageDealt hit points taken from others, 0 and more
 */
public record Gain(String playerId, int place, long wins, long eliminations, long damageDealt) {
    public Gain {
        if (place < 1 || wins < 0 || eliminations < 0 || damageDealt < 0) {
            throw new IllegalArgumentException("a gain takes nothing away");
        }
    }

    /** The player's row with this added and its version raised by one. */
    public PlayerRow addedTo(PlayerRow row) {
        return new PlayerRow(
                row.playerId(),
                row.name(),
                row.icon(),
                row.kind(),
                row.createdAtMs(),
                row.played() + 1,
                row.wins() + wins,
                row.eliminations() + eliminations,
                row.damageDealt() + damageDealt,
                row.statisticsVersion() + 1);
    }

    /** The match in the player's history. */
    public MatchRow match(Settlement settlement) {
        return new MatchRow(
                playerId,
                "%015d#%s".formatted(settlement.finishedAtMs(), settlement.roomId()),
                settlement.roomId(),
                settlement.game(),
                place,
                settlement.players(),
                eliminations,
                settlement.finishedAtMs());
    }
}
