package dev.atrium.host.dynamo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

class EntryGroupTest {
    private static final List<byte[]> ENTRIES = List.of(new byte[] {1, 2, 3}, new byte[] {4, 5});

    @Test
    void entriesComeBackAsTheyWere() {
        List<byte[]> back = EntryGroup.decode(EntryGroup.encode(ENTRIES));
        assertEquals(2, back.size());
        assertArrayEquals(ENTRIES.getFirst(), back.getFirst());
        assertArrayEquals(ENTRIES.getLast(), back.getLast());
    }

    @Test
    void aGroupThatIsTornIsNone() {
        byte[] whole = EntryGroup.encode(ENTRIES);
        int first = Integer.BYTES + ENTRIES.getFirst().length;
        for (int length = 1; length < whole.length; length++) {
            byte[] torn = Arrays.copyOf(whole, length);
            if (length == first) {
                assertEquals(1, EntryGroup.decode(torn).size());
            } else {
                assertThrows(IllegalArgumentException.class, () -> EntryGroup.decode(torn));
            }
        }
    }

    @Test
    void lengthsThatCannotBeAreNone() {
        for (int length : new int[] {-1, 6, Integer.MAX_VALUE}) {
            byte[] altered = EntryGroup.encode(ENTRIES);
            ByteBuffer.wrap(altered).putInt(0, length);
            assertThrows(IllegalArgumentException.class, () -> EntryGroup.decode(altered));
        }
    }
}
