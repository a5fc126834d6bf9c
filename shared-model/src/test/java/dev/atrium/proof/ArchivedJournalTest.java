package dev.atrium.proof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.archive.Archive;
import dev.atrium.journal.JournalFile;
import dev.atrium.journal.JournalSegment;
import dev.atrium.journal.KeptJournal;
import dev.atrium.proof.BrokenArchiveException.Fault;
import dev.atrium.state.StateHash;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

class ArchivedJournalTest {
    private final PlayedRoom room = PlayedRoom.played();
    private final Map<String, byte[]> objects = new HashMap<>();
    private final List<JournalSegment> segments = cut(room.file().entries());
    private final StateHash head = room.file().chainHead();
    private int readable = Integer.MAX_VALUE;
    private final Archive archive =
            new Archive() {
                @Override
                public void put(String key, byte[] object) {
                    objects.put(key, object);
                }

                @Override
                public Optional<byte[]> get(String key) throws IOException {
                    if (readable-- <= 0) {
                        throw new IOException("away");
                    }
                    return Optional.ofNullable(objects.get(key));
                }
            };
    private final OutcomeProof proof = new OutcomeProof(PlayedRoom.CATALOG, archive);

    private static List<JournalSegment> cut(List<byte[]> entries) {
        KeptJournal whole = KeptJournal.whole(PlayedRoom.ROOM, entries);
        return JournalSegment.cut(whole, entries.size(), 100);
    }

    @BeforeEach
    void store() throws IOException {
        ArchivedJournal.put(archive, segments);
        assertTrue(segments.size() > 3, segments.size() + " segments");
    }

    private static String key(JournalSegment segment) {
        return Archive.journalKey(PlayedRoom.ROOM, segment.head());
    }

    private Fault fault() {
        BrokenArchiveException broken =
                assertThrows(
                        BrokenArchiveException.class,
                        () -> ArchivedJournal.find(archive, PlayedRoom.ROOM, head));
        assertTrue(String.valueOf(broken.getMessage()).startsWith(broken.fault().code()));
        return broken.fault();
    }

    private void assertRefuted(String reason) throws IOException {
        assertEquals(new OutcomeProof.Result.Refuted(reason), proof.prove(room.outcome()));
    }

    @Test
    void segmentsAreFoundFromTheLastOnAndGiveTheWholeJournal() throws Exception {
        ArchivedJournal journal = ArchivedJournal.find(archive, PlayedRoom.ROOM, head);

        assertEquals(segments.size(), journal.segments());
        List<byte[]> entries = new ArrayList<>();
        journal.entries().forEach(entries::add);
        assertEquals(room.file().entries().size(), entries.size());
        for (int i = 0; i < entries.size(); i++) {
            assertArrayEquals(room.file().entries().get(i), entries.get(i));
        }
        assertEquals(PlayedRoom.PROVEN, proof.prove(room.outcome()));
        Iterator<byte[]> each = journal.entries().iterator();
        while (each.hasNext()) {
            assertTrue(each.next().length > 0);
        }
        assertThrows(NoSuchElementException.class, each::next);
    }

    @Test
    void aWholeJournalIsOneSegment() throws Exception {
        archive.put(Archive.journalKey(PlayedRoom.ROOM, head), room.file().encode());

        assertEquals(1, ArchivedJournal.find(archive, PlayedRoom.ROOM, head).segments());
    }

    @Test
    void aMissingSegmentIsNamedWhicheverItIs() throws IOException {
        for (JournalSegment segment : segments) {
            byte[] object = objects.remove(key(segment));
            boolean last = segment.head().equals(head);
            assertEquals(last ? Fault.JOURNAL_MISSING : Fault.SEGMENT_MISSING, fault());
            assertRefuted(last ? "journal-missing" : "segment-missing");
            objects.put(key(segment), object);
        }
    }

    @Test
    void anAlteredSegmentIsNamedWhicheverItIs() throws IOException {
        for (JournalSegment segment : segments) {
            byte[] object = objects.get(key(segment));
            byte[] altered = object.clone();
            altered[altered.length / 2] ^= 1;
            objects.put(key(segment), altered);
            boolean last = segment.head().equals(head);
            assertEquals(last ? Fault.JOURNAL_UNREADABLE : Fault.SEGMENT_UNREADABLE, fault());
            assertRefuted(last ? "journal-unreadable" : "segment-unreadable");
            objects.put(key(segment), object);
        }
    }

    @Test
    void aSegmentInAnothersPlaceIsNamedWhicheverItIs() throws IOException {
        for (int i = 0; i < segments.size(); i++) {
            byte[] object = objects.get(key(segments.get(i)));
            JournalSegment other = segments.get((i + 1) % segments.size());
            objects.put(key(segments.get(i)), other.encode());
            boolean last = i == segments.size() - 1;
            assertEquals(last ? Fault.JOURNAL_DIFFERS : Fault.SEGMENT_DIFFERS, fault());
            assertRefuted(last ? "journal-hash-differs" : "segment-differs");
            objects.put(key(segments.get(i)), object);
        }
    }

    @Test
    void aSegmentOfAnotherRoomIsNamed() {
        JournalSegment second = segments.get(1);
        JournalFile other = new JournalFile("other", segments.getFirst().entries());
        objects.put(key(segments.getFirst()), other.encode());
        assertTrue(!second.isFirst());
        assertEquals(Fault.SEGMENT_DIFFERS, fault());
    }

    @Test
    void anArchiveThatCannotBeReadNowProvesNothingEitherWay() {
        for (int reads = 0; reads < 2 * segments.size(); reads++) {
            readable = reads;
            assertThrows(IOException.class, () -> proof.prove(room.outcome()));
        }
    }

    @Test
    void whatIsLostBetweenTwoLooksIsNoRefutation() throws Exception {
        Iterable<byte[]> entries = ArchivedJournal.find(archive, PlayedRoom.ROOM, head).entries();
        objects.remove(key(segments.get(1)));
        assertThrows(java.io.UncheckedIOException.class, () -> entries.forEach(entry -> {}));
    }
}
