package dev.atrium.scaling;

import java.util.Arrays;

/**
 * How many arrive a minute at which time of the day, as it was on the days before: a mean for every
 * five minutes, in which the last day counts as much as all before it. One day raises a mean by
 * three quarters at most, so that a crowd of one evening does not become a habit. 288 numbers; for
 * one thread.
 */
final class DayPattern {
    private static final int SLOT_SECONDS = 300;
    private static final int SLOTS = Ranges.DAY_SECONDS / SLOT_SECONDS;
    private static final double NEWEST = 0.5;
    private static final double GROWTH_MAX = 2.5;
    private static final double FEW = 10;
    private static final double NONE = -1;

    private final double[] means = new double[SLOTS];
    private long slot = -1;
    private double sum;
    private int count;

    DayPattern() {
        Arrays.fill(means, NONE);
    }

    /** Counts a minute that is over. Times rise. */
    void add(long atSeconds, double arrivals) {
        long at = atSeconds / SLOT_SECONDS;
        if (at != slot) {
            close();
            slot = at;
        }
        sum += arrivals;
        count++;
    }

    private void close() {
        if (count > 0) {
            int index = Math.floorMod(slot, SLOTS);
            double mean = sum / count;
            double old = means[index];
            double most = Math.max(old, FEW) * GROWTH_MAX;
            means[index] = old < 0 ? mean : old + NEWEST * (Math.min(mean, most) - old);
        }
        sum = 0;
        count = 0;
    }

    /**
     * The mean at a time of the day, between the middles of its slots; negative if there was no
     * such time yet.
     */
    double at(long atSeconds) {
        long middle = atSeconds - SLOT_SECONDS / 2;
        long before = Math.floorDiv(middle, SLOT_SECONDS);
        double share = Math.floorMod(middle, SLOT_SECONDS) / (double) SLOT_SECONDS;
        double left = means[Math.floorMod(before, SLOTS)];
        double right = means[Math.floorMod(before + 1, SLOTS)];
        return left < 0 || right < 0 ? NONE : left + share * (right - left);
    }
}
