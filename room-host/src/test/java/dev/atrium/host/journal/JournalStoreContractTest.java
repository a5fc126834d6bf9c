package dev.atrium.host.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.room.RoomId;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What every journal store must do, whatever is behind it. */
public abstract class JournalStoreContractTest {
    private final String room = RoomId.draw().value();

    /** The store under test. */
    protected abstract JournalStore store();

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }

    private static List<byte[]> entries(String... texts) {
        return Stream.of(texts).map(t -> t.getBytes(StandardCharsets.UTF_8)).toList();
    }

    private List<String> stored() {
        List<String> all = new ArrayList<>();
        for (byte[] entry : await(store().read(room))) {
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
        await(store().raiseFence(room, 1));
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        await(store().append(room, 1, 0, List.of(all)));
        await(store().append(room, 1, 1, entries("b", "c")));
        assertArrayEquals(all, await(store().read(room)).getFirst());
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
        await(store().raiseFence(room, 1));
        await(store().append(room, 1, 0, entries("a")));
        await(store().raiseFence(room, 2));
        assertEquals(
                JournalException.Reason.FENCED, refused(store().append(room, 1, 1, entries("x"))));
        assertEquals(JournalException.Reason.FENCED, refused(store().raiseFence(room, 1)));
        await(store().append(room, 2, 1, entries("b")));
        assertEquals(List.of("a", "b"), stored());
    }

    @Test
    void anEpochAboveTheFenceIsRefusedUntilItIsRaised() {
        await(store().raiseFence(room, 1));
        assertEquals(
                JournalException.Reason.FENCED, refused(store().append(room, 2, 0, entries("x"))));
    }

    @Test
    void raisingTheSameFenceAgainChangesNothing() {
        await(store().raiseFence(room, 3));
        await(store().raiseFence(room, 3));
        await(store().append(room, 3, 0, entries("a")));
        assertEquals(List.of("a"), stored());
    }

    @Test
    void theSameAppendMadeAgainChangesNothingAndSucceeds() {
        await(store().raiseFence(room, 1));
        await(store().append(room, 1, 0, entries("a", "b")));
        await(store().append(room, 1, 0, entries("a", "b")));
        await(store().append(room, 1, 2, entries("c")));
        await(store().append(room, 1, 2, entries("c")));
        assertEquals(List.of("a", "b", "c"), stored());
    }

    @Test
    void anAppendThatDoesNotFitWhatIsThereIsOutOfStep() {
        await(store().raiseFence(room, 1));
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
        await(store().raiseFence(room, 1));
        await(store().append(room, 1, 0, entries("a")));
        assertEquals(List.of(), await(store().read(RoomId.draw().value())));
    }

    @Test
    void aFenceTellsWhetherThereWasOne() {
        assertFalse(await(store().raiseFence(room, 1)));
        assertTrue(await(store().raiseFence(room, 1)));
        assertTrue(await(store().raiseFence(room, 2)));
    }

    @Test
    void theNewestSnapshotIsKeptAndOnlyItsOwnerKeepsOne() {
        assertTrue(await(store().readSnapshot(room)).isEmpty());
        assertEquals(
                JournalException.Reason.FENCED,
                refused(store().keepSnapshot(room, 1, new byte[] {1})));
        await(store().raiseFence(room, 1));
        await(store().keepSnapshot(room, 1, new byte[] {1}));
        await(store().keepSnapshot(room, 1, new byte[] {2, 0, -1}));
        await(store().raiseFence(room, 2));
        assertEquals(
                JournalException.Reason.FENCED,
                refused(store().keepSnapshot(room, 1, new byte[] {3})));
        assertArrayEquals(new byte[] {2, 0, -1}, await(store().readSnapshot(room)).orElseThrow());
    }

    @Test
    void whoOwnsItNoMoreForgetsNothing() {
        await(store().raiseFence(room, 1));
        await(store().append(room, 1, 0, entries("a")));
        await(store().raiseFence(room, 2));

        assertEquals(JournalException.Reason.FENCED, refused(store().expire(room, 1, 1)));

        await(store().append(room, 2, 1, entries("b")));
        assertEquals(List.of("a", "b"), stored());
    }

    @Test
    void anExpiredJournalIsGoneAndItsFenceToo() throws InterruptedException {
        await(store().raiseFence(room, 1));
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
}
