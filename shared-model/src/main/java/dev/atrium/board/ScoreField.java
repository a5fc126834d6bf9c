package dev.atrium.board;

import java.util.Map;
import java.util.Optional;

/**
 * One of the numbers that a board ranks by.
 *
 * @param name a statistic of the board's feed
 * @param per a statistic that it is divided by, if it is an average; rounded down
 * @param scale what an average is multiplied by before it is rounded, 1 to {@value #SCALE_MAX}; 1
 *     without {@code per}
 * @param max what is more ranks as this, 1 to {@value #MAX_MAX}
 * @param direction which is better
 */
public record ScoreField(
        String name, Optional<String> per, long scale, long max, Direction direction) {
    /** Far below what would overflow. */
    public static final long SCALE_MAX = 1_000_000;

    /** All fields of a board together stay below 2^53, and so does each. */
    public static final long MAX_MAX = 1L << 53;

    /** Which of two values is better. */
    public enum Direction {
        /** The higher. */
        DESCENDING,
        /** The lower. */
        ASCENDING
    }

    public ScoreField {
        check("max", max, MAX_MAX - 1);
        check("scale", scale, per.isPresent() ? SCALE_MAX : 1);
    }

    /** What these statistics rank as, 0 to {@code max}, the higher the better. */
    long rank(Map<String, Long> statistics) {
        long value = Math.min(max, value(statistics));
        return direction == Direction.DESCENDING ? value : max - value;
    }

    private long value(Map<String, Long> statistics) {
        long value = statistics.getOrDefault(name, 0L);
        long divisor = per.isPresent() ? statistics.getOrDefault(per.get(), 0L) : 1;
        if (divisor == 0) {
            return 0;
        }
        long whole = value / divisor;
        // The whole part apart, for the range.
        return whole > max / scale ? max : whole * scale + value % divisor * scale / divisor;
    }

    /** Whether a result of these statistics moves it. */
    boolean moves(Map<String, Long> statistics) {
        return statistics.getOrDefault(name, 0L) != 0
                || (per.isPresent() && statistics.getOrDefault(per.get(), 0L) != 0);
    }

    private static void check(String field, long value, long max) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException(
                    field + "=" + value + " (allowed: 1 to " + max + ")");
        }
    }
}
