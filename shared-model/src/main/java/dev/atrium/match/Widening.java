package dev.atrium.match;

import java.util.OptionalLong;

/**
 * A limit that gets wider in steps while one waits.
 *
 * @param start the limit at first, 0 and more
 * @param step what each step adds, 0 and more
 * @param everyMs between two steps, 1 to {@value #EVERY_MS_MAX}
 * @param max the limit at last, {@code start} and more
 */
public record Widening(int start, int step, long everyMs, int max) {
    /** Between two steps at most: a day. */
    public static final long EVERY_MS_MAX = 86_400_000;

    /** A limit that keeps nobody apart. */
    public static final Widening UNLIMITED =
            new Widening(Integer.MAX_VALUE, 0, 1, Integer.MAX_VALUE);

    public Widening {
        if (start < 0 || step < 0 || max < start) {
            throw new IllegalArgumentException("0 <= start <= max, 0 <= step");
        }
        if (everyMs < 1 || everyMs > EVERY_MS_MAX) {
            throw new IllegalArgumentException(
                    "everyMs=" + everyMs + " (allowed: 1-" + EVERY_MS_MAX + ")");
        }
    }

    /** Whether it is the same for whoever waits however long, and as wide as can be. */
    public boolean isUnlimited() {
        return start == Integer.MAX_VALUE;
    }

    /**
     * The limit of one who has waited so long.
     *
     * @param waitedMs below 0 counts as 0: clocks differ
     */
    public int at(long waitedMs) {
        long steps = Math.max(0, waitedMs) / everyMs;
        long most = (long) max - start;
        // Compared before it is multiplied: nobody knows how long somebody waits.
        return step == 0 || steps == 0
                ? start
                : steps > most / step ? max : (int) (start + steps * step);
    }

    /** After how long a wait it gets wider next, in ms; empty if it does not any more. */
    public OptionalLong nextAfter(long waitedMs) {
        if (step == 0 || at(waitedMs) == max) {
            return OptionalLong.empty();
        }
        return OptionalLong.of((Math.max(0, waitedMs) / everyMs + 1) * everyMs);
    }
}
