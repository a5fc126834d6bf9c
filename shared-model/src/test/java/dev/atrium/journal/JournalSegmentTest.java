package dev.atrium.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.state.StateFormatException;
import dev.atrium.state.StateHash;
import dev.atrium.state.StateWriter;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

class JournalSegmentTest {
    private final List<byte[]> entries = entries();
    private final KeptJournal whole = KeptJournal.whole("room-1", entries);

    private static List<byte[]> entries() {
        JournalCodec codec = new JournalCodec(JournalSamples.WORDS);
        return JournalSamples.entries().stream().map(codec::encode).toList();
    }

    private static void assertSame(JournalSegment expected, JournalSegment read) {
        assertEquals(expected.roomId(), read.roomId());
        assertEquals(expected.before(), read.before());
        assertEquals(expected.headBefore(), read.headBefore());
        assertEquals(expected.head(), read.head());
        assertEquals(expected.end(), read.end());
        for (int i = 0; i < expected.entries().size(); i++) {
            assertArrayEquals(expected.entries().get(i), read.entries().get(i));
        }
    }

    @Test
    void cutAnywhereTheSegmentsFollowEachOtherAndEndInTheJournalsHash() {
        for (int bytesMax = 0; bytesMax < 2_000; bytesMax += 37) {
            List<JournalSegment> segments = JournalSegment.cut(whole, entries.size(), bytesMax);
            List<byte[]> all = new ArrayList<>();
            for (int i = 0; i < segments.size(); i++) {
                JournalSegment read = JournalSegment.decode(segments.get(i).encode());
                assertSame(segments.get(i), read);
                assertEquals(all.size(), read.before());
                assertEquals(i > 0, i > 0 && read.follows(segments.get(i - 1)));
                long bytes = read.entries().stream().mapToLong(entry -> entry.length).sum();
                assertTrue(bytes <= bytesMax || read.entries().size() == 1);
                all.addAll(read.entries());
            }
            assertEquals(entries.size(), all.size());
            assertEquals(new JournalFile("room-1", entries).chainHead(), segments.getLast().head());
        }
    }

    @Test
    void theSegmentFromTheOpeningOnIsAJournalFile() {
        JournalSegment first = JournalSegment.cut(whole, 4, Integer.MAX_VALUE).getFirst();
        assertArrayEquals(
                new JournalFile("room-1", entries.subList(0, 4)).encode(), first.encode());
        assertEquals(List.of(), JournalSegment.cut(whole, 0, Integer.MAX_VALUE));
    }

    @Test
    void aLaterSegmentIsNoWholeJournal() {
        byte[] later = JournalSegment.cut(whole, 6, 1).getLast().encode();
        assertThrows(StateFormatException.class, () -> JournalFile.decode(later));
    }

    @Test
    void everyByteThatIsTouchedIsFoundButThoseThatSayWhereItBegins() {
        JournalSegment segment = JournalSegment.cut(whole, 9, 150).getLast();
        assertFalse(segment.isFirst());
        byte[] bytes = segment.encode();
        for (int at = 0; at < bytes.length; at++) {
            byte[] touched = bytes.clone();
            touched[at] ^= (byte) (1 + at % 255);
            try {
                JournalSegment read = JournalSegment.decode(touched);
                // Room and number are not in the hash: who looks for it knows both.
                assertFalse(
                        read.roomId().equals(segment.roomId()) && read.before() == segment.before(),
                        "byte " + at);
            } catch (StateFormatException e) {
                assertFalse(String.valueOf(e.getMessage()).isEmpty());
            }
        }
    }

    @Test
    void aSegmentThatWasCutOrGrewIsRefused() {
        byte[] bytes = JournalSegment.cut(whole, 9, 150).getLast().encode();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThrows(StateFormatException.class, () -> JournalSegment.decode(cut));
        }
        byte[] grown = Arrays.copyOf(bytes, bytes.length + 1);
        assertThrows(StateFormatException.class, () -> JournalSegment.decode(grown));
    }

    @Test
    void oneThatHoldsNothingOrBeginsNowhereIsNone() {
        StateHash head = StateHash.of(new byte[] {1});
        for (long before : new long[] {0, -1, 5}) {
            byte[] none =
                    new StateWriter()
                            .int32(JournalFile.MAGIC)
                            .uint8(2)
                            .text("room-1")
                            .int64(before)
                            .raw(head.toBytes())
                            .int32(0)
                            .raw(head.toBytes())
                            .toBytes();
            assertThrows(StateFormatException.class, () -> JournalSegment.decode(none));
        }
    }

    @Test
    void oneOfAnotherRoomOrPlaceDoesNotFollow() {
        List<JournalSegment> segments = JournalSegment.cut(whole, entries.size(), 150);
        JournalSegment first = segments.get(0);
        JournalSegment second = segments.get(1);
        JournalSegment third = segments.get(2);
        assertTrue(second.follows(first));
        assertFalse(third.follows(first));
        assertFalse(first.follows(first));
        List<byte[]> others = new ArrayList<>(entries);
        others.set(0, entries.get(1));
        JournalSegment other =
                JournalSegment.cut(
                                KeptJournal.whole("room-1", others), first.end(), Integer.MAX_VALUE)
                        .getFirst();
        assertFalse(second.follows(other));
        JournalSegment elsewhere =
                JournalSegment.cut(
                                KeptJournal.whole("room-2", entries),
                                first.end(),
                                Integer.MAX_VALUE)
                        .getFirst();
        assertFalse(second.follows(elsewhere));
    }
}
