package dev.atrium.journal;

import dev.atrium.state.StateFormatException;
import dev.atrium.state.StateHash;
import dev.atrium.state.StateReader;
import dev.atrium.state.StateWriter;

import java.util.ArrayList;
import java.util.List;

/**
 * A whole journal as one object for the archive: format version, room, the encoded entries, the
 * chain's head. Anyone can read it; the seed is not in it.
 *
 * @param roomId which room
 * @param entries encoded, in order
 */
public record JournalFile(String roomId, List<byte[]> entries) {
    static final int MAGIC = 0x4154524a; // "ATRJ"
    static final int FORMAT_VERSION = 1;

    public JournalFile {
        entries = List.copyOf(entries);
    }

    /** The hash over all entries. */
    public StateHash chainHead() {
        JournalChain chain = new JournalChain(roomId);
        entries.forEach(chain::add);
        return chain.head();
    }

    /** The object's bytes. */
    public byte[] encode() {
        StateWriter out = new StateWriter(64 * 1024);
        out.int32(MAGIC).uint8(FORMAT_VERSION).text(roomId).int32(entries.size());
        entries.forEach(out::block);
        return out.raw(chainHead().toBytes()).toBytes();
    }

    /**
     * Reads an object.
     *
     * @throws StateFormatException if it is torn, altered or of another format
     */
    public static JournalFile decode(byte[] bytes) {
        StateReader in = new StateReader(bytes);
        if (in.int32() != MAGIC || in.uint8() != FORMAT_VERSION) {
            throw new StateFormatException("no journal file of format " + FORMAT_VERSION);
        }
        String roomId = in.text();
        int count = in.count(8);
        List<byte[]> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            entries.add(in.block());
        }
        StateHash head = StateHash.ofDigest(in.raw(StateHash.BYTES));
        in.expectEnd();
        JournalFile file = new JournalFile(roomId, entries);
        if (!file.chainHead().equals(head)) {
            throw new StateFormatException("the journal's hash chain does not hold");
        }
        return file;
    }
}
