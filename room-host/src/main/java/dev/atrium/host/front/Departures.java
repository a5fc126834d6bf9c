package dev.atrium.host.front;

import dev.atrium.host.clock.HostClock;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Lets a host that leaves wait until the last has gone. One thread waits; any thread notes. */
final class Departures {
    private final HostClock clock;
    private volatile @Nullable Thread waiting;

    Departures(HostClock clock) {
        this.clock = clock;
    }

    /** One has gone. */
    void noted() {
        LockSupport.unpark(waiting);
    }

    /** Waits until that holds, at most that long; looked at again whenever one has gone. */
    void await(BooleanSupplier allGone, long timeoutMs) throws InterruptedException {
        long end = clock.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        waiting = Thread.currentThread();
        try {
            long waitNanos = end - clock.nanoTime();
            while (!allGone.getAsBoolean() && waitNanos > 0) {
                clock.park(this, waitNanos);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                waitNanos = end - clock.nanoTime();
            }
        } finally {
            waiting = null;
        }
    }
}
