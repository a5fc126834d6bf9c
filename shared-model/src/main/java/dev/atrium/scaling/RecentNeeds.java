package dev.atrium.scaling;

/**
 * How many hosts were needed in the last minutes: a scale-in goes no lower than the most of them.
 * Keeps one number a minute of the window. For one thread.
 */
final class RecentNeeds {
    /** Samples come that often, in seconds; of more frequent ones the last of a window count. */
    static final int STEP_SECONDS = 60;

    /** A window at most, in seconds. */
    static final int WINDOW_SECONDS_MAX = 3_600;

    private final int[] needs;
    private int count;

    RecentNeeds(int windowSeconds) {
        this.needs = new int[Math.ceilDiv(windowSeconds, STEP_SECONDS)];
    }

    void add(int need) {
        needs[count % needs.length] = need;
        count++;
    }

    /** The most of the window; what came before the first counts as more than any. */
    int most() {
        if (count < needs.length) {
            return Integer.MAX_VALUE;
        }
        int most = 0;
        for (int need : needs) {
            most = Math.max(most, need);
        }
        return most;
    }
}
