package dev.atrium.host.sim;

import dev.atrium.host.dynamo.HostTable;
import dev.atrium.host.lease.HostLease;
import dev.atrium.proof.Outcome;
import dev.atrium.proof.OutcomeDocument;
import dev.atrium.schema.HostRow;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.Tables;
import dev.atrium.wire.WireException;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.Put;

import java.util.Optional;

/** Rows as the tables of a run have them, looked at by nobody's way. */
final class SimRows {
    private static final DynamoDbEnhancedClient NO_CLIENT =
            DynamoDbEnhancedClient.builder().dynamoDbClient(new NoDynamoDb()).build();
    private static final TableSchema<RoomRow> ROOM = Tables.ROOMS.in(NO_CLIENT, "").tableSchema();
    private static final TableSchema<OutcomeRow> OUTCOME =
            Tables.OUTCOMES.in(NO_CLIENT, "").tableSchema();

    private SimRows() {}

    /** Schemas are had through a client only. */
    private static final class NoDynamoDb implements DynamoDbClient {
        @Override
        public String serviceName() {
            return "dynamodb";
        }

        @Override
        public void close() {}
    }

    static void put(SimTables tables, RoomRow row) {
        tables.put(
                Put.builder()
                        .tableName(SimRun.PREFIX + "rooms")
                        .item(ROOM.itemToMap(row, true))
                        .build());
    }

    /** The row of a room as it stands. */
    static Optional<RoomRow> room(SimTables tables, String roomId) {
        return Optional.ofNullable(tables.table(SimRun.PREFIX + "rooms").get(roomId))
                .map(ROOM::mapToItem);
    }

    /** What a room ended with. */
    static Optional<OutcomeRow> outcome(SimTables tables, String roomId) {
        return Optional.ofNullable(tables.table(SimRun.PREFIX + "outcomes").get(roomId))
                .map(OUTCOME::mapToItem);
    }

    /** By a key that needs no file. */
    static OutcomeRow signed(OutcomeDocument document) {
        try {
            Outcome outcome = document.read();
            return new OutcomeRow(outcome.roomId(), document.text(), "key", "signature");
        } catch (WireException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Nobody reads why this host's lease ran out. */
    static HostLease.Store untold(HostTable hosts) {
        return new HostLease.Store() {
            @Override
            public boolean renew(HostRow row) {
                return hosts.renew(row);
            }

            @Override
            public void tell(HostRow row) {}
        };
    }
}
