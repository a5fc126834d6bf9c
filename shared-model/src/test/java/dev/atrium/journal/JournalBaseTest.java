package dev.atrium.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.atrium.state.StateFormatException;
import dev.atrium.state.StateHash;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

class JournalBaseTest {
    private final JournalBase base =
            new JournalBase(
                    new byte[] {9, 8, 7},
                    StateHash.of(new byte[] {1}),
                    Long.MAX_VALUE,
                    3,
                    new TreeMap<>(Map.of(0, List.of(5L, 4L, Long.MAX_VALUE), 999, List.of())),
                    new JournalSnapshot(1_000_000_000_000L, new byte[] {1, 2, 3}));

    @Test
    void itIsReadAsItWasWritten() {
        JournalBase read = JournalBase.decode(base.encode());

        assertEquals(base, read);
        assertEquals(base.hashCode(), read.hashCode());
        assertEquals(1_000_000_000_000L, read.entries());
        assertArrayEquals(base.encode(), read.encode());
    }

    @Test
    void whatIsTornOrAlteredOrGrownIsFound() {
        byte[] bytes = base.encode();
        for (int i = 0; i < bytes.length; i++) {
            byte[] torn = Arrays.copyOf(bytes, i);
            assertThrows(StateFormatException.class, () -> JournalBase.decode(torn));
            byte[] altered = bytes.clone();
            altered[i] ^= (byte) (1 + i % 255);
            assertThrows(StateFormatException.class, () -> JournalBase.decode(altered));
        }
        byte[] grown = Arrays.copyOf(bytes, bytes.length + 1);
        assertThrows(StateFormatException.class, () -> JournalBase.decode(grown));
    }

    @Test
    void aSnapshotIsNoBaseThoughItIsSound() {
        byte[] snapshot = base.snapshot().encode();
        assertThrows(StateFormatException.class, () -> JournalBase.decode(snapshot));
    }

    @Test
    void twoThatDifferInAnythingAreNotTheSame() {
        TreeMap<Integer, List<Long>> none = new TreeMap<>();
        JournalSnapshot after = base.snapshot();
        for (JournalBase other :
                List.of(
                        new JournalBase(new byte[0], base.head(), 1, 0, none, after),
                        new JournalBase(base.opening(), base.head(), 1, 3, base.recent(), after),
                        new JournalBase(
                                base.opening(),
                                StateHash.of(new byte[0]),
                                base.lastTick(),
                                3,
                                base.recent(),
                                after),
                        new JournalBase(
                                base.opening(),
                                base.head(),
                                base.lastTick(),
                                2,
                                base.recent(),
                                after),
                        new JournalBase(
                                base.opening(), base.head(), base.lastTick(), 3, none, after),
                        new JournalBase(
                                base.opening(),
                                base.head(),
                                base.lastTick(),
                                3,
                                base.recent(),
                                new JournalSnapshot(1, new byte[0])))) {
            assertNotEquals(base, other);
        }
    }
}
