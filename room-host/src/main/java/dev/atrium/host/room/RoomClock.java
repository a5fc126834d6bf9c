package dev.atrium.host.room;

/**
 * Game time on the wall's monotonic clock: an absolute schedule, so that lateness never adds up.
 * Belongs to the room's thread.
 */
final class RoomClock {
    /** So many ticks of normal speed are caught up; beyond it the clock slips. */
    static final int CATCH_UP_TICKS_MAX = 6;

    private static final long SECOND_NANOS = 1_000_000_000L;

    private final long ticksASecond;
    private final int catchUpTicksMax;
    private long originNanos;

    /**
     * A clock that is at tick 0 at {@code originNanos}.
     *
     * @param speed game seconds in a wall second
     */
    RoomClock(int tickRateHz, int speed, long originNanos) {
        this.ticksASecond = (long) tickRateHz * speed;
        this.catchUpTicksMax = CATCH_UP_TICKS_MAX * speed;
        this.originNanos = originNanos;
    }

    /** From now on it is that tick now: what was before does not count. */
    void standAt(long tick, long nowNanos) {
        originNanos += nowNanos - nanosOf(tick);
    }

    long tickAt(long nowNanos) {
        long passed = nowNanos - originNanos;
        long seconds = passed / SECOND_NANOS;
        return seconds * ticksASecond + passed % SECOND_NANOS * ticksASecond / SECOND_NANOS;
    }

    long nanosOf(long tick) {
        long seconds = tick / ticksASecond;
        // Rounded up: at that nanosecond the tick has come.
        long rest = (tick % ticksASecond * SECOND_NANOS + ticksASecond - 1) / ticksASecond;
        return originNanos + seconds * SECOND_NANOS + rest;
    }

    /** If the room is more than the bound behind, lets game time slip; by how many nanoseconds. */
    long slipIfBehind(long tick, long nowNanos) {
        long behind = tickAt(nowNanos) - tick;
        if (behind <= catchUpTicksMax) {
            return 0;
        }
        long before = originNanos;
        originNanos += nanosOf(tickAt(nowNanos)) - nanosOf(tick + catchUpTicksMax);
        return originNanos - before;
    }
}
