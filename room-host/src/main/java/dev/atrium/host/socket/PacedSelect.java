package dev.atrium.host.socket;

import io.netty.channel.SelectStrategy;
import io.netty.util.IntSupplier;

import java.util.concurrent.locks.LockSupport;

/**
 * Lets an event loop with much to do come round once a millisecond instead of once for every
 * message: waking up costs more than reading one, and rooms take what came at their next tick
 * anyway. A loop with little to do, and the first rounds of a burst, do not wait. One loop's
 * thread.
 */
final class PacedSelect implements SelectStrategy {
    private static final long ROUND_NANOS = 1_000_000;

    /** So many rounds in a row need not wait: a handshake takes a few. */
    private static final int AT_ONCE = 16;

    /** The time up to which the rounds so far are paid for; at most {@link #AT_ONCE} behind now. */
    private long paidNanos = System.nanoTime();

    @Override
    public int calculateStrategy(IntSupplier selectNow, boolean hasTasks) throws Exception {
        if (hasTasks) {
            return selectNow.get();
        }
        long waitNanos = waitNanos(System.nanoTime());
        if (waitNanos > 0) {
            LockSupport.parkNanos(this, waitNanos);
        }
        return SelectStrategy.SELECT;
    }

    /** Counts a round at that time; how long it has to wait. */
    long waitNanos(long nowNanos) {
        paidNanos = Math.max(paidNanos, nowNanos - AT_ONCE * ROUND_NANOS) + ROUND_NANOS;
        return Math.max(0, paidNanos - nowNanos);
    }
}
