package dev.atrium.host.dynamo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.atrium.host.LocalStores;
import dev.atrium.host.journal.JournalException;
import dev.atrium.host.journal.JournalStore;
import dev.atrium.host.journal.JournalStoreContractTest;
import dev.atrium.room.RoomId;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.Tables;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Journals in a real DynamoDB Local keep the contract, and the room's row is their fence. */
class DynamoJournalStoreIT extends JournalStoreContractTest {
    private static DynamoDbClient client;
    private static ScheduledExecutorService executor;
    private static DynamoDbTable<RoomRow> rooms;
    private static DynamoJournalStore store;

    @BeforeAll
    static void connect() {
        client = LocalStores.get().client();
        executor = Executors.newScheduledThreadPool(4);
        rooms =
                Tables.ROOMS.in(
                        DynamoDbEnhancedClient.builder().dynamoDbClient(client).build(), "test-");
        store = new DynamoJournalStore(client, "test-", executor, executor, InstantSource.system());
    }

    @AfterAll
    static void disconnect() {
        executor.shutdownNow();
        client.close();
    }

    @Override
    protected JournalStore store() {
        return store;
    }

    @Override
    protected void owned(String roomId, long epoch) {
        RoomRow row = LocalStores.placed(roomId, "host-a", "[]");
        while (row.epoch() < epoch) {
            row = row.takenBy("host-a");
        }
        rooms.putItem(row);
    }

    private static void await(CompletionStage<?> stage) {
        stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }

    private static void assertFenced(CompletionStage<?> stage) {
        CompletionException e = assertThrows(CompletionException.class, () -> await(stage));
        JournalException refused = assertInstanceOf(JournalException.class, e.getCause());
        assertEquals(JournalException.Reason.FENCED, refused.reason());
    }

    @Test
    void aRowOfAHigherEpochRefusesBeforeItsOwnerHasRaisedTheFence() {
        String room = RoomId.draw().value();
        owned(room, 1);
        await(store.raiseFence(room, 1));
        await(store.append(room, 1, 0, List.of(new byte[] {1})));
        owned(room, 2);

        assertFenced(store.append(room, 1, 1, List.of(new byte[] {2})));
        assertFenced(store.keepSnapshot(room, 1, new byte[] {3}));
        assertFenced(store.startAnew(room, 1, 1));
        assertEquals(1, store.read(room).toCompletableFuture().join().size());
    }

    @Test
    void whatIsGreaterThanItsItemIsRefusedAndNothingIsStored() {
        String room = RoomId.draw().value();
        owned(room, 1);
        await(store.raiseFence(room, 1));
        List<byte[]> tooMuch = List.of(new byte[JournalStore.APPEND_BYTES_MAX], new byte[1]);
        assertThrows(IllegalArgumentException.class, () -> store.append(room, 1, 0, tooMuch));
        CompletionException large =
                assertThrows(
                        CompletionException.class,
                        () -> await(store.keepSnapshot(room, 1, new byte[4_000_000])));
        assertInstanceOf(IllegalArgumentException.class, large.getCause());
        assertEquals(List.of(), store.read(room).toCompletableFuture().join());
    }
}
