package dev.atrium.ban;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

class BanTest {
    private static final long NOON_MS = Instant.parse("2026-07-21T12:00:00Z").toEpochMilli();
    private static final long DAY_MS = Duration.ofDays(1).toMillis();

    @Test
    void banCountsUntilItsEnd() {
        Ban ban = new Ban("p-1", "abuse", NOON_MS, NOON_MS + DAY_MS);

        assertTrue(ban.isOn(NOON_MS + DAY_MS - 1));
        assertFalse(ban.isOn(NOON_MS + DAY_MS));
        assertEquals("You are banned until 2026-07-22T12:00:00Z.", ban.text());
    }

    @Test
    void banForGoodHasNoEnd() {
        Ban ban = new Ban("p-1", "abuse", NOON_MS, Ban.NEVER);

        assertTrue(ban.isOn(NOON_MS + 10_000 * DAY_MS));
        assertEquals("You are banned.", ban.text());
    }

    @Test
    void storesThatForgetKeepItUntilItsEndButNotForever() {
        Ban day = new Ban("p-1", "abuse", NOON_MS, NOON_MS + DAY_MS);

        assertEquals(DAY_MS, day.keptMs(NOON_MS));
        assertEquals(1, day.keptMs(NOON_MS + 2 * DAY_MS));
        assertEquals(3_650 * DAY_MS, new Ban("p-1", "abuse", 0, Ban.NEVER).keptMs(NOON_MS));
    }

    @Test
    void banWithoutAReasonOrDurationIsNone() {
        assertThrows(
                IllegalArgumentException.class, () -> new Ban("p-1", "", NOON_MS, NOON_MS + 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Ban("p-1", "Too rude", NOON_MS, NOON_MS + 1));
        assertThrows(
                IllegalArgumentException.class, () -> new Ban("p-1", "abuse", NOON_MS, NOON_MS));
    }
}
