package dev.atrium.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Random;

class CronTest {
    private static final long SEED = 7;

    private static Instant next(String cron, String zone, String after) {
        return Cron.of(cron, ZoneId.of(zone)).next(Instant.parse(after));
    }

    @ParameterizedTest
    @CsvSource({
        "0 0 * * mon,2026-11-23T00:00:00Z,2026-11-30T00:00:00Z",
        "0 0 * * 1,2026-11-22T23:59:59Z,2026-11-23T00:00:00Z",
        "0 0 * * 7,2026-11-23T00:00:00Z,2026-11-29T00:00:00Z",
        "'0,30 8-10/2 * * *',2026-11-23T08:00:00Z,2026-11-23T08:30:00Z",
        "'0,30 8-10/2 * * *',2026-11-23T08:30:00Z,2026-11-23T10:00:00Z",
        "*/20 * * * *,2026-11-23T08:45:00Z,2026-11-23T09:00:00Z",
        "0 0 1 jan *,2026-01-01T00:00:00Z,2027-01-01T00:00:00Z",
        "0 0 29 2 *,2096-02-29T00:00:00Z,2104-02-29T00:00:00Z",
        "0 0 31 * *,2026-01-31T00:00:00Z,2026-03-31T00:00:00Z",
        "0 0 13 * fri,2026-11-07T00:00:00Z,2026-11-13T00:00:00Z",
        "0 0 1 * tue,2026-11-25T00:00:00Z,2026-12-01T00:00:00Z",
        "0 0 15 * tue,2026-11-25T00:00:00Z,2026-12-01T00:00:00Z",
    })
    void theNextFiringIsTheFirstAfterAnInstant(String cron, String after, String expected) {
        assertEquals(Instant.parse(expected), next(cron, "UTC", after));
    }

    /** Berlin skips 02:00 to 03:00 on 2026-03-29, at 01:00 UTC. */
    @Test
    void aTimeThatClocksSkipCountsWhenTheySkip() {
        assertEquals(
                Instant.parse("2026-03-29T01:00:00Z"),
                next("30 2 * * *", "Europe/Berlin", "2026-03-28T12:00:00Z"));
        assertEquals(
                Instant.parse("2026-03-30T00:30:00Z"),
                next("30 2 * * *", "Europe/Berlin", "2026-03-29T01:00:00Z"));
    }

    /** Berlin shows 02:00 to 03:00 twice on 2026-10-25, from 00:00 and from 01:00 UTC. */
    @Test
    void ofATimeThatClocksShowTwiceTheFirstCounts() {
        assertEquals(
                Instant.parse("2026-10-25T00:30:00Z"),
                next("30 2 * * *", "Europe/Berlin", "2026-10-24T12:00:00Z"));
        assertEquals(
                Instant.parse("2026-10-26T01:30:00Z"),
                next("30 2 * * *", "Europe/Berlin", "2026-10-25T00:30:00Z"));
        assertEquals(
                Instant.parse("2026-10-25T02:00:00Z"),
                next("*/15 * * * *", "Europe/Berlin", "2026-10-25T00:45:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "UTC,0 0 * * *",
        "Europe/Berlin,30 2 * * *",
        "Europe/Berlin,*/45 1-3 * * *",
        "America/Havana,0 0 * * *",
        "Australia/Lord_Howe,15 2 * * sun",
        "Pacific/Apia,0 12 * * *",
    })
    void firingsDivideTimeWithoutGapAndOverlap(String zone, String text) {
        Cron cron = Cron.of(text, ZoneId.of(zone));
        Random random = new Random(SEED);
        for (int i = 0; i < 1_000; i++) {
            // From 2011, when Apia left out a day, to 2030.
            Instant at = Instant.ofEpochSecond(1_293_840_000L + random.nextInt(600_000_000));
            String why = cron + " at " + at + ", seed " + SEED;
            Instant start = cron.lastAt(at);
            Instant end = cron.next(at);

            assertFalse(start.isAfter(at), why);
            assertTrue(end.isAfter(at), why);
            assertEquals(end, cron.next(start), why);
            assertEquals(start, cron.lastAt(end.minusMillis(1)), why);
            assertEquals(end, cron.lastAt(end), why);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0 0 * *,five fields",
        "0 0 * * * *,five fields",
        "60 0 * * *,cron minute=60",
        "0 24 * * *,cron hour=24",
        "0 0 0 * *,cron day of month=0",
        "0 0 32 * *,cron day of month=32",
        "0 0 * 13 *,cron month=13",
        "0 0 * * 8,cron day of week=8",
        "0 0 * * moon,cron day of week=moon",
        "0 0 30 2 *,cron day of month=30",
        "'0 0 31 feb,apr *',cron day of month=31",
        "5-1 * * * *,cron minute=5-1",
        "*/0 * * * *,cron minute=0",
        "5/2 * * * *,cron minute=5/2",
        "1-2-3 * * * *,cron minute=1-2-3",
        "*/2/3 * * * *,cron minute",
        "-1 * * * *,cron minute=",
        "'1,,2 * * * *',cron minute=",
        "'0  0 * * *',five fields",
    })
    void whatNeverFiresOrIsNoCronIsRefused(String cron, String named) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> Cron.of(cron, ZoneId.of("UTC")));

        assertTrue(String.valueOf(refused.getMessage()).contains(named), refused.getMessage());
    }
}
