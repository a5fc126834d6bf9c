package dev.atrium.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;

class SiegeSlotsTest {
    private static final SiegeSlots HOURLY = new SiegeSlots(3_600_000);
    private static final long HOUR = 3_600_000;

    @Test
    void siegesStartAtEveryFullPeriod() {
        assertEquals(List.of(11 * HOUR, 12 * HOUR), HOURLY.next(10 * HOUR, 2));
        assertEquals(List.of(10 * HOUR, 11 * HOUR), HOURLY.next(10 * HOUR - 1, 2));
        assertEquals(10 * HOUR, HOURLY.latest(10 * HOUR));
        assertEquals(9 * HOUR, HOURLY.latest(10 * HOUR - 1));
    }

    @Test
    void oneRegistersForTheNextTwentyFour() {
        long now = 100 * HOUR + 5;
        assertTrue(HOURLY.isAhead(101 * HOUR, now));
        assertTrue(HOURLY.isAhead(124 * HOUR, now));
        assertFalse(HOURLY.isAhead(125 * HOUR, now));
        assertFalse(HOURLY.isAhead(100 * HOUR, now));
        assertFalse(HOURLY.isAhead(101 * HOUR + 1, now));
        assertFalse(HOURLY.isAhead(101 * HOUR, 101 * HOUR), "it starts now");
        assertFalse(HOURLY.isAhead(Long.MAX_VALUE / HOUR * HOUR, now));
    }

    @Test
    void periodIsFromASecondToADay() {
        assertThrows(IllegalArgumentException.class, () -> new SiegeSlots(999));
        assertThrows(IllegalArgumentException.class, () -> new SiegeSlots(86_400_001));
    }

    @Test
    void entriesAreWithinTheirLimits() {
        String hash = "ab".repeat(32);
        for (int warriors : new int[] {0, 6}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new SiegeEntry("a", "A", "fox", warriors, hash, 0, false, 1));
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> new SiegeEntry("a", "A", "fox", 1, "x", 0, false, 1));
        SiegeEntry entry = new SiegeEntry("a", "A", "fox", 1, hash, 0, false, 1);
        assertTrue(entry.isSame(1, hash, false));
        assertFalse(entry.isSame(2, hash, false));
        assertFalse(entry.isSame(1, "cd".repeat(32), false));
        assertFalse(entry.isSame(1, hash, true));
    }
}
