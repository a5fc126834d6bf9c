package dev.atrium.host.dynamo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.host.LocalStores;
import dev.atrium.room.RoomId;
import dev.atrium.schema.Tables;
import dev.atrium.wire.Json;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A journal whose items a build of before has written goes on, as if it were of today. */
class OldJournalRowsIT {
    private final DynamoDbClient client = LocalStores.get().client();
    private final String room = RoomId.draw().value();
    private ScheduledExecutorService executor;
    private DynamoJournalStore store;

    @BeforeEach
    void open() {
        executor = Executors.newScheduledThreadPool(2);
        store = new DynamoJournalStore(client, "test-", executor, executor, InstantSource.system());
        Tables.ROOMS
                .in(DynamoDbEnhancedClient.builder().dynamoDbClient(client).build(), "test-")
                .putItem(LocalStores.placed(room, "host-a", "[]").takenBy("host-a"));
    }

    @AfterEach
    void close() {
        executor.shutdownNow();
        client.close();
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }

    /** Items as DynamoDB writes them in JSON, under the id of this test's room. */
    private void put(String name) throws IOException {
        JsonNode items;
        try (InputStream in = OldJournalRowsIT.class.getResourceAsStream(name)) {
            items = Json.mapper().readTree(in);
        }
        for (JsonNode item : items) {
            Map<String, AttributeValue> row = new HashMap<>();
            for (Map.Entry<String, JsonNode> field : item.properties()) {
                row.put(field.getKey(), value(field.getValue()));
            }
            row.put("roomId", AttributeValue.fromS(room));
            client.putItem(put -> put.tableName("test-journals").item(row));
        }
    }

    private static AttributeValue value(JsonNode typed) throws IOException {
        if (typed.has("B")) {
            return AttributeValue.fromB(SdkBytes.fromByteArray(typed.path("B").binaryValue()));
        }
        return typed.has("N")
                ? AttributeValue.fromN(typed.path("N").asText())
                : AttributeValue.fromS(typed.path("S").asText());
    }

    private List<String> entries() {
        return await(store.read(room)).entries().stream()
                .map(entry -> new String(entry, UTF_8))
                .toList();
    }

    @Test
    void rowsOfTheFirstFormatAreReadAndWrittenOn() throws IOException {
        put("journal-rows-1.json");

        assertEquals(List.of("one", "", "three"), entries());
        assertEquals(
                "a snapshot", new String(await(store.readSnapshot(room)).orElseThrow(), UTF_8));
        await(store.append(room, 1, 3, List.of("four".getBytes(UTF_8))));
        assertEquals(List.of("one", "", "three", "four"), entries());
    }
}
