package dev.atrium.host.reclaim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.dice.Seed;
import dev.atrium.host.LocalStores;
import dev.atrium.host.ScheduledAtOnce;
import dev.atrium.host.attempt.Attempts;
import dev.atrium.host.dynamo.RoomTable;
import dev.atrium.host.journal.JournalException;
import dev.atrium.host.journal.NullJournalStore;
import dev.atrium.host.room.RoomReclaim;
import dev.atrium.host.room.SeedSource;
import dev.atrium.journal.JournalBase;
import dev.atrium.journal.JournalSnapshot;
import dev.atrium.room.RoomId;
import dev.atrium.room.RoomStatus;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.Tables;
import dev.atrium.state.StateHash;
import dev.atrium.vrf.DrawnSeed;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Whose a room is whose journal is lost, by its row in a real DynamoDB Local. */
class ReclaimInOrderIT {
    private static final long JOURNAL_ID = 8;
    private static final JournalBase BASE =
            new JournalBase(
                    new byte[] {1},
                    StateHash.of(new byte[] {2}),
                    -1,
                    0,
                    new TreeMap<>(),
                    new JournalSnapshot(5, new byte[] {3}));

    private final String roomId = RoomId.draw().value();
    private final List<String> steps = new ArrayList<>();
    private DynamoDbClient dynamo;
    private DynamoDbEnhancedClient tables;
    private RoomTable rooms;
    private boolean mayAct = true;
    private int fenceFailures;

    private final ScheduledAtOnce executor = new ScheduledAtOnce();

    private final NullJournalStore journals =
            new NullJournalStore() {
                @Override
                public CompletionStage<Long> raiseFence(String id, long epoch) {
                    steps.add("fence " + epoch + ", row " + row().epoch());
                    return fenceFailures-- > 0
                            ? CompletableFuture.failedFuture(new IllegalStateException("away"))
                            : CompletableFuture.completedFuture(JOURNAL_ID);
                }

                @Override
                public CompletionStage<Void> startAnew(
                        String id, long epoch, long entries, Optional<JournalBase> base) {
                    steps.add(
                            "anew %d of %d after %d"
                                    .formatted(
                                            epoch,
                                            entries,
                                            base.map(JournalBase::entries).orElse(0L)));
                    return CompletableFuture.completedFuture(null);
                }
            };

    private final SeedSource seeds =
            new SeedSource() {
                @Override
                public CompletionStage<DrawnSeed> draw(
                        Room room, SortedMap<Integer, String> nonces) {
                    throw new IllegalStateException("nothing is drawn again");
                }

                @Override
                public CompletionStage<Void> keep(String id, DrawnSeed seed) {
                    steps.add("seed, row " + row().journalId());
                    return CompletableFuture.completedFuture(null);
                }
            };

    @BeforeEach
    void place() {
        dynamo = LocalStores.get().client();
        tables = DynamoDbEnhancedClient.builder().dynamoDbClient(dynamo).build();
        rooms = new RoomTable(tables, "test-");
        put(LocalStores.placed(roomId, "host-a", "[]").takenBy("host-a").withJournal(6));
    }

    @AfterEach
    void close() {
        executor.shutdownNow();
        dynamo.close();
    }

    private void put(RoomRow row) {
        Tables.ROOMS.in(tables, "test-").putItem(row);
    }

    private RoomRow row() {
        return rooms.find(roomId).orElseThrow();
    }

    private RoomReclaim.Result reclaim() {
        CompletableFuture<RoomReclaim.Result> result = new CompletableFuture<>();
        new ReclaimInOrder(
                        new ReclaimInOrder.Stores(rooms, journals, seeds),
                        "host-a",
                        () -> mayAct,
                        new Attempts(executor, executor))
                .reclaim(
                        new RoomReclaim.Lost(
                                roomId,
                                "arena.blitz",
                                1,
                                7,
                                Optional.of(BASE),
                                DrawnSeed.random(Seed.of(new byte[Seed.BYTES]))),
                        result::complete);
        return result.orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Test
    void theRowsEpochRisesFirstThenTheFenceAndOnlyThenTheJournalStartsAnew() {
        assertEquals(new RoomReclaim.Result.Ours(2), reclaim());
        assertEquals(List.of("fence 2, row 2", "anew 2 of 7 after 5", "seed, row 6"), steps);
        assertEquals("host-a", row().owner());
        assertEquals(RoomStatus.PLAYING, row().status());
        assertEquals(JOURNAL_ID, row().journalId());
    }

    @Test
    void aStoreThatDoesNotAnswerIsTriedAgainUnderTheSameEpoch() {
        fenceFailures = 2;
        assertEquals(new RoomReclaim.Result.Ours(2), reclaim());
        assertEquals(
                List.of(
                        "fence 2, row 2",
                        "fence 2, row 2",
                        "fence 2, row 2",
                        "anew 2 of 7 after 5",
                        "seed, row 6"),
                steps);
        assertEquals(2, row().epoch());
    }

    @Test
    void aStoreThatNeverAnswersEndsInTheEpochThatTheRowHas() {
        fenceFailures = Integer.MAX_VALUE;
        assertEquals(new RoomReclaim.Result.NotDone(2), reclaim());
        assertEquals(ReclaimInOrder.ATTEMPTS_MAX - 1, executor.waitsMs().size());
    }

    @Test
    void whatIsAnothersIsLeftAlone() {
        put(row().takenBy("host-b"));
        assertEquals(new RoomReclaim.Result.NotDone(1), reclaim());
        assertEquals(2, row().epoch());
        assertEquals("host-b", row().owner());
        assertTrue(steps.isEmpty());
    }

    @Test
    void whatHasEndedIsLeftAlone() {
        put(row().voided("open-failed"));
        assertEquals(new RoomReclaim.Result.NotDone(1), reclaim());
        assertTrue(steps.isEmpty());
    }

    @Test
    void anExpiredHostRaisesNothing() {
        mayAct = false;
        assertEquals(new RoomReclaim.Result.NotDone(1), reclaim());
        assertEquals(1, row().epoch());
        assertTrue(steps.isEmpty());
        assertEquals(ReclaimInOrder.ATTEMPTS_MAX - 1, executor.waitsMs().size());
    }

    @Test
    void aHigherFenceIsAskedAboutAgainAndNeverLowered() {
        NullJournalStore fenced =
                new NullJournalStore() {
                    @Override
                    public CompletionStage<Long> raiseFence(String id, long epoch) {
                        put(row().takenBy("host-b"));
                        return CompletableFuture.failedFuture(
                                new JournalException(JournalException.Reason.FENCED, id));
                    }
                };
        CompletableFuture<RoomReclaim.Result> result = new CompletableFuture<>();
        new ReclaimInOrder(
                        new ReclaimInOrder.Stores(rooms, fenced, seeds),
                        "host-a",
                        () -> true,
                        new Attempts(executor, executor))
                .reclaim(
                        new RoomReclaim.Lost(
                                roomId,
                                "arena.blitz",
                                1,
                                7,
                                Optional.of(BASE),
                                DrawnSeed.random(Seed.of(new byte[Seed.BYTES]))),
                        result::complete);
        assertEquals(
                new RoomReclaim.Result.NotDone(2), result.orTimeout(30, TimeUnit.SECONDS).join());
        assertEquals("host-b", row().owner());
        assertTrue(steps.isEmpty());
    }
}
