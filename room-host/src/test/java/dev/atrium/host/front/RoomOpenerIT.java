package dev.atrium.host.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.catalog.Games;
import dev.atrium.host.LocalStores;
import dev.atrium.host.bridge.Bridges;
import dev.atrium.host.clock.HostClock;
import dev.atrium.host.dynamo.HostTable;
import dev.atrium.host.dynamo.RoomTable;
import dev.atrium.host.journal.JournalStore;
import dev.atrium.host.journal.NullJournalStore;
import dev.atrium.host.loop.TickLoop;
import dev.atrium.host.probation.Probation;
import dev.atrium.host.room.RoomBeginnings;
import dev.atrium.host.room.RoomHandOver;
import dev.atrium.host.room.RoomMeters;
import dev.atrium.host.room.RoomReclaim;
import dev.atrium.host.room.RoomServices;
import dev.atrium.host.room.RoomTrimming;
import dev.atrium.host.room.SeedSource;
import dev.atrium.host.room.Speech;
import dev.atrium.room.RoomId;
import dev.atrium.room.RoomStatus;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.Tables;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Opening a room when stores fail on the way, in a real DynamoDB Local. */
class RoomOpenerIT {
    private static final CompletableFuture<Long> RAISED = CompletableFuture.completedFuture(1L);

    private static final String SEATS =
            "[{\"index\":0,\"playerId\":\"p-1\",\"name\":\"Ann\",\"icon\":\"fox\",\"bot\":false,"
                    + "\"options\":{},\"nonceHash\":\"\"}]";

    private final String roomId = RoomId.draw().value();
    private final TickLoop loop = new TickLoop("test");
    private final Probation probation = new Probation(HostClock.SYSTEM, Probation.Threads.SYSTEM);
    private DynamoDbClient dynamo;
    private DynamoDbEnhancedClient tables;
    private RoomTable rooms;
    private HostTable hosts;
    private volatile long skippedNanos;
    private final CompletableFuture<Void> asked = new CompletableFuture<>();
    private CompletableFuture<Long> fence = RAISED;
    private boolean mayOpen = true;
    private boolean takesNewRooms = true;
    private final List<Openings.Refusal> refused = new ArrayList<>();
    private final List<Boolean> tookOverFromTheDead = new ArrayList<>();
    private final HostClock clock =
            new HostClock() {
                @Override
                public long nanoTime() {
                    return SYSTEM.nanoTime() + skippedNanos;
                }

                @Override
                public void park(Object blocker, long nanos) {
                    SYSTEM.park(blocker, nanos);
                }
            };

    private OnlyVoids ending;
    private RoomDirectory directory;
    private RoomOpener opener;

    private final JournalStore journals =
            new NullJournalStore() {
                @Override
                public CompletionStage<Long> raiseFence(String id, long epoch) {
                    asked.complete(null);
                    return fence;
                }
            };

    @BeforeEach
    void open() {
        dynamo = LocalStores.get().client();
        tables = DynamoDbEnhancedClient.builder().dynamoDbClient(dynamo).build();
        rooms = new RoomTable(tables, "test-");
        hosts = new HostTable(tables, "test-");
        ending = new OnlyVoids(rooms, "host-a");
        build(60_000);
    }

    private void build(int neverEnteredMs) {
        RoomServices services =
                new RoomServices(
                        journals,
                        SeedSource.random(),
                        RoomBeginnings.UNSEEN,
                        ending,
                        RoomHandOver.NOBODY,
                        RoomReclaim.NEVER,
                        RoomTrimming.NEVER,
                        clock,
                        InstantSource.system(),
                        "test",
                        1,
                        1_000,
                        neverEnteredMs,
                        30_000,
                        () -> true,
                        RoomMeters.NONE,
                        () -> false,
                        forfeit -> {},
                        Bridges.NONE,
                        Speech.FREE);
        directory = new RoomDirectory(List.of(loop), services, 2);
        opener =
                new RoomOpener(
                        new OpeningStores(
                                rooms,
                                hosts,
                                new RoomRestorer(
                                        journals, SeedSource.random(), Games.all(), probation),
                                ending,
                                probation),
                        Games.all(),
                        directory,
                        "host-a",
                        new Openings() {
                            @Override
                            public boolean mayAct() {
                                return mayOpen;
                            }

                            @Override
                            public boolean holdsLease() {
                                return true;
                            }

                            @Override
                            public boolean takesNewRooms() {
                                return takesNewRooms;
                            }

                            @Override
                            public void tookOver(boolean dead) {
                                tookOverFromTheDead.add(dead);
                            }

                            @Override
                            public void refused(Refusal why) {
                                refused.add(why);
                            }
                        },
                        clock);
    }

    @AfterEach
    void close() {
        loop.stop();
        dynamo.close();
    }

    private void put(RoomRow row) {
        Tables.ROOMS.in(tables, "test-").putItem(row);
    }

    private RoomRow row() {
        return rooms.find(roomId).orElseThrow();
    }

    @Test
    void anOverloadedHostOpensNothingNewAndKeepsWhatItHas() {
        put(LocalStores.placed(roomId, "host-a", SEATS));
        takesNewRooms = false;
        assertInstanceOf(RoomFound.Unavailable.class, opener.open(roomId));
        assertEquals(List.of(Openings.Refusal.OVERLOADED), refused);
        assertEquals(RoomStatus.PLACED, row().status(), "it may still be opened, or placed anew");
        takesNewRooms = true;
        assertInstanceOf(RoomFound.Here.class, opener.open(roomId));
        takesNewRooms = false;
        assertInstanceOf(RoomFound.Here.class, opener.open(roomId), "it is here already");
    }

    @Test
    void placedRoomIsOpenedUnderItsFirstEpochAndThenFound() {
        put(LocalStores.placed(roomId, "host-a", SEATS));
        assertInstanceOf(RoomFound.NotOpen.class, opener.locate(roomId));

        RoomFound.Here here = assertInstanceOf(RoomFound.Here.class, opener.open(roomId));
        assertEquals(1, here.room().grant().epoch());
        assertEquals(RoomStatus.PLAYING, row().status());
        assertEquals(here, opener.locate(roomId));
        assertEquals(here, opener.open(roomId));
    }

    @Test
    void aRoomWhoseJournalCannotBeBegunIsTriedAgainAndIsVoidOnlyAfterAMinute() {
        fence = CompletableFuture.failedFuture(new IllegalStateException("away"));
        put(LocalStores.placed(roomId, "host-a", SEATS));

        assertEquals(new RoomFound.Unavailable(), opener.open(roomId));
        skippedNanos = TimeUnit.SECONDS.toNanos(50);
        opener.retryUnrun();
        assertEquals(RoomStatus.PLAYING, row().status());
        assertEquals("host-a", row().owner(), "it is not forgotten");
        assertEquals(0, directory.size());

        skippedNanos = TimeUnit.SECONDS.toNanos(61);
        opener.retryUnrun();
        assertEquals(RoomStatus.VOID, row().status());
        assertEquals("open-failed", row().voidReason());
        assertEquals(new RoomFound.Over(), opener.open(roomId));
    }

    @Test
    void aRoomThatCouldNotBeRestoredIsTriedAgain() {
        put(LocalStores.placed(roomId, "host-b", SEATS).takenBy("host-b"));
        fence = CompletableFuture.failedFuture(new IllegalStateException("away"));
        assertFalse(opener.inherit(row(), false));
        assertEquals("host-a", row().owner(), "nobody else will take it now");
        assertEquals(RoomStatus.PLAYING, row().status());
        opener.retryUnrun();
        assertEquals(0, directory.size());

        fence = RAISED;
        opener.retryUnrun();

        assertInstanceOf(RoomFound.Here.class, opener.locate(roomId));
        assertEquals(RoomStatus.PLAYING, row().status());
    }

    @Test
    @Timeout(30)
    void whoComesBackWhileTheRoomIsBeingTakenWaitsForItUnlessTooManyDo() throws Exception {
        put(LocalStores.placed(roomId, "host-b", SEATS).takenBy("host-b"));
        fence = new CompletableFuture<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.execute(() -> opener.inherit(row(), false));
            asked.get(10, TimeUnit.SECONDS);
            var found = new ExecutorCompletionService<RoomFound>(threads);
            for (int i = 0; i <= RoomOpener.WAITING_MAX; i++) {
                found.submit(() -> opener.locate(roomId));
            }
            assertEquals(new RoomFound.Unavailable(), found.take().get());
            fence.complete(1L);
            for (int i = 0; i < RoomOpener.WAITING_MAX; i++) {
                assertInstanceOf(RoomFound.Here.class, found.take().get());
            }
        }
    }

    @Test
    void aRoomThatStillRunsHereIsNotTakenASecondTime() {
        put(LocalStores.placed(roomId, "host-a", SEATS));
        opener.open(roomId);
        RoomRow lost = row().takenBy("host-b");
        put(lost);

        assertFalse(opener.inherit(lost, false));

        assertEquals(lost, row(), "it is taken once this host has noticed that it lost it");
        assertEquals(1, directory.size());
    }

    private RoomRow orphan(String seats) {
        RoomRow orphan =
                LocalStores.placed(RoomId.draw().value(), "host-b", seats).takenBy("host-b");
        put(orphan);
        return orphan;
    }

    @Test
    void aRoomOfAnotherHostIsNotedOnceByWhetherThatHostIsDead() {
        RoomRow orphan = orphan(SEATS);
        RoomRow given = orphan(SEATS);
        assertTrue(opener.inherit(orphan, false));
        assertFalse(opener.inherit(stored(orphan), false), "it is here");
        assertFalse(opener.inherit(given.roomId(), given.epoch() + 1), "it went on meanwhile");
        assertTrue(opener.inherit(given.roomId(), given.epoch()));

        assertEquals(List.of(true, false), tookOverFromTheDead);
    }

    private RoomRow stored(RoomRow asRead) {
        return rooms.find(asRead.roomId()).orElseThrow();
    }

    @Test
    void roomsThatAreTakenTogetherAreRunUnderTheEpochThatWasRaisedOnce() {
        List<RoomRow> orphans = List.of(orphan(SEATS), orphan("[{"), orphan(SEATS), orphan(SEATS));

        opener.takeTogether(orphans);

        RoomRow first = orphans.getFirst();
        RoomRow third = orphans.get(2);
        assertEquals(first.takenBy("host-a"), stored(first));
        assertEquals(third.takenBy("host-a"), stored(third));
        assertEquals(orphans.get(1), stored(orphans.get(1)), "its seats cannot be read");
        assertEquals(orphans.get(3), stored(orphans.get(3)), "there are two places here");
        assertEquals(0, directory.size());

        // Now it leaves: it takes no more rooms, but runs these, so that it can give them away.
        mayOpen = false;
        assertTrue(opener.inherit(first, false));
        opener.retryUnrun();

        assertEquals(2, directory.size());
        assertEquals(first.takenBy("host-a"), stored(first));
        assertEquals(third.takenBy("host-a"), stored(third));
        assertFalse(opener.inherit(orphans.get(3), false), "it is full");
    }

    @Test
    void whereOneRoomIsAnothersByNowTheOthersAreTakenAlone() {
        List<RoomRow> orphans = List.of(orphan(SEATS), orphan(SEATS), orphan(SEATS));
        RoomRow lost = orphans.get(1).takenBy("host-c");
        put(lost);

        opener.takeTogether(orphans);
        assertEquals(orphans.getFirst(), stored(orphans.getFirst()), "all of them or none");
        orphans.forEach(orphan -> opener.inherit(orphan, false));

        assertEquals(lost, stored(lost));
        assertEquals(orphans.getFirst().takenBy("host-a"), stored(orphans.getFirst()));
        assertEquals(2, directory.size());
    }

    @Test
    void aRoomThatWasTakenTogetherAndLostSinceKeepsNoPlace() {
        List<RoomRow> orphans = List.of(orphan(SEATS), orphan(SEATS));
        opener.takeTogether(orphans);
        orphans.forEach(orphan -> put(stored(orphan).takenBy("host-c")));

        opener.retryUnrun();

        assertTrue(directory.reserve(), "the first place is free");
        assertTrue(directory.reserve(), "and the second");
    }

    @Test
    void whatHasEndedOrIsOursIsNotInherited() {
        RoomRow theirs = LocalStores.placed(roomId, "host-b", SEATS).takenBy("host-b");
        put(theirs.voided("open-failed"));
        assertFalse(opener.inherit(row(), false));
        assertEquals(RoomStatus.VOID, row().status());
        put(LocalStores.placed(roomId, "host-a", SEATS).takenBy("host-a"));
        assertFalse(opener.inherit(row(), false));
        assertEquals(1, row().epoch());
    }

    @Test
    void roomThatWasTakenHereAndRunsNowhereIsOpenedAgain() {
        RoomRow taken = LocalStores.placed(roomId, "host-a", SEATS).takenBy("host-a");
        put(taken);

        assertEquals(new RoomFound.Unavailable(), opener.locate(roomId));
        assertEquals(taken, row(), "looking changes nothing");
        RoomFound.Here here = assertInstanceOf(RoomFound.Here.class, opener.open(roomId));
        assertEquals(2, here.room().grant().epoch());
        assertEquals(2, row().epoch());
        assertEquals(RoomStatus.PLAYING, row().status());
    }

    /** Opens it, and nobody enters: it goes, and the word of that does not reach its row. */
    private void goesWithoutAWord() throws InterruptedException {
        loop.start();
        build(1);
        ending.lost(true);
        put(LocalStores.placed(roomId, "host-a", SEATS));
        assertInstanceOf(RoomFound.Here.class, opener.open(roomId));
        directory.awaitEmpty(TimeUnit.SECONDS.toMillis(10));
        assertEquals(0, directory.size());
        assertEquals(RoomStatus.PLAYING, row().status());
    }

    @Test
    void roomThatHasJustGoneFromHereIsMadeVoidAndNotOpenedAgain() throws Exception {
        goesWithoutAWord();
        ending.lost(false);

        // May find rooms of other tests, which have the same owner.
        opener.findUnrun();
        opener.retryUnrun();
        assertEquals(Optional.empty(), directory.find(roomId));
        assertEquals(1, row().epoch());
        assertEquals(new RoomFound.Over(), opener.open(roomId));
        assertEquals(RoomStatus.VOID, row().status());
        assertEquals("open-failed", row().voidReason());
    }

    @Test
    void roomWhoseRowStillSaysAMinuteLaterThatItIsOursIsOpenedAgain() throws Exception {
        goesWithoutAWord();
        skippedNanos = TimeUnit.SECONDS.toNanos(61);

        RoomFound.Here here = assertInstanceOf(RoomFound.Here.class, opener.open(roomId));
        assertEquals(2, here.room().grant().epoch());
    }

    @Test
    void seatsThatCannotBeReadAreFoundBeforeTheRoomIsTaken() {
        put(LocalStores.placed(roomId, "host-a", "[{"));
        var failure = assertThrows(IllegalStateException.class, () -> opener.open(roomId));
        assertEquals("the seats of room " + roomId, failure.getMessage());
        assertEquals(RoomStatus.PLACED, row().status());
    }

    @Test
    void hostWhoseLeaseHasExpiredTakesNoTicketNotEvenForRoomsThatItRuns() {
        put(LocalStores.placed(roomId, "host-a", SEATS));
        RoomFound here = opener.open(roomId);
        mayOpen = false;

        assertEquals(new RoomFound.Unavailable(), opener.open(roomId));
        assertEquals(here, opener.locate(roomId), "who is in it may come back");
    }

    @Test
    void fullHostOpensNothingMore() {
        for (int i = 0; i < 2; i++) {
            String other = RoomId.draw().value();
            put(LocalStores.placed(other, "host-a", SEATS));
            assertInstanceOf(RoomFound.Here.class, opener.open(other));
        }
        put(LocalStores.placed(roomId, "host-a", SEATS));
        assertEquals(new RoomFound.Unavailable(), opener.open(roomId));
        assertEquals(RoomStatus.PLACED, row().status());
    }
}
