package dev.atrium.host.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;

class JournalMemoryTest {
    private final JournalMemory memory = new JournalMemory();

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
}
