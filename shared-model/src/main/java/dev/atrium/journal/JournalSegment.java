package dev.atrium.journal;

import dev.atrium.state.StateFormatException;
import dev.atrium.state.StateHash;
import dev.atrium.state.StateReader;
import dev.atrium.state.StateWriter;

import java.util.ArrayList;
import java.util.List;

/**
 * Consecutive entries of a journal as one object for the archive, with the hash of all entries
 * before them and that of all entries to their end: the hashes link one segment to the next. The
 * segment that begins with the opening is a {@link JournalFile} to the byte. Immutable.
 */
public final class JournalSegment {
    /**
     * Entries of one segment together, in bytes, unless one alone is longer: what is read, checked
     * and answered over HTTP at once stays small however long a room lives.
     */
    public static final int BYTES_MAX = 1024 * 1024;

    private static final int FORMAT_VERSION = 2;

    private final String roomId;
    private final long before;
    private final StateHash headBefore;
    private final List<byte[]> entries;
    private final StateHash head;

    private JournalSegment(String roomId, long before, StateHash headBefore, List<byte[]> entries) {
        this.roomId = roomId;
        this.before = before;
        this.headBefore = headBefore;
        this.entries = List.copyOf(entries);
        JournalChain chain = JournalChain.at(headBefore, before);
        entries.forEach(chain::add);
        this.head = chain.head();
    }

    /** A whole journal. */
    public static JournalSegment whole(JournalFile journal) {
        StateHash none = new JournalChain(journal.roomId()).head();
        return new JournalSegment(journal.roomId(), 0, none, journal.entries());
    }

    /**
     * What a store keeps of a journal, up to some entry, as segments of at most so many bytes.
     *
     * @param until how many entries of the journal there are before its end
     * @param bytesMax that a segment has, unless one entry alone has more
     * @return in order; none if no entry is kept before that one
     */
    public static List<JournalSegment> cut(KeptJournal journal, long until, int bytesMax) {
        List<JournalSegment> segments = new ArrayList<>();
        int end = (int) (until - journal.before());
        long before = journal.before();
        StateHash head = journal.headBefore();
        int from = 0;
        while (from < end) {
            int to = from + 1;
            long bytes = journal.entries().get(from).length;
            while (to < end && bytes + journal.entries().get(to).length <= bytesMax) {
                bytes += journal.entries().get(to).length;
                to++;
            }
            JournalSegment segment =
                    new JournalSegment(
                            journal.roomId(), before, head, journal.entries().subList(from, to));
            segments.add(segment);
            before = segment.end();
            head = segment.head();
            from = to;
        }
        return segments;
    }

    /** Which room's journal. */
    public String roomId() {
        return roomId;
    }

    /** How many entries of the journal are before it. */
    public long before() {
        return before;
    }

    /** The hash of those. */
    public StateHash headBefore() {
        return headBefore;
    }

    /** Its entries, encoded, in order. */
    public List<byte[]> entries() {
        return entries;
    }

    /** The hash of all entries of the journal to its end. */
    public StateHash head() {
        return head;
    }

    /** How many entries of the journal there are to its end. */
    public long end() {
        return before + entries.size();
    }

    /** Whether it begins with the journal's opening. */
    public boolean isFirst() {
        return before == 0;
    }

    /** Whether it goes on exactly where that one ends. */
    public boolean follows(JournalSegment other) {
        return roomId.equals(other.roomId)
                && before == other.end()
                && headBefore.equals(other.head);
    }

    /** The object's bytes. */
    public byte[] encode() {
        if (isFirst()) {
            return new JournalFile(roomId, entries).encode();
        }
        StateWriter out = new StateWriter(64 * 1024);
        out.int32(JournalFile.MAGIC).uint8(FORMAT_VERSION).text(roomId).int64(before);
        out.raw(headBefore.toBytes()).int32(entries.size());
        entries.forEach(out::block);
        return out.raw(head.toBytes()).toBytes();
    }

    /**
     * Reads an object, of a segment or of a whole journal. That it can be read says nothing of what
     * it goes on from.
     *
     * @throws StateFormatException if it is torn, altered or of another format
     */
    public static JournalSegment decode(byte[] bytes) {
        StateReader in = new StateReader(bytes);
        if (in.int32() != JournalFile.MAGIC) {
            throw new StateFormatException("no segment of a journal");
        }
        int version = in.uint8();
        if (version == JournalFile.FORMAT_VERSION) {
            return whole(JournalFile.decode(bytes));
        }
        if (version != FORMAT_VERSION) {
            throw new StateFormatException("no segment of a journal of format " + FORMAT_VERSION);
        }
        String roomId = in.text();
        long before = in.int64();
        StateHash headBefore = StateHash.ofDigest(in.raw(StateHash.BYTES));
        int count = in.count(4);
        List<byte[]> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            entries.add(in.block());
        }
        StateHash head = StateHash.ofDigest(in.raw(StateHash.BYTES));
        in.expectEnd();
        if (before < 1 || entries.isEmpty()) {
            throw new StateFormatException("a segment of " + count + " entries after " + before);
        }
        JournalSegment segment = new JournalSegment(roomId, before, headBefore, entries);
        if (!segment.head.equals(head)) {
            throw new StateFormatException("the segment's hash chain does not hold");
        }
        return segment;
    }
}
