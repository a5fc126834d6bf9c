package dev.atrium.functions.settle;

import dev.atrium.schema.TableDefinition;
import dev.atrium.schema.Tables;

import java.util.List;
import java.util.Optional;

/**
 * The part of a room's row that settlement writes.
 *
 * @param roomId the key
 * @param settledAtMs as in {@link dev.atrium.schema.RoomRow}
 */
record SettledRoomRow(String roomId, long settledAtMs) {
    /** The rooms' table, seen as these attributes only. */
    static final TableDefinition<SettledRoomRow> TABLE =
            new TableDefinition<>(
                    Tables.ROOMS.name(),
                    SettledRoomRow.class,
                    Tables.ROOMS.partitionKey(),
                    Optional.empty(),
                    List.of(),
                    false,
                    Optional.empty());
}
