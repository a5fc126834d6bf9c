package dev.atrium.journal;

import dev.atrium.state.StateFormatException;
import dev.atrium.state.StateHash;
import dev.atrium.state.StateReader;
import dev.atrium.state.StateWriter;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * What stands for the entries of a journal that were trimmed: all that whoever goes on needs to
 * know of them, the room's state after the last of them included. Versioned, with a checksum.
 *
 * @param opening the journal's first entry
 * @param head the hash of all entries that were trimmed
 * @param lastTick of the last input among them, -1 if there was none
 * @param lastIndex its place among the inputs of its tick
 * @param recent the numbers of the commands of each seat that were applied last, in their order
 * @param snapshot how many there were, and the state after them
 */
@SuppressWarnings("ArrayRecordComponent") // compared by what it holds
public record JournalBase(
        byte[] opening,
        StateHash head,
        long lastTick,
        int lastIndex,
        SortedMap<Integer, List<Long>> recent,
        JournalSnapshot snapshot) {
    private static final int MAGIC = 0x41545242; // "ATRB"
    private static final int FORMAT_VERSION = 1;
    private static final int CRC_BYTES = 4;

    public JournalBase {
        recent = Collections.unmodifiableSortedMap(new TreeMap<>(recent));
    }

    /** How many entries it stands for, 1 and more. */
    public long entries() {
        return snapshot.entries();
    }

    /** Its bytes, with a checksum. */
    public byte[] encode() {
        byte[] after = snapshot.encode();
        StateWriter out = new StateWriter(after.length + opening.length + 256);
        out.int32(MAGIC).uint8(FORMAT_VERSION).block(opening).raw(head.toBytes());
        out.int64(lastTick).int32(lastIndex).int32(recent.size());
        recent.forEach(
                (seat, sequences) -> {
                    out.int32(seat).int32(sequences.size());
                    sequences.forEach(out::int64);
                });
        byte[] body = out.block(after).toBytes();
        return out.int32(crc(body, body.length)).toBytes();
    }

    /**
     * Reads a base.
     *
     * @throws StateFormatException if the bytes are torn, altered or of another format
     */
    public static JournalBase decode(byte[] bytes) {
        int length = bytes.length - CRC_BYTES;
        if (length < 0 || new StateReader(bytes, length, CRC_BYTES).int32() != crc(bytes, length)) {
            throw new StateFormatException("a journal's base is damaged");
        }
        StateReader in = new StateReader(bytes, 0, length);
        if (in.int32() != MAGIC || in.uint8() != FORMAT_VERSION) {
            throw new StateFormatException("no journal's base of format " + FORMAT_VERSION);
        }
        byte[] opening = in.block();
        StateHash head = StateHash.ofDigest(in.raw(StateHash.BYTES));
        long lastTick = in.int64();
        int lastIndex = in.int32();
        TreeMap<Integer, List<Long>> recent = new TreeMap<>();
        int seats = in.count(8);
        for (int i = 0; i < seats; i++) {
            int seat = in.int32();
            List<Long> sequences = new ArrayList<>();
            int count = in.count(8);
            for (int j = 0; j < count; j++) {
                sequences.add(in.int64());
            }
            recent.put(seat, List.copyOf(sequences));
        }
        JournalSnapshot snapshot = JournalSnapshot.decode(in.block());
        in.expectEnd();
        return new JournalBase(opening, head, lastTick, lastIndex, recent, snapshot);
    }

    private static int crc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JournalBase base
                && Arrays.equals(opening, base.opening)
                && head.equals(base.head)
                && lastTick == base.lastTick
                && lastIndex == base.lastIndex
                && recent.equals(base.recent)
                && snapshot.equals(base.snapshot);
    }

    @Override
    public int hashCode() {
        return Objects.hash(head, snapshot.entries());
    }
}
