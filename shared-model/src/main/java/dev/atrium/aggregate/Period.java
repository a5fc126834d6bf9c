package dev.atrium.aggregate;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Locale;

/** Days, weeks and months in UTC, as figures are kept by; weeks are those of ISO 8601. */
public final class Period {
    private Period() {}

    /** The day of a wall time in ms, {@code 2026-01-31}. */
    public static String day(long ms) {
        return date(ms).toString();
    }

    /** The week, {@code 2026-W05}; the first and last days of a year may be of another year's. */
    public static String week(long ms) {
        return week(date(ms));
    }

    /** The month, {@code 2026-01}. */
    public static String month(long ms) {
        return month(date(ms));
    }

    /** In which somebody who plays then is active. */
    public static List<String> all(long ms) {
        return List.of(day(ms), week(ms), month(ms));
    }

    /** The day, its week and its month. */
    public static List<String> all(LocalDate day) {
        return List.of(day.toString(), week(day), month(day));
    }

    /**
     * Reads a day.
     *
     * @throws DateTimeParseException if it is none such as {@code 2026-01-31}
     */
    public static LocalDate parse(String day) {
        return LocalDate.parse(day);
    }

    private static LocalDate date(long ms) {
        return Instant.ofEpochMilli(ms).atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static String week(LocalDate day) {
        return String.format(
                Locale.ROOT,
                "%04d-W%02d",
                day.get(IsoFields.WEEK_BASED_YEAR),
                day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }

    private static String month(LocalDate day) {
        return String.format(Locale.ROOT, "%04d-%02d", day.getYear(), day.getMonthValue());
    }
}
