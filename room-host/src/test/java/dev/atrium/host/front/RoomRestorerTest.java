package dev.atrium.host.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.catalog.Games;
import dev.atrium.dice.Seed;
import dev.atrium.game.Seat;
import dev.atrium.game.arena.BlitzGame;
import dev.atrium.host.clock.HostClock;
import dev.atrium.host.journal.JournalException;
import dev.atrium.host.journal.JournalStore;
import dev.atrium.host.journal.StoredJournal;
import dev.atrium.host.probation.Probation;
import dev.atrium.host.room.RoomGrant;
import dev.atrium.host.room.SeedSource;
import dev.atrium.journal.BrokenJournalException;
import dev.atrium.journal.JournalSnapshot;
import dev.atrium.journal.KeptJournal;
import dev.atrium.proof.HostlessRoom;
import dev.atrium.room.RoomStatus;
import dev.atrium.schema.RoomRow;
import dev.atrium.vrf.DrawnSeed;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

class RoomRestorerTest {
    private static final Probation PROBATION =
            new Probation(HostClock.SYSTEM, Probation.Threads.SYSTEM);
    private static final String ROOM = "0123456789abcdef0123456789abcdef";
    private static final long JOURNAL_ID = 77;
    private static final Seed SEED = Seed.ofHex("5e".repeat(Seed.BYTES));

    private final List<byte[]> entries = new ArrayList<>();
    private final List<byte[]> states = new ArrayList<>();
    private Optional<byte[]> snapshot = Optional.empty();
    private long journalId = JOURNAL_ID;
    private long before;
    private Optional<byte[]> base = Optional.empty();

    private Optional<Throwable> unreadable = Optional.empty();

    private final JournalStore store =
            (JournalStore)
                    Proxy.newProxyInstance(
                            getClass().getClassLoader(),
                            new Class<?>[] {JournalStore.class},
                            (proxy, method, arguments) ->
                                    switch (method.getName()) {
                                        case "of" -> proxy;
                                        case "read" -> read();
                                        default ->
                                                CompletableFuture.completedFuture(
                                                        answer(method.getName()));
                                    });

    private CompletableFuture<StoredJournal> read() {
        StoredJournal journal =
                new StoredJournal(before, base, entries.subList((int) before, entries.size()));
        return unreadable
                .<CompletableFuture<StoredJournal>>map(CompletableFuture::failedFuture)
                .orElseGet(() -> CompletableFuture.completedFuture(journal));
    }

    private Object answer(String method) {
        return switch (method) {
            case "raiseFence" -> journalId;
            default -> snapshot;
        };
    }

    /** A room of five that nobody plays, with a mark a second. */
    private void play(int seconds) {
        List<Seat> seats =
                IntStream.range(0, 5)
                        .mapToObj(i -> new Seat(i, "p" + i, "P" + i, "fox", true, new TreeMap<>()))
                        .toList();
        HostlessRoom room = HostlessRoom.open(new BlitzGame(), ROOM, SEED, seats);
        for (int tick = 1; tick <= 60 * seconds; tick++) {
            room.tick();
            if (tick % 60 == 0) {
                states.add(room.machine().snapshot());
            }
        }
        entries.addAll(room.journal().entries());
    }

    private Optional<RoomGrant.Restored> restore(RoomRow row) throws Exception {
        return new RoomRestorer(
                        store,
                        (room, nonces) -> CompletableFuture.completedStage(DrawnSeed.random(SEED)),
                        Games.all(),
                        PROBATION)
                .restore(row);
    }

    private RoomGrant.Restored restored() throws Exception {
        return restore(row(2)).orElseThrow();
    }

    /** It was begun under the epoch before, if there was one. */
    private static RoomRow row(long epoch) {
        RoomRow first =
                new RoomRow(
                        ROOM,
                        "arena.blitz",
                        1,
                        RoomStatus.PLAYING,
                        "h",
                        1,
                        "[]",
                        0,
                        0,
                        null,
                        null,
                        0);
        return epoch == 1 ? first : first.withJournal(JOURNAL_ID).takenBy("h");
    }

    private void assertWhole() throws Exception {
        RoomGrant.Restored restored = restored();
        assertEquals(180, restored.run().machine().tick());
        assertEquals(4, restored.run().entries());
    }

    @Test
    void aRoomWithoutAJournalHasNotBegun() throws Exception {
        assertTrue(restore(row(2)).isEmpty());
    }

    @Test
    void aJournalThatWasThereAndIsNotIsLost() {
        journalId = JOURNAL_ID + 1;
        BrokenJournalException broken = assertThrows(BrokenJournalException.class, this::restored);
        assertEquals(BrokenJournalException.Fault.LOST, broken.fault());
    }

    /** As when a raise and an append that were answered before the loss come once more. */
    @Test
    void whatIsThereSinceAJournalWasLostIsNotTakenForIt() {
        play(1);
        journalId = JOURNAL_ID + 1;
        BrokenJournalException broken = assertThrows(BrokenJournalException.class, this::restored);
        assertEquals(BrokenJournalException.Fault.LOST, broken.fault());
    }

    @Test
    void aJournalThatIsNotWholeAgainIsLost() {
        JournalException notWhole = new JournalException(JournalException.Reason.OUT_OF_STEP, ROOM);
        unreadable = Optional.of(new CompletionException(notWhole));
        BrokenJournalException broken = assertThrows(BrokenJournalException.class, this::restored);
        assertEquals(BrokenJournalException.Fault.LOST, broken.fault());
        unreadable = Optional.of(notWhole);
        broken = assertThrows(BrokenJournalException.class, this::restored);
        assertEquals(BrokenJournalException.Fault.LOST, broken.fault());
    }

    @Test
    void aStoreThatCannotBeReadNowIsNoLostJournal() {
        unreadable = Optional.of(new IllegalStateException("away"));
        assertThrows(IOException.class, this::restored);
    }

    @Test
    void aRoomThatWasTakenAndNeverBegunHasNoneToLose() throws Exception {
        journalId = JOURNAL_ID + 1;
        assertTrue(restore(row(1).takenBy("h")).isEmpty());
        assertTrue(restore(row(1).takenBy("h").withJournal(journalId)).isEmpty());
    }

    @Test
    void aRoomThatNobodyOwnedBeforeHasNoneToLose() throws Exception {
        journalId = JOURNAL_ID + 1;
        assertTrue(restore(row(1)).isEmpty());
    }

    @Test
    void withoutItsSeedAJournalIsNotRun() {
        play(1);
        SeedSource lost =
                new SeedSource() {
                    @Override
                    public CompletionStage<DrawnSeed> draw(
                            Room room, SortedMap<Integer, String> nonces) {
                        throw new IllegalStateException("a new one would be another");
                    }

                    @Override
                    public CompletionStage<Optional<DrawnSeed>> find(Room room) {
                        return CompletableFuture.completedStage(Optional.empty());
                    }
                };
        RoomRestorer restorer = new RoomRestorer(store, lost, Games.all(), PROBATION);
        BrokenJournalException broken =
                assertThrows(BrokenJournalException.class, () -> restorer.restore(row(2)));
        assertEquals(BrokenJournalException.Fault.SEED_LOST, broken.fault());
    }

    @Test
    void theJournalAloneIsEnough() throws Exception {
        play(3);
        assertWhole();
        assertEquals(3, restored().run().hashesCompared());
    }

    @Test
    void whatIsBeforeASnapshotIsNotPlayedAgain() throws Exception {
        play(3);
        snapshot = Optional.of(new JournalSnapshot(3, states.get(1)).encode());
        assertWhole();
        assertEquals(1, restored().run().hashesCompared(), "the last second");
    }

    @Test
    void aSnapshotThatIsTornOrForeignOrAheadIsOfNoUseAndNoHarm() throws Exception {
        play(3);
        byte[] whole = new JournalSnapshot(3, states.get(1)).encode();
        List<byte[]> useless =
                List.of(
                        new byte[0],
                        Arrays.copyOf(whole, whole.length - 1),
                        new JournalSnapshot(2, states.get(1)).encode(),
                        new JournalSnapshot(9, states.get(2)).encode());
        for (byte[] bytes : useless) {
            snapshot = Optional.of(bytes);
            assertWhole();
            assertEquals(3, restored().run().hashesCompared());
        }
    }

    @Test
    void aBrokenJournalIsNamedWhateverTheSnapshot() {
        play(3);
        byte[] torn = entries.get(3).clone();
        torn[0] ^= 1;
        entries.set(3, torn);
        snapshot = Optional.of(new JournalSnapshot(3, states.get(1)).encode());
        BrokenJournalException broken = assertThrows(BrokenJournalException.class, this::restored);
        assertEquals(BrokenJournalException.Fault.UNREADABLE, broken.fault());
    }

    @Test
    void aStoreThatDoesNotAnswerIsNoBrokenJournal() {
        RoomRestorer restorer =
                new RoomRestorer(
                        store,
                        (room, nonces) ->
                                CompletableFuture.failedStage(new IllegalStateException("away")),
                        Games.all(),
                        PROBATION);
        play(1);
        assertThrows(IOException.class, () -> restorer.restore(row(2)));
    }

    /** As after a trim at the snapshot of that second. */
    private void trim(int second) {
        JournalSnapshot after = new JournalSnapshot(second + 1, states.get(second - 1));
        KeptJournal whole = KeptJournal.whole(ROOM, entries);
        base = Optional.of(whole.baseAt(new BlitzGame().vocabulary(), after).encode());
        before = second + 1L;
    }

    @Test
    void aTrimmedJournalGoesOnFromItsBase() throws Exception {
        play(3);
        trim(2);
        assertWhole();
        assertEquals(1, restored().run().hashesCompared(), "the last second");
        assertEquals(1, restored().journal().entries().size());
        assertEquals(KeptJournal.whole(ROOM, entries).chainHead(), restored().run().chain().head());
    }

    @Test
    void aSnapshotAfterTheBaseSavesTheRestAndOneBeforeItIsOfNoUse() throws Exception {
        play(3);
        trim(1);
        snapshot = Optional.of(new JournalSnapshot(3, states.get(1)).encode());
        assertWhole();
        assertEquals(1, restored().run().hashesCompared());
        trim(2);
        snapshot = Optional.of(new JournalSnapshot(2, states.get(0)).encode());
        assertWhole();
        assertEquals(1, restored().run().hashesCompared());
    }

    @Test
    void aBaseThatIsLostOrTornIsNamedAndNothingIsGuessed() {
        play(3);
        trim(2);
        byte[] torn = base.orElseThrow().clone();
        torn[9] ^= 1;
        base = Optional.of(torn);
        BrokenJournalException broken = assertThrows(BrokenJournalException.class, this::restored);
        assertEquals(BrokenJournalException.Fault.BASE_UNREADABLE, broken.fault());
        base = Optional.empty();
        broken = assertThrows(BrokenJournalException.class, this::restored);
        assertEquals(BrokenJournalException.Fault.BASE_MISSING, broken.fault());
    }
}
