package dev.atrium.host.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.journal.JournalBase;
import dev.atrium.journal.JournalSnapshot;
import dev.atrium.state.StateHash;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.TreeMap;

class JournalMemoryTest {
    private final JournalMemory memory = new JournalMemory(false);

    @Test
    void allEntriesComeBackAsTheyWereWritten() {
        for (int i = 0; i < 3_000; i++) {
            memory.add(new byte[] {(byte) i, (byte) (i >> 8), -1});
        }
        memory.add(new byte[0]);
        List<byte[]> all = memory.entries().orElseThrow();
        assertEquals(3_001, all.size());
        for (int i = 0; i < 3_000; i++) {
            assertArrayEquals(new byte[] {(byte) i, (byte) (i >> 8), -1}, all.get(i));
        }
        assertEquals(0, all.getLast().length);
    }

    @Test
    void itHoldsAsMuchAsItMayAndBeyondThatNothingAtAll() {
        byte[] entry = new byte[1_020];
        for (int i = 0; i < JournalMemory.BYTES_MAX / 1_024; i++) {
            memory.add(entry);
        }
        assertEquals(JournalMemory.BYTES_MAX / 1_024, memory.entries().orElseThrow().size());
        memory.add(new byte[0]);
        assertTrue(memory.entries().isEmpty());
        memory.add(entry);
        assertTrue(memory.entries().isEmpty(), "a journal with a hole is none");
    }

    private static JournalBase base(long entries) {
        return new JournalBase(
                new byte[] {1},
                StateHash.of(new byte[] {2}),
                -1,
                0,
                new TreeMap<>(),
                new JournalSnapshot(entries, new byte[] {3}));
    }

    @Test
    void whatWasTrimmedIsForgottenAndTheRestComesBack() {
        JournalMemory trimmed = new JournalMemory(true);
        for (int i = 0; i < 3_000; i++) {
            trimmed.add(new byte[] {(byte) i, (byte) (i >> 8)});
            if (i % 500 == 499) {
                trimmed.forget(base(i - 100));
                assertEquals(i - 100, trimmed.base().orElseThrow().entries());
                List<byte[]> left = trimmed.entries().orElseThrow();
                assertEquals(101, left.size());
                assertEquals(101 * 6, trimmed.bytes());
                assertArrayEquals(
                        new byte[] {(byte) (i - 100), (byte) ((i - 100) >> 8)}, left.getFirst());
                assertArrayEquals(new byte[] {(byte) i, (byte) (i >> 8)}, left.getLast());
            }
        }
        trimmed.forget(base(3_000));
        assertEquals(List.of(), trimmed.entries().orElseThrow());
        trimmed.add(new byte[600]);
        assertEquals(600, trimmed.entries().orElseThrow().getFirst().length);
    }

    @Test
    void oneThatGoesOnFromABaseHasWhatCameAfterIt() {
        JournalMemory trimmed = new JournalMemory(true);
        trimmed.forget(base(1_000_000_000_000L));
        assertEquals(List.of(), trimmed.entries().orElseThrow());
        trimmed.add(new byte[] {1});
        assertEquals(1, trimmed.entries().orElseThrow().size());
    }

    @Test
    void oneThatWasTooLongIsWholeAgainOnceItIsTrimmedSoFar() {
        JournalMemory trimmed = new JournalMemory(true);
        byte[] entry = new byte[1_020];
        int fits = JournalMemory.BYTES_MAX / 1_024;
        for (int i = 0; i < fits + 10; i++) {
            trimmed.add(entry);
        }
        assertFalse(trimmed.isWhole());
        assertTrue(trimmed.entries().isEmpty());
        trimmed.forget(base(fits - 1));
        assertTrue(trimmed.entries().isEmpty(), "entries between are not known any more");
        trimmed.forget(base(fits + 4));
        assertEquals(6, trimmed.entries().orElseThrow().size());
    }
}
