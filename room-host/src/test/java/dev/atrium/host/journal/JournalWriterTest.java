package dev.atrium.host.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.game.Input;
import dev.atrium.game.PlayerCommand;
import dev.atrium.journal.JournalBase;
import dev.atrium.journal.JournalCodec;
import dev.atrium.journal.JournalEntry;
import dev.atrium.journal.JournalSnapshot;
import dev.atrium.message.Vocabulary;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

class JournalWriterTest {
    /** A command as long as one likes. */
    public record Say(String text) implements PlayerCommand {}

    private record Append(long epoch, long first, List<byte[]> entries) {}

    private final List<Append> appends = new ArrayList<>();
    private final JournalStore store =
            new NullJournalStore() {
                @Override
                public CompletionStage<Void> append(
                        String roomId, long epoch, long firstIndex, List<byte[]> entries) {
                    appends.add(new Append(epoch, firstIndex, List.copyOf(entries)));
                    return new CompletableFuture<>();
                }
            };
    private final JournalCodec codec = new JournalCodec(Vocabulary.of(List.of(Say.class)));
    private final JournalWriter writer =
            new JournalWriter(new JournalWriter.Place(store, "room", 1), codec, failure -> {});

    private void opened() {
        writer.opened(
                new JournalEntry.Opened(
                        "room", "game", 1, List.of(), new TreeMap<>(), new TreeMap<>()));
    }

    private void command(long sequence, String text) {
        writer.applied(0, new Input.Command(0, sequence, new Say(text)));
    }

    @Test
    void whereNoJournalIsWrittenNothingIsMadeUpForOneAndAllCountsAsStored() {
        JournalStore none =
                new NullJournalStore() {
                    @Override
                    public boolean isWritten() {
                        return false;
                    }

                    @Override
                    public CompletionStage<Void> append(
                            String roomId, long epoch, long firstIndex, List<byte[]> entries) {
                        throw new AssertionError("nothing is to be appended");
                    }
                };
        JournalWriter unwritten =
                new JournalWriter(new JournalWriter.Place(none, "room", 1), codec, failure -> {});
        unwritten.applied(3, new Input.Command(0, 7, new Say("a")));
        unwritten.mark(3, Optional.empty());

        assertFalse(unwritten.flush());
        assertEquals(7, unwritten.durableSequence(0));
        assertTrue(unwritten.isDurable());
        assertEquals(0, unwritten.entries());
        assertFalse(unwritten.isWritten());
        assertTrue(writer.isWritten());
    }

    @Test
    void oneAppendIsInFlightAndTheRestGoesTogetherWithTheNext() {
        opened();
        assertTrue(writer.flush());
        command(1, "a");
        command(2, "b");
        assertFalse(writer.flush());
        writer.stored();
        assertEquals(0, writer.durableSequence(0));
        assertTrue(writer.flush());
        assertEquals(2, appends.getLast().entries().size());
        assertEquals(1, appends.getLast().first());
        writer.stored();
        assertEquals(2, writer.durableSequence(0));
        assertTrue(writer.isDurable());
    }

    @Test
    void whatIsUnknownIsAppendedAgainAtTheSamePlace() {
        opened();
        writer.flush();
        command(1, "a");
        writer.retry();
        assertEquals(2, appends.size());
        assertEquals(appends.getFirst().first(), appends.getLast().first());
        assertEquals(1, appends.getLast().entries().size());
    }

    @Test
    void aGroupIsNoLargerThanAStoreTakes() {
        opened();
        for (int i = 1; i <= 40; i++) {
            command(i, "x".repeat(10_000));
        }
        long stored = 0;
        while (writer.flush()) {
            Append group = appends.getLast();
            assertEquals(stored, group.first());
            long bytes = group.entries().stream().mapToLong(entry -> entry.length).sum();
            assertTrue(bytes <= JournalStore.APPEND_BYTES_MAX, bytes + " bytes");
            stored += group.entries().size();
            writer.stored();
        }
        assertEquals(41, stored);
        assertEquals(2, appends.size());
        assertEquals(40, writer.durableSequence(0));
    }

    @Test
    void aLostJournalIsWrittenAnewFromItsFirstEntryUnderTheNewEpoch() {
        opened();
        command(1, "a");
        writer.flush();
        writer.stored();
        command(2, "b");
        writer.flush();
        List<byte[]> refused = appends.getLast().entries();

        assertTrue(writer.suspend());
        command(3, "c");
        assertFalse(writer.flush(), "nothing is appended until it is known whose the room is");
        writer.retry();
        assertEquals(2, appends.size());

        writer.startAnew(2);
        assertEquals(1, writer.durableSequence(0), "no more counts as stored than did");
        assertTrue(writer.flush());
        Append anew = appends.getLast();
        assertEquals(2, anew.epoch());
        assertEquals(0, anew.first());
        assertEquals(4, anew.entries().size());
        assertArrayEquals(refused.getFirst(), anew.entries().get(2));
        writer.stored();
        assertEquals(3, writer.durableSequence(0));
        assertEquals(4, writer.durableEntries());
        writer.mark(60, Optional.empty());
        writer.flush();
        assertEquals(4, appends.getLast().first());
        assertEquals(2, appends.getLast().epoch());
    }

    @Test
    void nothingMoreCountsAsStoredUntilTheLastGroupOfAJournalThatIsWrittenAnewIs() {
        opened();
        writer.flush();
        writer.stored();
        command(1, "a");
        writer.flush();
        writer.stored();
        for (int i = 2; i <= 40; i++) {
            command(i, "x".repeat(10_000));
        }
        writer.flush();
        writer.stored();
        command(41, "b");
        writer.flush();
        assertEquals(1, writer.durableSequence(0));
        writer.suspend();

        writer.startAnew(2);
        assertTrue(writer.flush());
        writer.stored();
        assertEquals(1, writer.durableSequence(0), "41 stands in a group that is not written yet");
        assertTrue(writer.flush());
        writer.stored();
        assertTrue(writer.isDurable());
        assertEquals(41, writer.durableSequence(0));
    }

    @Test
    void aJournalThatIsTooLongToRememberCannotBeWrittenAnew() {
        opened();
        for (int i = 1; i <= JournalMemory.BYTES_MAX / 10_000 + 1; i++) {
            command(i, "x".repeat(10_000));
        }
        assertFalse(writer.suspend());
        assertFalse(writer.flush());
    }

    @Test
    void aTrimmedJournalIsWrittenAnewFromItsBase() {
        JournalWriter trimmed =
                new JournalWriter(
                        new JournalWriter.Place(store, "room", 1, true), codec, failure -> {});
        for (int i = 1; i <= 10; i++) {
            trimmed.applied(0, new Input.Command(0, i, new Say("a" + i)));
        }
        trimmed.flush();
        trimmed.stored();
        List<byte[]> all = appends.getFirst().entries();
        JournalBase base =
                new JournalBase(
                        all.getFirst(),
                        trimmed.chainHead(),
                        0,
                        6,
                        new TreeMap<>(),
                        new JournalSnapshot(7, new byte[] {1}));
        int before = trimmed.bytesSinceBase();
        trimmed.trimmed(base);
        assertTrue(trimmed.bytesSinceBase() < before);
        assertEquals(Optional.of(base), trimmed.base());
        assertEquals(10, trimmed.durableEntries(), "what is trimmed is stored");
        assertEquals(10, trimmed.entries());

        assertTrue(trimmed.suspend());
        trimmed.startAnew(2);
        assertEquals(2, trimmed.epoch());
        assertTrue(trimmed.flush());
        Append anew = appends.getLast();
        assertEquals(7, anew.first());
        assertEquals(3, anew.entries().size());
        assertArrayEquals(all.get(7), anew.entries().getFirst());
        trimmed.stored();
        assertEquals(10, trimmed.durableEntries());
    }
}
