package dev.atrium.journal;

import dev.atrium.state.StateFormatException;
import dev.atrium.state.StateReader;
import dev.atrium.state.StateWriter;

import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The state of a room after so many entries of its journal, the last of which is a mark with its
 * hash: who restores need not play what was before. Without it the journal alone tells the same.
 */
public final class JournalSnapshot {
    private static final int MAGIC = 0x41545250; // "ATRP"
    private static final int FORMAT_VERSION = 1;
    private static final int CRC_BYTES = 4;

    private final long entries;
    private final byte[] state;

    /**
     * A snapshot.
     *
     * @param entries of the journal before it, 1 and more
     * @param state of the machine, as it writes itself
     */
    public JournalSnapshot(long entries, byte[] state) {
        if (entries < 1) {
            throw new IllegalArgumentException("a snapshot after " + entries + " entries");
        }
        this.entries = entries;
        this.state = state.clone();
    }

    /** How many entries of the journal are before it. */
    public long entries() {
        return entries;
    }

    /** The machine's state. */
    public byte[] state() {
        return state.clone();
    }

    /** Its bytes, with a checksum. */
    public byte[] encode() {
        StateWriter out = new StateWriter(state.length + 32);
        out.int32(MAGIC).uint8(FORMAT_VERSION).int64(entries).block(state);
        byte[] body = out.toBytes();
        return out.int32(crc(body, body.length)).toBytes();
    }

    /**
     * Reads a snapshot.
     *
     * @throws StateFormatException if the bytes are torn, altered or of another format
     */
    public static JournalSnapshot decode(byte[] bytes) {
        int length = bytes.length - CRC_BYTES;
        if (length < 0 || new StateReader(bytes, length, CRC_BYTES).int32() != crc(bytes, length)) {
            throw new StateFormatException("a snapshot is damaged");
        }
        StateReader in = new StateReader(bytes, 0, length);
        if (in.int32() != MAGIC || in.uint8() != FORMAT_VERSION) {
            throw new StateFormatException("no snapshot of format " + FORMAT_VERSION);
        }
        long entries = in.int64();
        byte[] state = in.block();
        in.expectEnd();
        if (entries < 1) {
            throw new StateFormatException("a snapshot after " + entries + " entries");
        }
        return new JournalSnapshot(entries, state);
    }

    private static int crc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JournalSnapshot that
                && entries == that.entries
                && Arrays.equals(state, that.state);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(entries) + Arrays.hashCode(state);
    }
}
