package dev.atrium.localstack.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.atrium.localstack.api.LocalAws;
import dev.atrium.room.RoomStatus;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.Tables;

import org.junit.jupiter.api.Test;

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

    /** As a folder is found that a build before the index has filled. */
    @Test
    void tableOfAnOlderBuildGetsTheIndexesThatAreNewAndKeepsItsRows() throws IOException {
        int port = FreePort.find();
        try (LocalDynamo _ = LocalDynamo.start(port, Optional.empty());
                DynamoDbClient client = new LocalAws(LocalDynamo.uri(port)).dynamoDb()) {
            CreateTableRequest now = Tables.ROOMS.createRequest("old-");
            client.createTable(
                    now.toBuilder()
                            .globalSecondaryIndexes(now.globalSecondaryIndexes().getFirst())
                            .attributeDefinitions(
                                    now.attributeDefinitions().stream()
                                            .filter(a -> !a.attributeName().startsWith("unopened"))
                                            .toList())
                            .build());
            DynamoDbTable<RoomRow> rooms =
                    Tables.ROOMS.in(
                            DynamoDbEnhancedClient.builder().dynamoDbClient(client).build(),
                            "old-");
            rooms.putItem(ROOM);

            LocalDynamo.createTables(client, "old-");
            LocalDynamo.createTables(client, "old-");

            assertEquals(ROOM, rooms.getItem(r -> r.key(k -> k.partitionValue("a0"))));
            assertEquals(
                    1,
                    rooms
                            .index(Tables.ROOMS_UNOPENED)
                            .query(QueryConditional.keyEqualTo(k -> k.partitionValue("a")))
                            .stream()
                            .mapToLong(page -> page.items().size())
                            .sum());
        }
    }
}
