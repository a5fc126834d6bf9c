package dev.atrium.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.atrium.state.StateFormatException;

import org.junit.jupiter.api.Test;

import java.util.Arrays;

class JournalSnapshotTest {
    private final JournalSnapshot snapshot = new JournalSnapshot(7, new byte[] {1, 2, 3});

    @Test
    void itIsReadAsItWasWritten() {
        JournalSnapshot read = JournalSnapshot.decode(snapshot.encode());

        assertEquals(snapshot, read);
        assertEquals(snapshot.hashCode(), read.hashCode());
        assertEquals(7, read.entries());
        assertArrayEquals(new byte[] {1, 2, 3}, read.state());
    }

    @Test
    void whatIsTornOrAlteredIsFound() {
        byte[] bytes = snapshot.encode();
        for (int i = 0; i < bytes.length; i++) {
            byte[] torn = Arrays.copyOf(bytes, i);
            assertThrows(StateFormatException.class, () -> JournalSnapshot.decode(torn));
            byte[] altered = bytes.clone();
            altered[i] ^= 1;
            assertThrows(StateFormatException.class, () -> JournalSnapshot.decode(altered));
        }
    }

    @Test
    void noneStandsBeforeTheOpening() {
        assertThrows(IllegalArgumentException.class, () -> new JournalSnapshot(0, new byte[0]));
    }
}
