package dev.atrium.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.atrium.state.StateFormatException;
import dev.atrium.state.StateHash;
import dev.atrium.state.StateWriter;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

class JournalFileTest {
    private static final int MAGIC = 0x4154524a;

    private final JournalCodec codec = new JournalCodec(JournalSamples.VOCABULARY);
    private final List<byte[]> entries =
            JournalSamples.entries().stream().map(codec::encode).toList();
    private final JournalFile file = new JournalFile("room", entries);

    @Test
    void aFileIsReadAsItWasWritten() {
        JournalFile read = JournalFile.decode(file.encode());
        assertEquals("room", read.roomId());
        assertEquals(JournalSamples.entries(), read.entries().stream().map(codec::decode).toList());
        assertEquals(file.chainHead(), read.chainHead());
        assertArrayEquals(file.encode(), read.encode());
    }

    @Test
    void aJournalWithoutEntriesIsAFileToo() {
        JournalFile read = JournalFile.decode(new JournalFile("room", List.of()).encode());
        assertEquals(List.of(), read.entries());
    }

    @Test
    void theHeadIsTheChainsOverAllEntries() {
        JournalChain chain = new JournalChain("room");
        entries.forEach(chain::add);
        assertEquals(chain.head(), file.chainHead());
        assertEquals(entries.size(), chain.entries());
    }

    @Test
    void everyFlippedByteIsFound() {
        byte[] bytes = file.encode();
        for (int at = 0; at < bytes.length; at++) {
            for (int bits : new int[] {0x01, 0x10, 0x80, 0xff}) {
                byte[] altered = bytes.clone();
                altered[at] ^= (byte) bits;
                refused(altered);
            }
        }
    }

    @Test
    void everyTornOrLengthenedFileIsFound() {
        byte[] bytes = file.encode();
        for (int length = 0; length < bytes.length; length++) {
            refused(Arrays.copyOf(bytes, length));
        }
        refused(Arrays.copyOf(bytes, bytes.length + 1));
    }

    @Test
    void entriesDroppedDoubledSwappedOrChangedUnderTheOldHeadAreFound() {
        assertArrayEquals(
                file.encode(), written(MAGIC, 1, "room", entries), "the hand writes the same");
        for (int at = 0; at < entries.size(); at++) {
            List<byte[]> dropped = new ArrayList<>(entries);
            dropped.remove(at);
            refused(written(MAGIC, 1, "room", dropped));
            List<byte[]> doubled = new ArrayList<>(entries);
            doubled.add(at, entries.get(at));
            refused(written(MAGIC, 1, "room", doubled));
            List<byte[]> changed = new ArrayList<>(entries);
            changed.set(at, codec.encode(new JournalEntry.Mark(at, Optional.empty())));
            refused(written(MAGIC, 1, "room", changed));
        }
        for (int at = 1; at < entries.size(); at++) {
            List<byte[]> swapped = new ArrayList<>(entries);
            Collections.swap(swapped, at - 1, at);
            refused(written(MAGIC, 1, "room", swapped));
        }
    }

    @Test
    void anotherRoomAnotherFormatAndAnotherKindOfFileAreRefused() {
        refused(written(MAGIC, 1, "rook", entries));
        refused(written(MAGIC, 2, "room", entries));
        refused(written(MAGIC + 1, 1, "room", entries));
    }

    @Test
    void aCountBeyondTheBytesIsNotBelieved() {
        StateWriter out = new StateWriter().int32(MAGIC).uint8(1).text("room");
        refused(out.int32(Integer.MAX_VALUE).raw(new byte[StateHash.BYTES]).toBytes());
    }

    /** A file by hand, with the head of the true one. */
    private byte[] written(int magic, int format, String roomId, List<byte[]> blocks) {
        StateWriter out = new StateWriter().int32(magic).uint8(format).text(roomId);
        out.int32(blocks.size());
        blocks.forEach(out::block);
        return out.raw(file.chainHead().toBytes()).toBytes();
    }

    private static void refused(byte[] bytes) {
        assertThrows(StateFormatException.class, () -> JournalFile.decode(bytes));
    }
}
