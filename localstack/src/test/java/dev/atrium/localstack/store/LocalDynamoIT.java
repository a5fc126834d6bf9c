package dev.atrium.localstack.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.atrium.localstack.api.LocalAws;
import dev.atrium.room.RoomStatus;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.Tables;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;

import java.io.IOException;
import java.util.Optional;

class LocalDynamoIT {
    private static final RoomRow ROOM =
            new RoomRow(
                    "a0",
                    "arena.blitz",
                    1,
                    RoomStatus.PLACED,
                    "host",
                    0,
                    "[]",
                    5,
                    0,
                    null,
                    null,
                    0);

    /** As a folder is found that a build before the one index, or before both, has filled. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void tableOfAnOlderBuildGetsTheIndexesThatAreNewAndKeepsItsRows(int indexes)
            throws IOException {
        int port = FreePort.find();
        try (LocalDynamo _ = LocalDynamo.start(port, Optional.empty());
                DynamoDbClient client = new LocalAws(LocalDynamo.uri(port)).dynamoDb()) {
            CreateTableRequest now = Tables.ROOMS.createRequest("old-");
            client.createTable(
                    now.toBuilder()
                            .globalSecondaryIndexes(
                                    indexes == 0
                                            ? null
                                            : now.globalSecondaryIndexes().subList(0, indexes))
                            .attributeDefinitions(
                                    now.attributeDefinitions().subList(0, 1 + indexes))
                            .build());
            DynamoDbTable<RoomRow> rooms =
                    Tables.ROOMS.in(
                            DynamoDbEnhancedClient.builder().dynamoDbClient(client).build(),
                            "old-");
            rooms.putItem(ROOM);

            LocalDynamo.createTables(client, "old-");
            LocalDynamo.createTables(client, "old-");

            assertEquals(ROOM, rooms.getItem(r -> r.key(k -> k.partitionValue("a0"))));
            assertEquals(1, found(rooms, Tables.ROOMS_UNOPENED, "a"));
            assertEquals(1, found(rooms, Tables.ROOMS_BY_LIVE_OWNER, "host"));
        }
    }

    private static long found(DynamoDbTable<RoomRow> rooms, String index, String key) {
        return rooms
                .index(index)
                .query(QueryConditional.keyEqualTo(k -> k.partitionValue(key)))
                .stream()
                .mapToLong(page -> page.items().size())
                .sum();
    }
}
