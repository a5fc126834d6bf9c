package dev.atrium.host.dynamo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.host.LocalStores;
import dev.atrium.host.dynamo.RoomTable.Finish;
import dev.atrium.host.journal.JournalException;
import dev.atrium.host.journal.NullJournalStore;
import dev.atrium.room.RoomId;
import dev.atrium.room.RoomStatus;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.Tables;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Who owns a room, in a real DynamoDB Local. */
class RoomTableIT {
    private static DynamoDbClient dynamo;
    private static DynamoDbTable<RoomRow> rooms;
    private static RoomTable table;

    private final String roomId = RoomId.draw().value();
    private final OutcomeRow outcome = new OutcomeRow(roomId, "{}", "key", "signature");
    private RoomRow placed;

    @BeforeAll
    static void connect() {
        dynamo = LocalStores.get().client();
        DynamoDbEnhancedClient client =
                DynamoDbEnhancedClient.builder().dynamoDbClient(dynamo).build();
        rooms = Tables.ROOMS.in(client, "test-");
        table = new RoomTable(client, "test-");
    }

    @AfterAll
    static void disconnect() {
        dynamo.close();
    }

    @BeforeEach
    void place() {
        placed = LocalStores.placed(roomId, "host-a", "[]");
        rooms.putItem(placed);
    }

    private RoomRow stored() {
        return table.find(roomId).orElseThrow();
    }

    @Test
    void openingAPlacedRoomIsATakeoverThatRaisesItsEpoch() {
        RoomRow taken = table.take(placed, "host-a").orElseThrow();
        assertEquals(1, taken.epoch());
        assertEquals(RoomStatus.PLAYING, taken.status());
        assertEquals(taken, stored());

        RoomRow again = table.take(taken, "host-b").orElseThrow();
        assertEquals(2, again.epoch());
        assertEquals("host-b", again.owner());
    }

    @Test
    void roomThatChangedSinceItWasReadIsNotTaken() {
        RoomRow taken = table.take(placed, "host-a").orElseThrow();
        assertEquals(Optional.empty(), table.take(placed, "host-b"));
        assertEquals(taken, stored());
    }

    @Test
    void takeoverWhoseReplyWasLostMeetsItsOwnSuccess() {
        RoomRow taken = table.take(placed, "host-a").orElseThrow();
        assertEquals(Optional.of(taken), table.take(placed, "host-a"));
        assertEquals(1, stored().epoch(), "raised once");
    }

    @Test
    void roomsAreTakenTogetherAllOrNone() {
        RoomRow other = LocalStores.placed(RoomId.draw().value(), "host-a", "[]");
        rooms.putItem(other);
        List<RoomTable.Take> takes =
                List.of(
                        new RoomTable.Take(placed, placed.takenBy("host-b")),
                        new RoomTable.Take(other, other.takenBy("host-b")));

        table.takeTogether(takes);
        assertEquals(placed.takenBy("host-b"), stored());
        assertEquals(other.takenBy("host-b"), table.find(other.roomId()).orElseThrow());

        RoomRow next = stored().takenBy("host-c");
        List<RoomTable.Take> late =
                List.of(
                        new RoomTable.Take(stored(), next),
                        new RoomTable.Take(other, other.takenBy("host-c")));
        assertThrows(TransactionCanceledException.class, () -> table.takeTogether(late));
        assertEquals(placed.takenBy("host-b"), stored());
    }

    @Test
    void outcomeAndStatusAreWrittenTogetherAndOnce() {
        table.take(placed, "host-a");
        assertEquals(Finish.DONE, table.finish(outcome, "host-a", 1, 99, "hash"));
        RoomRow finished = stored();
        assertEquals(RoomStatus.FINISHED, finished.status());
        assertEquals(99, finished.finishedAtMs());
        assertEquals("hash", finished.outcomeHash());
        assertEquals(
                Finish.DONE,
                table.finish(outcome, "host-a", 1, 99, "hash"),
                "as after a reply that was lost");
        OutcomeRow other = new OutcomeRow(roomId, "{\"other\":1}", "key", "signature");
        assertEquals(Finish.NOT_OWNED, table.finish(other, "host-a", 1, 99, "hash"));
        assertEquals(finished, stored());
    }

    @Test
    void hostThatLostTheRoomWritesNoOutcome() {
        RoomRow taken = table.take(placed, "host-a").orElseThrow();
        RoomRow ofAnother = table.take(taken, "host-b").orElseThrow();
        assertEquals(Finish.NOT_OWNED, table.finish(outcome, "host-a", 1, 99, "hash"));
        assertEquals(Finish.NOT_OWNED, table.finish(outcome, "host-a", 2, 99, "hash"));
        assertEquals(Finish.NOT_OWNED, table.finish(outcome, "host-b", 1, 99, "hash"));
        assertEquals(ofAnother, stored());
        assertEquals(Finish.DONE, table.finish(outcome, "host-b", 2, 99, "hash"));
    }

    @Test
    void roomThatIsNotThereIsNobodys() {
        OutcomeRow unknown = new OutcomeRow(RoomId.draw().value(), "{}", "key", "signature");
        assertEquals(Finish.NOT_OWNED, table.finish(unknown, "host-a", 1, 99, "hash"));
        assertEquals(
                Optional.empty(), table.voidRoom(unknown.roomId(), "host-a", 1, "room-failed"));
    }

    @Test
    void onlyTheOwnerMakesARoomVoidAndOnlyWhileItPlays() {
        assertEquals(Optional.empty(), voided("host-a", 0), "not opened yet");
        table.take(placed, "host-a");
        assertEquals(Optional.empty(), voided("host-b", 1));
        assertEquals(Optional.empty(), voided("host-a", 2));
        assertEquals(Optional.of("room-failed"), voided("host-a", 1));
        assertEquals(RoomStatus.VOID, stored().status());
        assertEquals("room-failed", stored().voidReason());
        assertEquals(Finish.NOT_OWNED, table.finish(outcome, "host-a", 1, 99, "hash"));
        assertEquals(RoomStatus.VOID, stored().status());
    }

    private Optional<String> voided(String owner, long epoch) {
        return table.voidRoom(roomId, owner, epoch, "room-failed");
    }

    @Test
    void aVoidThatComesAgainMeetsItsOwnSuccess() {
        table.take(placed, "host-a");
        assertEquals(Optional.of("room-failed"), voided("host-a", 1));
        RoomRow isVoid = stored();
        assertEquals(Optional.of("room-failed"), voided("host-a", 1), "its reply was lost");
        assertEquals(
                Optional.of("room-failed"),
                table.voidRoom(roomId, "host-a", 1, "operator-void"),
                "its reason stays");
        assertEquals(Optional.empty(), voided("host-b", 1));
        assertEquals(isVoid, stored());
    }

    @Test
    void onlyTheOwnerWritesDownByWhichIdentityTheJournalIsKnown() {
        assertFalse(table.journalled(roomId, "host-a", 0, 7), "not opened yet");
        table.take(placed, "host-a");
        assertFalse(table.journalled(roomId, "host-b", 1, 7));
        assertFalse(table.journalled(roomId, "host-a", 2, 7));
        assertEquals(0, stored().journalId());
        assertTrue(table.journalled(roomId, "host-a", 1, 7));
        assertTrue(table.journalled(roomId, "host-a", 1, 7), "its reply was lost");
        assertEquals(7, stored().journalId());
        assertTrue(table.journalled(roomId, "host-a", 1, 8), "it was lost and is written anew");
        assertEquals(8, stored().journalId());
        assertEquals(8, table.take(stored(), "host-b").orElseThrow().journalId());
    }

    @Test
    void aRowOfBeforeThatNamesNoJournalIsTakenAndWrittenOn() {
        Map<String, AttributeValue> old =
                new HashMap<>(rooms.tableSchema().itemToMap(placed.takenBy("host-a"), true));
        old.remove("journalId");
        dynamo.putItem(put -> put.tableName(rooms.tableName()).item(old));

        RoomRow taken = table.take(stored(), "host-b").orElseThrow();
        assertEquals(2, taken.epoch());
        assertTrue(table.journalled(roomId, "host-b", 2, 7));
    }

    /** With a store that knows the room by that identity, or refuses. */
    private boolean begin(CompletionStage<Long> raised) {
        NullJournalStore journals =
                new NullJournalStore() {
                    @Override
                    public CompletionStage<Long> raiseFence(String id, long epoch) {
                        return raised;
                    }
                };
        return new StoredBeginnings(table, journals, "host-a", Runnable::run)
                .begin(roomId, "arena.blitz", 1)
                .toCompletableFuture()
                .join();
    }

    @Test
    void aRoomBeginsOnceItsRowNamesItsJournal() {
        table.take(placed, "host-a");
        assertTrue(begin(CompletableFuture.completedStage(7L)));
        assertEquals(7, stored().journalId());
    }

    @Test
    void aRoomOfAHigherFenceIsAnothersAndOneWhoseStoreIsAwayIsAskedAboutAgain() {
        table.take(placed, "host-a");
        JournalException fenced = new JournalException(JournalException.Reason.FENCED, roomId);
        assertFalse(begin(CompletableFuture.failedStage(fenced)));
        CompletionStage<Long> away =
                CompletableFuture.failedStage(new IllegalStateException("away"));
        assertThrows(CompletionException.class, () -> begin(away));
        assertEquals(0, stored().journalId());
    }

    @Test
    void whatNobodyHasOpenedIsMadeVoidUnlessItWasOpenedMeanwhile() {
        RoomRow taken = table.take(placed, "host-a").orElseThrow();
        assertFalse(table.voidPlaced(placed, "operator-void"), "as it was read it is no more");
        assertFalse(table.voidPlaced(taken, "operator-void"), "it is opened");
        assertEquals(RoomStatus.PLAYING, stored().status());
    }

    @Test
    void whatIsVoidIsNeverOpened() {
        assertTrue(table.voidPlaced(placed, "operator-void"));
        assertTrue(table.voidPlaced(placed, "operator-void"), "a lost reply is no refusal");
        assertEquals("operator-void", stored().voidReason());
        assertTrue(table.take(placed, "host-a").isEmpty());
        assertEquals(RoomStatus.VOID, stored().status());
    }
}
