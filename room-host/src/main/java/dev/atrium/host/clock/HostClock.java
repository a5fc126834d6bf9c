package dev.atrium.host.clock;

import java.util.concurrent.locks.LockSupport;

/**
 * How a host sees time go by: every lease, deadline and wait of its rooms counts by this one clock,
 * so that a test may turn it. Any thread.
 */
public interface HostClock {
    /** That of the machine. */
    HostClock SYSTEM =
            new HostClock() {
                @Override
                public long nanoTime() {
                    return System.nanoTime();
                }

                @Override
                public void park(Object blocker, long nanos) {
                    LockSupport.parkNanos(blocker, nanos);
                }
            };

    /** Nanoseconds since some moment; only differences mean something. Never goes back. */
    long nanoTime();

    /**
     * Waits at most that long, or until the thread is unparked; like {@link LockSupport#parkNanos}
     * it may also return without a reason.
     *
     * @param blocker what waits
     */
    void park(Object blocker, long nanos);
}
