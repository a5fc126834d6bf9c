package dev.atrium.host.front;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Lets a host that leaves wait until the last has gone. Thread-safe. */
final class Departures {
    private final Object monitor = new Object();

    /** One has gone. */
    void noted() {
        synchronized (monitor) {
            monitor.notifyAll();
        }
    }

    /** Waits until that holds, at most that long; looked at again whenever one has gone. */
    void await(BooleanSupplier allGone, long timeoutMs) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        synchronized (monitor) {
            long waitMs = timeoutMs;
            while (!allGone.getAsBoolean() && waitMs > 0) {
                monitor.wait(waitMs);
                waitMs = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            }
        }
    }
}
