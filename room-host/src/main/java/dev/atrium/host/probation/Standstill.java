package dev.atrium.host.probation;

/**
 * Tells that something stands still: it has not advanced for a budget of time in which who watches
 * was awake himself. A process that stood still as a whole accuses nobody. One thread's.
 */
final class Standstill {
    /** How long a single step may take: no game comes near, and a lease runs out in that time. */
    static final long BUDGET_NANOS = 2_000_000_000L;

    /**
     * It is looked at that often, and no time between two looks counts for more than twice that.
     */
    static final long LOOK_NANOS = 100_000_000L;

    private long seen;
    private long lookedNanos;
    private long stoodNanos;

    /**
     * From now on.
     *
     * @param progress a number that changes as long as it advances
     */
    Standstill(long progress, long nowNanos) {
        this.seen = progress;
        this.lookedNanos = nowNanos;
    }

    /** A look; whether it has used up its budget. */
    boolean look(long progress, long nowNanos) {
        long passed = Math.min(nowNanos - lookedNanos, 2 * LOOK_NANOS);
        lookedNanos = nowNanos;
        stoodNanos = progress == seen ? stoodNanos + passed : 0;
        seen = progress;
        return stoodNanos >= BUDGET_NANOS;
    }
}
