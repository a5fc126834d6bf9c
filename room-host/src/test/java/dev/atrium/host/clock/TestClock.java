package dev.atrium.host.clock;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Stands still until the test moves it; who waits by it comes round at once. Any thread. */
public final class TestClock implements HostClock {
    private final AtomicLong nanos = new AtomicLong(77);

    @Override
    public long nanoTime() {
        return nanos.get();
    }

    @Override
    public void park(Object blocker, long forNanos) {
        Thread.onSpinWait();
    }

    /** So much time goes by. */
    public void pass(long ms) {
        passNanos(TimeUnit.MILLISECONDS.toNanos(ms));
    }

    /** So much time goes by. */
    public void passNanos(long more) {
        nanos.addAndGet(more);
    }
}
