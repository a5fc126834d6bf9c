package dev.atrium.board;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Locale;

/**
 * When something happens again and again, in the five fields of cron (minute, hour, day of month,
 * month, day of week) on the clocks of a time zone. Fields are lists of numbers, ranges and {@code
 * *}, each with a step if wanted; months and days of the week have English names of three letters,
 * too; Sunday is 0 and 7. As with cron, where both kinds of day are restricted one of them is
 * enough.
 *
 * <p>Each local time counts once. One that clocks skip counts at the moment at which they skip; of
 * one that they show twice the first counts. So firings never go back, and the times from each to
 * the next are all the time there is. Immutable.
 */
public final class Cron {
    /** February 29 comes after eight years at most. */
    private static final int DAYS_MAX = 8 * 366 + 1;

    private static final int CHARACTERS_MAX = 200;
    private static final int LONGEST_MONTH = 31;
    private static final int FEBRUARY = 2;

    private static final List<String> MONTHS =
            List.of(
                    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                    "dec");
    private static final List<String> DAYS =
            List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

    private final String text;
    private final ZoneId zone;
    private final long minutes;
    private final long hours;
    private final long daysOfMonth;
    private final long months;
    private final long daysOfWeek;
    private final boolean eitherDay;

    private Cron(String text, ZoneId zone, String... fields) {
        this.text = text;
        this.zone = zone;
        this.minutes = set("minute", fields[0], 0, 59, List.of());
        this.hours = set("hour", fields[1], 0, 23, List.of());
        this.daysOfMonth = set("day of month", fields[2], 1, LONGEST_MONTH, List.of());
        this.months = set("month", fields[3], 1, 12, MONTHS);
        long week = set("day of week", fields[4], 0, 7, DAYS);
        this.daysOfWeek = has(week, 7) ? week | 1 : week;
        this.eitherDay = !fields[2].startsWith("*") && !fields[4].startsWith("*");
        if (!eitherDay && !hasDay()) {
            throw refused("day of month", fields[2], "a day that one of the months has");
        }
    }

    /**
     * Reads an expression.
     *
     * @param text five fields with spaces between
     * @param zone whose clocks count
     * @throws IllegalArgumentException if it is none, or names no day that there is; the message
     *     names the field
     */
    public static Cron of(String text, ZoneId zone) {
        String[] fields = text.length() > CHARACTERS_MAX ? new String[0] : text.split(" ", -1);
        if (fields.length != 5) {
            throw new IllegalArgumentException("cron=" + text + " (allowed: five fields)");
        }
        return new Cron(text, zone, fields);
    }

    /** The first firing after that instant. */
    public Instant next(Instant after) {
        LocalDateTime from = LocalDateTime.ofInstant(after, zone).truncatedTo(ChronoUnit.MINUTES);
        for (int i = 0; i < DAYS_MAX; i++) {
            LocalDate day = from.toLocalDate().plusDays(i);
            int first = i == 0 ? from.getHour() * 60 + from.getMinute() : 0;
            for (int minute = fires(day) ? first : 1_440; minute < 1_440; minute++) {
                if (fires(minute) && instant(day, minute).isAfter(after)) {
                    return instant(day, minute);
                }
            }
        }
        throw new IllegalStateException(text + " never fires");
    }

    /** The last firing that is not after that instant. */
    public Instant lastAt(Instant at) {
        LocalDate from = LocalDateTime.ofInstant(at, zone).toLocalDate();
        for (int i = 0; i < DAYS_MAX; i++) {
            LocalDate day = from.minusDays(i);
            for (int minute = fires(day) ? 1_439 : -1; minute >= 0; minute--) {
                if (fires(minute) && !instant(day, minute).isAfter(at)) {
                    return instant(day, minute);
                }
            }
        }
        throw new IllegalStateException(text + " never fires");
    }

    private boolean fires(LocalDate day) {
        boolean ofMonth = has(daysOfMonth, day.getDayOfMonth());
        boolean ofWeek = has(daysOfWeek, day.getDayOfWeek().getValue() % 7);
        return has(months, day.getMonthValue())
                && (eitherDay ? ofMonth || ofWeek : ofMonth && ofWeek);
    }

    private boolean fires(int minuteOfDay) {
        return has(hours, minuteOfDay / 60) && has(minutes, minuteOfDay % 60);
    }

    private Instant instant(LocalDate day, int minuteOfDay) {
        LocalDateTime local = day.atTime(minuteOfDay / 60, minuteOfDay % 60);
        ZoneRules rules = zone.getRules();
        ZoneOffsetTransition change = rules.getTransition(local);
        return change != null && change.isGap()
                ? change.getInstant()
                : local.toInstant(rules.getValidOffsets(local).getFirst());
    }

    private boolean hasDay() {
        int first = Long.numberOfTrailingZeros(daysOfMonth);
        for (int month = 1; month <= 12; month++) {
            int last = month == FEBRUARY ? 29 : LocalDate.of(2000, month, 1).lengthOfMonth();
            if (has(months, month) && first <= last) {
                return true;
            }
        }
        return false;
    }

    private static boolean has(long set, int value) {
        return (set >> value & 1) != 0;
    }

    private static long set(String field, String list, int min, int max, List<String> names) {
        long set = 0;
        for (String part : list.split(",", -1)) {
            String[] stepped = part.split("/", -1);
            String[] range = stepped[0].split("-", -1);
            boolean all = stepped[0].equals("*");
            if (stepped.length > 2 || range.length > 2) {
                throw refused(field, list, "numbers, ranges and steps");
            }
            int first = all ? min : number(field, range[0], min, max, names);
            int last = all ? max : number(field, range[range.length - 1], min, max, names);
            if (stepped.length == 2 && range.length == 1 && !all) {
                throw refused(field, list, "a step of a range or of *");
            }
            int step = stepped.length == 2 ? number(field, stepped[1], 1, max, List.of()) : 1;
            if (last < first) {
                throw refused(field, list, "ranges that do not end before they begin");
            }
            for (int value = first; value <= last; value += step) {
                set |= 1L << value;
            }
        }
        return set;
    }

    private static int number(String field, String text, int min, int max, List<String> names) {
        int named = names.indexOf(text.toLowerCase(Locale.ROOT));
        if (named >= 0) {
            return named + min;
        }
        int value = text.matches("[0-9]{1,2}") ? Integer.parseInt(text) : -1;
        if (value < min || value > max) {
            throw refused(field, text, min + "-" + max);
        }
        return value;
    }

    private static IllegalArgumentException refused(String field, String value, String allowed) {
        return new IllegalArgumentException(
                "cron " + field + "=" + value + " (allowed: " + allowed + ")");
    }

    @Override
    public String toString() {
        return text + " " + zone;
    }
}
