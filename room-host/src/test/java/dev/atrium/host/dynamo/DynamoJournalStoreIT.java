package dev.atrium.host.dynamo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.host.LocalStores;
import dev.atrium.host.journal.JournalException;
import dev.atrium.host.journal.JournalStore;
import dev.atrium.host.journal.JournalStoreContractTest;
import dev.atrium.host.journal.StoredJournal;
import dev.atrium.room.RoomId;
import dev.atrium.schema.JournalRow;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.Tables;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private static DynamoDbTable<JournalRow> journals;
    private static DynamoJournalStore store;

    @BeforeAll
    static void connect() {
        client = LocalStores.get().client();
        executor = Executors.newScheduledThreadPool(4);
        rooms =
                Tables.ROOMS.in(
                        DynamoDbEnhancedClient.builder().dynamoDbClient(client).build(), "test-");
        journals =
                Tables.JOURNALS.in(
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
        assertFenced(store.startAnew(room, 1, 1, Optional.empty()));
        assertFenced(store.trim(room, 1, base(1, 10)));
        assertEquals(1, store.read(room).toCompletableFuture().join().count());
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
        assertEquals(0, store.read(room).toCompletableFuture().join().count());
    }

    private static JournalRow row(String room, String slot) {
        return journals.getItem(k -> k.key(key -> key.partitionValue(room).sortValue(slot)));
    }

    /** Appends groups of three entries each, the first of which is number 0. */
    private void append(String room, int from, int groups) {
        for (int i = from; i < from + groups; i++) {
            byte[] entry = {(byte) i};
            await(store.append(room, 1, 3L * i, List.of(entry, entry, entry)));
        }
    }

    @Test
    void groupsOfTrimmedEntriesAreGoneAndSoIsTheBaseBefore() {
        String room = RoomId.draw().value();
        owned(room, 1);
        await(store.raiseFence(room, 1));
        append(room, 0, 60);
        await(store.trim(room, 1, base(7, 1_000_000)));
        assertNull(row(room, "e#000000000003"));
        assertEquals(3, row(room, "e#000000000006").count(), "trimmed in its middle");
        assertEquals(3, row(room, "b#000000000007#00").count());
        await(store.trim(room, 1, base(170, 10)));
        for (int group = 0; group < 56; group++) {
            assertNull(row(room, "e#%012d".formatted(3 * group)), "group " + group);
        }
        assertNull(row(room, "b#000000000007#02"));
        assertEquals(10, store.read(room).toCompletableFuture().join().entries().size());
    }

    @Test
    void whatACrashLeftOfTrimmedEntriesIsNotReadAndGoesWithTheNextTrim() {
        String room = RoomId.draw().value();
        owned(room, 1);
        await(store.raiseFence(room, 1));
        append(room, 0, 3);
        JournalRow first = row(room, "e#000000000000");
        await(store.trim(room, 1, base(6, 10)));
        journals.putItem(first);
        StoredJournal read = store.read(room).toCompletableFuture().join();
        assertEquals(6, read.before());
        assertEquals(3, read.entries().size());
        // Asked again, since the answer was lost with the crash.
        await(store.trim(room, 1, base(6, 10)));
        assertNull(row(room, "e#000000000000"));
        journals.putItem(first);
        append(room, 3, 1);
        await(store.trim(room, 1, base(9, 10)));
        assertNull(row(room, "e#000000000000"));
        assertEquals(12, store.read(room).toCompletableFuture().join().count());
    }

    @Test
    void aGroupThatIsMissingInTheMiddleIsNotSteppedOver() {
        String room = RoomId.draw().value();
        owned(room, 1);
        await(store.raiseFence(room, 1));
        append(room, 0, 3);
        journals.deleteItem(row(room, "e#000000000003"));
        CompletionException e =
                assertThrows(CompletionException.class, () -> await(store.read(room)));
        JournalException refused = assertInstanceOf(JournalException.class, e.getCause());
        assertEquals(JournalException.Reason.OUT_OF_STEP, refused.reason());
    }

    @Test
    void aBaseOfWhichAPartIsMissingIsNone() {
        String room = RoomId.draw().value();
        owned(room, 1);
        await(store.raiseFence(room, 1));
        append(room, 0, 1);
        await(store.trim(room, 1, base(3, 1_000_000)));
        journals.deleteItem(row(room, "b#000000000003#01"));
        StoredJournal read = store.read(room).toCompletableFuture().join();
        assertEquals(3, read.before());
        assertTrue(read.base().isEmpty());
    }

    @Test
    void aBaseThatIsLargerThanATransactionIsRefusedAndNothingIsTrimmed() {
        String room = RoomId.draw().value();
        owned(room, 1);
        await(store.raiseFence(room, 1));
        append(room, 0, 1);
        CompletionException large =
                assertThrows(
                        CompletionException.class,
                        () -> await(store.trim(room, 1, base(3, 4_000_000))));
        assertInstanceOf(IllegalArgumentException.class, large.getCause());
        assertEquals(3, store.read(room).toCompletableFuture().join().entries().size());
    }

    @Test
    void aHeadFromBeforeJournalsWereTrimmedIsTrimmedAsWell() {
        String room = RoomId.draw().value();
        owned(room, 1);
        await(store.raiseFence(room, 1));
        append(room, 0, 1);
        client.updateItem(
                update ->
                        update.tableName("test-journals")
                                .key(
                                        Map.of(
                                                "roomId", AttributeValue.fromS(room),
                                                "slot", AttributeValue.fromS("head")))
                                .updateExpression("REMOVE trimmedCount"));
        await(store.raiseFence(room, 1));
        await(store.trim(room, 1, base(3, 10)));
        assertEquals(3, store.read(room).toCompletableFuture().join().before());
    }
}
