package dev.atrium.aggregate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;

class PeriodTest {
    private static long ms(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }

    @Test
    void aDayEndsAtMidnightInUtc() {
        assertEquals("2026-01-31", Period.day(ms("2026-01-31T23:59:59.999Z")));
        assertEquals("2026-02-01", Period.day(ms("2026-02-01T00:00:00Z")));
        assertEquals("2026-02", Period.month(ms("2026-02-01T00:00:00Z")));
    }

    @Test
    void aWeekBeginsOnMondayAndBelongsToTheYearOfItsThursday() {
        assertEquals("2026-W01", Period.week(ms("2025-12-29T00:00:00Z")));
        assertEquals("2026-W53", Period.week(ms("2027-01-03T23:59:59Z")));
        assertEquals("2027-W01", Period.week(ms("2027-01-04T00:00:00Z")));
    }

    @Test
    void aDayThatIsReadIsInTheSamePeriodsAsAMomentOfIt() {
        assertEquals(Period.all(ms("2026-03-01T12:00:00Z")), Period.all(LocalDate.of(2026, 3, 1)));
        assertEquals(
                List.of("2026-03-01", "2026-W09", "2026-03"), Period.all(LocalDate.of(2026, 3, 1)));
        assertThrows(DateTimeParseException.class, () -> Period.parse("2026-02-30"));
    }
}
