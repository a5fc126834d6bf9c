package dev.atrium.host.loop;

/**
 * Spreads what a loop runs over the period of its ticks, on a grid: so the work is even, and the
 * loop wakes up for many at once instead of for each of them. One loop's thread.
 */
final class PhaseGrid {
    private static final long SECOND_NANOS = 1_000_000_000L;

    /**
     * Two to a tick of the fastest games, which have sixty a second: enough that no room waits long
     * for the others of its step, and few enough that the kernel is asked, and whoever reads on
     * this machine is woken, for many views at once.
     */
    private static final int STEPS_A_SECOND = 120;

    /** Steps from which a phase is chosen: the last tick of a fast game. */
    private static final int CHOICE = 2;

    /** Steps after which phases come again: a view's period of a fast game. */
    private static final int PHASES = 6;

    private final long baseNanos;
    private final int[] taken = new int[PHASES];

    PhaseGrid(long baseNanos) {
        this.baseNanos = baseNanos;
    }

    /** A step of the grid that is over since less than a sixtieth of a second; it is taken. */
    long takeNanos(long nowNanos) {
        long last = stepAt(nowNanos);
        long chosen = last;
        for (long step = last - 1; step > last - CHOICE; step--) {
            if (taken[phase(step)] < taken[phase(chosen)]) {
                chosen = step;
            }
        }
        taken[phase(chosen)]++;
        return nanosOf(chosen);
    }

    /** Gives back what was taken. */
    void giveBack(long takenNanos) {
        taken[phase(stepAt(takenNanos))]--;
    }

    private long stepAt(long nowNanos) {
        long passed = nowNanos - baseNanos;
        long seconds = Math.floorDiv(passed, SECOND_NANOS);
        long rest = passed - seconds * SECOND_NANOS;
        return seconds * STEPS_A_SECOND + rest * STEPS_A_SECOND / SECOND_NANOS;
    }

    private long nanosOf(long step) {
        long seconds = Math.floorDiv(step, (long) STEPS_A_SECOND);
        long rest = step - seconds * STEPS_A_SECOND;
        // Rounded up: at that nanosecond the step has come.
        long nanos = (rest * SECOND_NANOS + STEPS_A_SECOND - 1) / STEPS_A_SECOND;
        return baseNanos + seconds * SECOND_NANOS + nanos;
    }

    private static int phase(long step) {
        return (int) Math.floorMod(step, (long) PHASES);
    }
}
