package dev.atrium.proof;

import dev.atrium.archive.Archive;
import dev.atrium.journal.JournalSegment;
import dev.atrium.proof.BrokenArchiveException.Fault;
import dev.atrium.state.StateFormatException;
import dev.atrium.state.StateHash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * A journal in the archive: one object, or segments of which each names the one that it goes on
 * from. Found from its end, since the outcome names the hash of that; every object is checked, and
 * that it ends where the next one begins. One segment is in memory at a time. Blocking.
 */
public final class ArchivedJournal {
    private final Archive archive;
    private final String roomId;

    /** The hash that each segment ends with, in order. */
    private final List<StateHash> heads;

    private ArchivedJournal(Archive archive, String roomId, List<StateHash> heads) {
        this.archive = archive;
        this.roomId = roomId;
        this.heads = heads;
    }

    /**
     * Stores segments, the earliest first: one that is there can be gone on from.
     *
     * @throws IOException if not all of them are stored; the same may be stored again
     */
    public static void put(Archive archive, List<JournalSegment> segments) throws IOException {
        for (JournalSegment segment : segments) {
            archive.put(Archive.journalKey(segment.roomId(), segment.head()), segment.encode());
        }
    }

    /**
     * The journal that ends with that hash.
     *
     * @throws BrokenArchiveException if one of its objects is missing, damaged or another
     * @throws IOException if the archive cannot be read now; try again later
     */
    public static ArchivedJournal find(Archive archive, String roomId, StateHash head)
            throws IOException, BrokenArchiveException {
        List<StateHash> heads = new ArrayList<>(List.of(head));
        JournalSegment segment = last(archive, roomId, head);
        // Each begins earlier than the one after it, so this comes to an end.
        while (!segment.isFirst()) {
            segment = before(archive, segment);
            heads.add(segment.head());
        }
        return new ArchivedJournal(archive, roomId, heads.reversed());
    }

    /**
     * The segment that a journal ends with.
     *
     * @throws BrokenArchiveException if it is missing, damaged or another
     * @throws IOException if the archive cannot be read now; try again later
     */
    public static JournalSegment last(Archive archive, String roomId, StateHash head)
            throws IOException, BrokenArchiveException {
        JournalSegment segment =
                read(
                        archive.journal(roomId, head),
                        head,
                        Fault.JOURNAL_MISSING,
                        Fault.JOURNAL_UNREADABLE);
        if (!segment.roomId().equals(roomId) || !segment.head().equals(head)) {
            throw new BrokenArchiveException(Fault.JOURNAL_DIFFERS, head);
        }
        return segment;
    }

    /**
     * The segment that another goes on from.
     *
     * @param after not the first
     * @throws BrokenArchiveException if it is missing, damaged or another
     * @throws IOException if the archive cannot be read now; try again later
     */
    public static JournalSegment before(Archive archive, JournalSegment after)
            throws IOException, BrokenArchiveException {
        StateHash head = after.headBefore();
        JournalSegment segment =
                read(
                        archive.get(Archive.journalKey(after.roomId(), head)),
                        head,
                        Fault.SEGMENT_MISSING,
                        Fault.SEGMENT_UNREADABLE);
        if (!after.follows(segment)) {
            throw new BrokenArchiveException(Fault.SEGMENT_DIFFERS, head);
        }
        return segment;
    }

    private static JournalSegment read(
            Optional<byte[]> object, StateHash head, Fault missing, Fault unreadable)
            throws BrokenArchiveException {
        if (object.isEmpty()) {
            throw new BrokenArchiveException(missing, head);
        }
        try {
            return JournalSegment.decode(object.get());
        } catch (StateFormatException e) {
            throw new BrokenArchiveException(unreadable, head);
        }
    }

    /** How many objects it is in. */
    public int segments() {
        return heads.size();
    }

    /**
     * Its entries from the opening on, read as they are come to.
     *
     * @throws UncheckedIOException while it is iterated, if the archive cannot be read now
     */
    public Iterable<byte[]> entries() {
        return Entries::new;
    }

    private final class Entries implements Iterator<byte[]> {
        private final Iterator<StateHash> left = heads.iterator();
        private Iterator<byte[]> current = List.<byte[]>of().iterator();

        private Entries() {}

        @Override
        public boolean hasNext() {
            while (!current.hasNext() && left.hasNext()) {
                try {
                    current = last(archive, roomId, left.next()).entries().iterator();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                } catch (BrokenArchiveException e) {
                    // It was there and sound a moment ago.
                    throw new UncheckedIOException(new IOException(e));
                }
            }
            return current.hasNext();
        }

        @Override
        public byte[] next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return current.next();
        }
    }
}
