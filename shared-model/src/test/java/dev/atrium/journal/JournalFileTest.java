package dev.atrium.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.state.StateFormatException;
import dev.atrium.state.StateHash;
import dev.atrium.state.StateWriter;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

class JournalFileTest {
    private static JournalFile file() {
        JournalCodec codec = new JournalCodec(JournalSamples.WORDS);
        return new JournalFile(
                "room-1", JournalSamples.entries().stream().map(codec::encode).toList());
    }

    @Test
    void fileComesBackAsItWas() {
        JournalFile file = file();
        JournalFile read = JournalFile.decode(file.encode());

        assertEquals(file.roomId(), read.roomId());
        assertEquals(file.chainHead(), read.chainHead());
        assertEquals(file.entries().size(), read.entries().size());
        for (int i = 0; i < file.entries().size(); i++) {
            assertArrayEquals(file.entries().get(i), read.entries().get(i), "entry " + i);
        }
        assertArrayEquals(file.encode(), read.encode());
    }

    @Test
    void emptyJournalIsAFileToo() {
        JournalFile empty = new JournalFile("room-1", List.of());

        assertEquals(new JournalChain("room-1").head(), empty.chainHead());
        assertTrue(JournalFile.decode(empty.encode()).entries().isEmpty());
    }

    @Test
    void headIsTheChains() {
        JournalFile file = file();
        JournalChain chain = new JournalChain("room-1");
        file.entries().forEach(chain::add);

        assertEquals(chain.head(), file.chainHead());
    }

    @Test
    void fileThatWasTouchedAnywhereIsRefused() {
        byte[] bytes = file().encode();
        for (int at = 0; at < bytes.length; at++) {
            byte[] touched = bytes.clone();
            touched[at] ^= (byte) (1 + at % 255);
            assertThrows(StateFormatException.class, () -> JournalFile.decode(touched), "at " + at);
        }
    }

    @Test
    void fileThatWasCutOrGrewIsRefused() {
        byte[] bytes = file().encode();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThrows(StateFormatException.class, () -> JournalFile.decode(cut), "to " + length);
        }
        byte[] grown = Arrays.copyOf(bytes, bytes.length + 1);
        assertThrows(StateFormatException.class, () -> JournalFile.decode(grown));
    }

    @Test
    void entriesThatWereSwappedDroppedOrTakenFromAnotherRoomAreFound() {
        JournalFile file = file();
        List<byte[]> swapped = new ArrayList<>(file.entries());
        Collections.swap(swapped, 2, 3);

        assertAltered(file, "room-1", swapped);
        assertAltered(file, "room-1", file.entries().subList(0, file.entries().size() - 1));
        assertAltered(file, "room-1", file.entries().subList(1, file.entries().size()));
        assertAltered(file, "room-2", file.entries());
    }

    /** The same head over other entries. */
    private static void assertAltered(JournalFile file, String roomId, List<byte[]> entries) {
        byte[] altered = new JournalFile(roomId, entries).encode();
        byte[] head = file.chainHead().toBytes();
        System.arraycopy(head, 0, altered, altered.length - StateHash.BYTES, StateHash.BYTES);
        assertThrows(StateFormatException.class, () -> JournalFile.decode(altered));
    }

    @Test
    void countThatIsNotThereIsNotBelieved() {
        byte[] lying =
                new StateWriter()
                        .int32(0x4154524a)
                        .uint8(1)
                        .text("room-1")
                        .int32(Integer.MAX_VALUE)
                        .toBytes();

        assertThrows(StateFormatException.class, () -> JournalFile.decode(lying));
    }
}
