package dev.atrium.host.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.journal.JournalBase;
import dev.atrium.journal.JournalSnapshot;
import dev.atrium.room.RoomId;
import dev.atrium.state.StateHash;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What every journal store must do, whatever is behind it. */
public abstract class JournalStoreContractTest {
    private final String room = RoomId.draw().value();

    /** The store under test. */
    protected abstract JournalStore store();

    /** The room's row says so, before the fence is raised. */
    protected void owned(String roomId, long epoch) {}

    /** Takes the room over, in the order in which hosts do. */
    private long raise(long epoch) {
        owned(room, epoch);
        return await(store().raiseFence(room, epoch));
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }

    private static List<byte[]> entries(String... texts) {
        return Stream.of(texts).map(t -> t.getBytes(StandardCharsets.UTF_8)).toList();
    }

    private List<String> stored() {
        List<String> all = new ArrayList<>();
        for (byte[] entry : await(store().read(room)).entries()) {
            all.add(new String(entry, StandardCharsets.UTF_8));
        }
        return all;
    }

    private static JournalException.Reason refused(CompletionStage<?> stage) {
        CompletionException e = assertThrows(CompletionException.class, () -> await(stage));
        return ((JournalException) e.getCause()).reason();
    }

    @Test
    void appendsInOrderAndReadsTheSameBytes() {
        raise(1);
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        await(store().append(room, 1, 0, List.of(all)));
        await(store().append(room, 1, 1, entries("b", "c")));
        assertArrayEquals(all, await(store().read(room)).entries().getFirst());
        assertEquals(List.of("b", "c"), stored().subList(1, 3));
    }

    @Test
    void aMissingFenceRefusesEveryAppend() {
        assertEquals(
                JournalException.Reason.FENCED, refused(store().append(room, 1, 0, entries("a"))));
        assertEquals(List.of(), stored());
    }

    @Test
    void aRaisedFenceRefusesLowerEpochsForGood() {
        raise(1);
        await(store().append(room, 1, 0, entries("a")));
        raise(2);
        assertEquals(
                JournalException.Reason.FENCED, refused(store().append(room, 1, 1, entries("x"))));
        assertEquals(JournalException.Reason.FENCED, refused(store().raiseFence(room, 1)));
        await(store().append(room, 2, 1, entries("b")));
        assertEquals(List.of("a", "b"), stored());
    }

    @Test
    void anEpochAboveTheFenceIsRefusedUntilItIsRaised() {
        raise(1);
        assertEquals(
                JournalException.Reason.FENCED, refused(store().append(room, 2, 0, entries("x"))));
    }

    @Test
    void raisingTheSameFenceAgainChangesNothing() {
        raise(3);
        raise(3);
        await(store().append(room, 3, 0, entries("a")));
        assertEquals(List.of("a"), stored());
    }

    @Test
    void theSameAppendMadeAgainChangesNothingAndSucceeds() {
        raise(1);
        await(store().append(room, 1, 0, entries("a", "b")));
        await(store().append(room, 1, 0, entries("a", "b")));
        await(store().append(room, 1, 2, entries("c")));
        await(store().append(room, 1, 2, entries("c")));
        assertEquals(List.of("a", "b", "c"), stored());
    }

    @Test
    void anAppendThatDoesNotFitWhatIsThereIsOutOfStep() {
        raise(1);
        await(store().append(room, 1, 0, entries("a", "b")));
        assertEquals(
                JournalException.Reason.OUT_OF_STEP,
                refused(store().append(room, 1, 3, entries("d"))));
        assertEquals(
                JournalException.Reason.OUT_OF_STEP,
                refused(store().append(room, 1, 1, entries("x"))));
        assertEquals(
                JournalException.Reason.OUT_OF_STEP,
                refused(store().append(room, 1, 0, entries("a"))));
        assertEquals(List.of("a", "b"), stored());
    }

    @Test
    void journalsOfRoomsAreApart() {
        raise(1);
        await(store().append(room, 1, 0, entries("a")));
        assertEquals(0, await(store().read(RoomId.draw().value())).count());
    }

    @Test
    void aJournalKeepsItsIdentityWhoeverRaisesItsFence() {
        long id = raise(1);
        assertTrue(id > 0);
        assertEquals(id, raise(1), "a reply may have been lost");
        assertEquals(id, raise(2));
        await(store().append(room, 2, 0, entries("a")));
        assertEquals(id, raise(5));
    }

    @Test
    void journalsOfRoomsHaveTheirOwnIdentities() {
        long one = raise(1);
        String another = RoomId.draw().value();
        owned(another, 1);
        assertNotEquals(one, await(store().raiseFence(another, 1)));
    }

    @Test
    void aJournalThatStartsAnewIsEmptyAndTakesEntriesFromItsBeginning() {
        long id = raise(1);
        await(store().append(room, 1, 0, entries("a", "b")));
        await(store().append(room, 1, 2, entries("c")));
        await(store().keepSnapshot(room, 1, new byte[] {1}));
        raise(2);
        assertEquals(
                JournalException.Reason.FENCED,
                refused(store().startAnew(room, 1, 3, Optional.empty())));
        assertEquals(List.of("a", "b", "c"), stored());

        await(store().startAnew(room, 2, 3, Optional.empty()));
        await(store().startAnew(room, 2, 3, Optional.empty()));

        assertEquals(JournalException.Reason.OUT_OF_STEP, refused(store().read(room)));
        assertTrue(await(store().readSnapshot(room)).isEmpty());
        await(store().append(room, 2, 0, entries("a")));
        raise(2);
        assertEquals(
                JournalException.Reason.OUT_OF_STEP,
                refused(store().read(room)),
                "it is not whole yet, whoever asks");
        await(store().append(room, 2, 1, entries("b", "c")));
        assertEquals(List.of("a", "b", "c"), stored());
        await(store().append(room, 2, 3, entries("d")));
        assertEquals(List.of("a", "b", "c", "d"), stored());
        assertEquals(id, raise(3), "the fence was not lost");
    }

    @Test
    void whatHasNoFenceCannotStartAnew() {
        assertEquals(
                JournalException.Reason.FENCED,
                refused(store().startAnew(room, 1, 3, Optional.empty())));
    }

    @Test
    void anAppendOfTheGreatestSizeComesBackWhole() {
        raise(1);
        List<byte[]> most = new ArrayList<>();
        int each = JournalStore.APPEND_BYTES_MAX / JournalStore.APPEND_ENTRIES_MAX;
        for (int i = 0; i < JournalStore.APPEND_ENTRIES_MAX; i++) {
            byte[] entry = new byte[each];
            Arrays.fill(entry, (byte) i);
            most.add(entry);
        }
        await(store().append(room, 1, 0, most));
        byte[] one = new byte[JournalStore.APPEND_BYTES_MAX];
        Arrays.fill(one, (byte) 7);
        await(store().append(room, 1, most.size(), List.of(one)));

        List<byte[]> read = await(store().read(room)).entries();
        assertEquals(most.size() + 1, read.size());
        for (int i = 0; i < most.size(); i++) {
            assertArrayEquals(most.get(i), read.get(i));
        }
        assertArrayEquals(one, read.getLast());
    }

    @Test
    void aLargeSnapshotComesBackWholeAndASmallerOneAfterIt() {
        raise(1);
        byte[] large = new byte[900_000];
        for (int i = 0; i < large.length; i++) {
            large[i] = (byte) ((i * 31) >> 7);
        }
        await(store().keepSnapshot(room, 1, large));
        assertArrayEquals(large, await(store().readSnapshot(room)).orElseThrow());
        await(store().keepSnapshot(room, 1, new byte[] {5}));
        assertArrayEquals(new byte[] {5}, await(store().readSnapshot(room)).orElseThrow());
    }

    @Test
    void theNewestSnapshotIsKeptAndOnlyItsOwnerKeepsOne() {
        assertTrue(await(store().readSnapshot(room)).isEmpty());
        assertEquals(
                JournalException.Reason.FENCED,
                refused(store().keepSnapshot(room, 1, new byte[] {1})));
        raise(1);
        await(store().keepSnapshot(room, 1, new byte[] {1}));
        await(store().keepSnapshot(room, 1, new byte[] {2, 0, -1}));
        raise(2);
        assertEquals(
                JournalException.Reason.FENCED,
                refused(store().keepSnapshot(room, 1, new byte[] {3})));
        assertArrayEquals(new byte[] {2, 0, -1}, await(store().readSnapshot(room)).orElseThrow());
    }

    @Test
    void whoOwnsItNoMoreForgetsNothing() {
        raise(1);
        await(store().append(room, 1, 0, entries("a")));
        raise(2);

        assertEquals(JournalException.Reason.FENCED, refused(store().expire(room, 1, 1)));

        await(store().append(room, 2, 1, entries("b")));
        assertEquals(List.of("a", "b"), stored());
    }

    @Test
    void anExpiredJournalIsGoneAndItsFenceToo() throws InterruptedException {
        raise(1);
        await(store().append(room, 1, 0, entries("a")));
        await(store().expire(room, 1, 1));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (!stored().isEmpty() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertEquals(List.of(), stored());
        assertEquals(
                JournalException.Reason.FENCED, refused(store().append(room, 1, 0, entries("a"))));
    }

    /** What stands for so many entries, with a state of so many bytes. */
    protected static JournalBase base(long entries, int stateBytes) {
        byte[] state = new byte[stateBytes];
        for (int i = 0; i < state.length; i++) {
            state[i] = (byte) ((i * 31) >> 7);
        }
        return new JournalBase(
                new byte[] {1, 2, 3},
                StateHash.of(state),
                7,
                1,
                new TreeMap<>(),
                new JournalSnapshot(entries, state));
    }

    private void assertTrimmed(JournalBase base, String... tail) {
        StoredJournal read = await(store().read(room));
        assertEquals(base.entries(), read.before());
        assertEquals(base, JournalBase.decode(read.base().orElseThrow()));
        assertEquals(base.entries() + tail.length, read.count());
        assertEquals(List.of(tail), stored());
    }

    @Test
    void aJournalOfWhichNothingIsTrimmedHasNoBase() {
        raise(1);
        await(store().append(room, 1, 0, entries("a")));
        StoredJournal read = await(store().read(room));
        assertEquals(0, read.before());
        assertTrue(read.base().isEmpty());
    }

    @Test
    void ofATrimmedJournalTheBaseAndWhatIsAfterItComeBack() {
        raise(1);
        await(store().append(room, 1, 0, entries("a", "b", "c")));
        await(store().append(room, 1, 3, entries("d", "e")));
        await(store().trim(room, 1, base(2, 10)));
        assertTrimmed(base(2, 10), "c", "d", "e");
        await(store().trim(room, 1, base(4, 900_000)));
        assertTrimmed(base(4, 900_000), "e");
    }

    @Test
    void entriesOfATrimmedJournalAreCountedOn() {
        raise(1);
        await(store().append(room, 1, 0, entries("a", "b", "c")));
        await(store().trim(room, 1, base(2, 10)));
        assertEquals(
                JournalException.Reason.OUT_OF_STEP,
                refused(store().append(room, 1, 1, entries("x"))));
        await(store().append(room, 1, 3, entries("d")));
        await(store().append(room, 1, 3, entries("d")));
        assertTrimmed(base(2, 10), "c", "d");
        raise(2);
        await(store().append(room, 2, 4, entries("e")));
        assertTrimmed(base(2, 10), "c", "d", "e");
    }

    @Test
    void aJournalMayBeTrimmedToItsEndAndGoesOn() {
        raise(1);
        await(store().append(room, 1, 0, entries("a", "b")));
        await(store().trim(room, 1, base(2, 10)));
        assertTrimmed(base(2, 10));
        await(store().append(room, 1, 2, entries("c")));
        await(store().append(room, 1, 3, entries("d")));
        assertTrimmed(base(2, 10), "c", "d");
    }

    @Test
    void trimmingTwiceOrLessIsHarmless() {
        raise(1);
        await(store().append(room, 1, 0, entries("a", "b", "c", "d")));
        await(store().trim(room, 1, base(3, 10)));
        await(store().trim(room, 1, base(3, 10)));
        await(store().trim(room, 1, base(1, 20)));
        assertTrimmed(base(3, 10), "d");
    }

    @Test
    void noMoreIsTrimmedThanThereIs() {
        raise(1);
        await(store().append(room, 1, 0, entries("a", "b")));
        assertEquals(
                JournalException.Reason.OUT_OF_STEP, refused(store().trim(room, 1, base(3, 10))));
        assertEquals(List.of("a", "b"), stored());
        assertEquals(0, await(store().read(room)).before());
    }

    @Test
    void onlyItsOwnerTrimsAJournal() {
        assertEquals(JournalException.Reason.FENCED, refused(store().trim(room, 1, base(1, 10))));
        raise(1);
        await(store().append(room, 1, 0, entries("a", "b")));
        raise(2);
        assertEquals(JournalException.Reason.FENCED, refused(store().trim(room, 1, base(1, 10))));
        assertEquals(JournalException.Reason.FENCED, refused(store().trim(room, 3, base(1, 10))));
        assertEquals(List.of("a", "b"), stored());
        await(store().trim(room, 2, base(1, 10)));
        assertTrimmed(base(1, 10), "b");
    }

    @Test
    void aTrimmedJournalThatStartsAnewHasItsBaseAndTakesEntriesAfterIt() {
        raise(1);
        await(store().append(room, 1, 0, entries("a", "b", "c", "d")));
        await(store().trim(room, 1, base(3, 10)));
        raise(2);

        // Its owner was not told that it was trimmed so far.
        await(store().startAnew(room, 2, 4, Optional.of(base(2, 800_000))));
        await(store().startAnew(room, 2, 4, Optional.of(base(2, 800_000))));

        assertEquals(JournalException.Reason.OUT_OF_STEP, refused(store().read(room)));
        assertEquals(
                JournalException.Reason.OUT_OF_STEP,
                refused(store().append(room, 2, 0, entries("a"))));
        await(store().append(room, 2, 2, entries("c", "d")));
        assertTrimmed(base(2, 800_000), "c", "d");
        await(store().trim(room, 2, base(4, 10)));
        await(store().append(room, 2, 4, entries("e")));
        assertTrimmed(base(4, 10), "e");
    }

    @Test
    void anExpiredJournalsBaseIsGoneToo() {
        raise(1);
        await(store().append(room, 1, 0, entries("a", "b")));
        await(store().trim(room, 1, base(1, 10)));
        await(store().expire(room, 1, 1));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (await(store().read(room)).count() > 0 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        StoredJournal read = await(store().read(room));
        assertEquals(0, read.before());
        assertTrue(read.base().isEmpty());
        assertEquals(List.of(), read.entries());
    }
}
