package dev.atrium.functions.settle;

import dev.atrium.schema.PlayerRow;
import dev.atrium.schema.TableDefinition;
import dev.atrium.schema.Tables;

import java.util.List;
import java.util.Optional;

/**
 * The part of a player's row that settlement writes, so that it never writes over his name.
 *
 * @param playerId the key
 * @param played as in {@link PlayerRow}
 * @param wins as in {@link PlayerRow}
 * @param eliminations as in {@link PlayerRow}
 * @param damageDealt as in {@link PlayerRow}
 * @param statisticsVersion as in {@link PlayerRow}
 */
record StatisticsRow(
        String playerId,
        long played,
        long wins,
        long eliminations,
        long damageDealt,
        long statisticsVersion) {
    /** The players' table, seen as these attributes only. */
    static final TableDefinition<StatisticsRow> TABLE =
            new TableDefinition<>(
                    Tables.PLAYERS.name(),
                    StatisticsRow.class,
                    Tables.PLAYERS.partitionKey(),
                    Optional.empty(),
                    List.of(),
                    false,
                    Optional.empty());

    static StatisticsRow of(PlayerRow row) {
        return new StatisticsRow(
                row.playerId(),
                row.played(),
                row.wins(),
                row.eliminations(),
                row.damageDealt(),
                row.statisticsVersion());
    }
}
