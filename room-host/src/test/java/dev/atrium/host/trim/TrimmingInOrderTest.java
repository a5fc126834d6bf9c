package dev.atrium.host.trim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.archive.Archive;
import dev.atrium.dice.Seed;
import dev.atrium.game.Emissions;
import dev.atrium.game.RoomMachine;
import dev.atrium.game.Seat;
import dev.atrium.game.arena.BlitzGame;
import dev.atrium.host.journal.JournalException;
import dev.atrium.host.journal.NullJournalStore;
import dev.atrium.host.journal.StoredJournal;
import dev.atrium.host.room.RoomTrimming;
import dev.atrium.host.room.RoomTrimming.Result;
import dev.atrium.journal.JournalBase;
import dev.atrium.journal.JournalCodec;
import dev.atrium.journal.JournalEntry;
import dev.atrium.journal.JournalSnapshot;
import dev.atrium.journal.KeptJournal;
import dev.atrium.proof.ArchivedJournal;
import dev.atrium.state.StateHash;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** What trimming does and in which order, on a store and an archive that fail on demand. */
class TrimmingInOrderTest {
    private static final String ROOM = "0123456789abcdef0123456789abcdef";
    private static final BlitzGame GAME = new BlitzGame();

    private final JournalCodec codec = new JournalCodec(GAME.vocabulary());
    private final List<byte[]> entries = new ArrayList<>();
    private final List<byte[]> states = new ArrayList<>();
    private final Map<String, byte[]> objects = new HashMap<>();
    private final List<String> steps = new ArrayList<>();
    private final List<Long> waitsMs = new ArrayList<>();
    private Optional<JournalBase> base = Optional.empty();
    private int archiveFailures;
    private int trimFailures;
    private boolean answersAreLost;
    private boolean fenced;

    private final NullJournalStore store =
            new NullJournalStore() {
                @Override
                public CompletionStage<StoredJournal> read(String roomId) {
                    long before = base.map(JournalBase::entries).orElse(0L);
                    return CompletableFuture.completedFuture(
                            new StoredJournal(
                                    before,
                                    base.map(JournalBase::encode),
                                    entries.subList((int) before, entries.size())));
                }

                @Override
                public CompletionStage<Void> trim(String roomId, long epoch, JournalBase to) {
                    if (fenced) {
                        return CompletableFuture.failedFuture(
                                new JournalException(JournalException.Reason.FENCED, roomId));
                    }
                    boolean fails = trimFailures-- > 0;
                    if (!fails || answersAreLost) {
                        steps.add("trim to %d under %d".formatted(to.entries(), epoch));
                        base = Optional.of(to);
                    }
                    return fails
                            ? CompletableFuture.failedFuture(new IllegalStateException("away"))
                            : CompletableFuture.completedFuture(null);
                }
            };

    private final Archive archive =
            new Archive() {
                @Override
                public void put(String key, byte[] object) throws IOException {
                    if (archiveFailures-- > 0) {
                        throw new IOException("out of reach");
                    }
                    steps.add("archive");
                    objects.put(key, object);
                }

                @Override
                public Optional<byte[]> get(String key) {
                    return Optional.ofNullable(objects.get(key));
                }
            };

    /** Makes what is scheduled at once, and notes how long it would have waited. */
    private final ScheduledThreadPoolExecutor executor =
            new ScheduledThreadPoolExecutor(1) {
                @Override
                public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
                    if (delay > 0) {
                        waitsMs.add(unit.toMillis(delay));
                    }
                    return super.schedule(task, 0, unit);
                }
            };

    @BeforeEach
    void play() {
        List<Seat> seats =
                IntStream.range(0, 5)
                        .mapToObj(i -> new Seat(i, "p" + i, "P" + i, "fox", true, new TreeMap<>()))
                        .toList();
        Seed seed = Seed.of(new byte[Seed.BYTES]);
        RoomMachine machine = RoomMachine.open(GAME, seed, seats, new TreeMap<>());
        TreeMap<String, String> options = new TreeMap<>();
        add(new JournalEntry.Opened(ROOM, "arena.blitz", 1, seats, options, new TreeMap<>()));
        for (int second = 1; second <= 5; second++) {
            machine.advanceTo(60L * second, Emissions.NONE);
            add(new JournalEntry.Mark(machine.tick(), Optional.of(machine.hash())));
            states.add(machine.snapshot());
        }
    }

    @AfterEach
    void close() {
        executor.shutdownNow();
    }

    private void add(JournalEntry entry) {
        entries.add(codec.encode(entry));
    }

    private StateHash headAfter(int count) {
        return KeptJournal.whole(ROOM, entries.subList(0, count)).chainHead();
    }

    private Result trim(int second) {
        return trim(second, headAfter(second + 1));
    }

    private Result trim(int second, StateHash head) {
        CompletableFuture<Result> done = new CompletableFuture<>();
        new TrimmingInOrder(store, archive, executor, executor, RoomTrimming.Pace.USUAL)
                .trim(
                        new RoomTrimming.Due(
                                ROOM,
                                "arena.blitz",
                                GAME.vocabulary(),
                                3,
                                new JournalSnapshot(second + 1, states.get(second - 1)),
                                head),
                        done::complete);
        return done.orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static JournalBase trimmed(Result result) {
        return assertInstanceOf(Result.Trimmed.class, result).base();
    }

    private void assertNotYet(Result result) {
        assertInstanceOf(Result.NotYet.class, result);
        assertTrue(base.isEmpty(), "nothing is trimmed");
    }

    @Test
    void theArchiveComesFirstAndEachSegmentGoesOnFromTheOneBefore() throws Exception {
        JournalBase first = trimmed(trim(1));
        JournalBase second = trimmed(trim(4));

        assertEquals(
                List.of("archive", "trim to 2 under 3", "archive", "trim to 5 under 3"), steps);
        assertEquals(headAfter(2), first.head());
        assertEquals(headAfter(5), second.head());
        assertEquals(Optional.of(second), base);
        ArchivedJournal journal = ArchivedJournal.find(archive, ROOM, headAfter(5));
        assertEquals(2, journal.segments());
        List<byte[]> archived = new ArrayList<>();
        journal.entries().forEach(archived::add);
        assertEquals(5, archived.size());
    }

    @Test
    void storesThatAreAwayForAWhileAreTriedAgain() {
        archiveFailures = 2;
        trimFailures = 1;
        assertEquals(2, trimmed(trim(1)).entries());
        assertEquals(List.of(100L, 200L, 400L), waitsMs);
    }

    @Test
    void anAnswerThatWasLostIsAskedForAgainAndNothingIsArchivedTwice() {
        trimFailures = 1;
        answersAreLost = true;
        assertEquals(2, trimmed(trim(1)).entries());
        assertEquals(List.of("archive", "trim to 2 under 3", "trim to 2 under 3"), steps);
    }

    @Test
    void anArchiveThatStaysAwayLeavesTheJournalAsItIs() {
        archiveFailures = Integer.MAX_VALUE;
        assertNotYet(trim(1));
        assertEquals(TrimmingInOrder.ATTEMPTS_MAX - 1, waitsMs.size());
        assertEquals(List.of(), steps);
    }

    @Test
    void aRefusalIsNotTriedAgain() {
        fenced = true;
        assertNotYet(trim(1));
        assertEquals(List.of(), waitsMs);
    }

    @Test
    void whatTheStoreHasOtherwiseThanItsOwnerWroteIsNeitherArchivedNorTrimmed() {
        assertNotYet(trim(1, headAfter(3)));
        entries.get(2)[4] ^= 1;
        assertNotYet(trim(2));
        entries.removeLast();
        assertNotYet(trim(5, headAfter(3)));
        assertEquals(List.of(), steps);
    }

    @Test
    void whoIsBehindWhatIsTrimmedTrimsNothing() {
        JournalBase owners = trimmed(trim(4));
        steps.clear();
        assertInstanceOf(Result.NotYet.class, trim(2));
        assertEquals(List.of(), steps);
        assertEquals(Optional.of(owners), base);
    }
}
