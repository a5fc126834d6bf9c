package dev.atrium.host.lease;

import dev.atrium.host.clock.HostClock;
import dev.atrium.schema.HostRow;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Holds this host's lease. Once it is expired on the host's own monotonic clock, the host starts
 * nothing, takes no ticket and writes no outcome, whatever the store may say later.
 */
public final class HostLease implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HostLease.class);

    /** Together more than twice as long as an idle loop takes to come round. */
    private static final int PROBES = 50;

    private static final long PROBE_NANOS = 5_000_000;

    private final List<LongSupplier> loopRounds;
    private final long[] seenRounds;
    private final LongFunction<HostRow> row;
    private final Predicate<HostRow> store;
    private final long leaseNanos;
    private final HostClock clock;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("lease").daemon(true).factory());

    /** One renewal at a time; no monitor, for who holds it waits for the store. */
    private final Semaphore renewing = new Semaphore(1);

    private volatile long renewedNanos;
    private volatile boolean held;
    private volatile boolean lost;
    private long version;

    /**
     * A lease that is not held yet.
     *
     * @param loopRounds of every tick loop: how often it came round
     * @param row makes the row of a version
     * @param store writes it; false if the lease is lost for good
     * @param leaseMs how long a renewal lasts
     * @param clock by which it lasts
     */
    public HostLease(
            List<LongSupplier> loopRounds,
            LongFunction<HostRow> row,
            Predicate<HostRow> store,
            int leaseMs,
            HostClock clock) {
        this.loopRounds = List.copyOf(loopRounds);
        this.seenRounds = new long[loopRounds.size()];
        java.util.Arrays.fill(seenRounds, -1);
        this.row = row;
        this.store = store;
        this.leaseNanos = TimeUnit.MILLISECONDS.toNanos(leaseMs);
        this.clock = clock;
    }

    /** Takes the lease and keeps renewing it. */
    public void start(int everyMs) {
        renew();
        var _ = timer.scheduleAtFixedRate(this::renew, everyMs, everyMs, TimeUnit.MILLISECONDS);
    }

    /** Whether this host may act. */
    public boolean isValid() {
        return held && !lost && clock.nanoTime() - renewedNanos < leaseNanos;
    }

    /** One renewal; left out while a loop stands still. Blocking. */
    public void renew() {
        renewing.acquireUninterruptibly();
        try {
            renewAlone();
        } finally {
            renewing.release();
        }
    }

    private void renewAlone() {
        if (lost) {
            return;
        }
        try {
            if (!loopsAdvance()) {
                LOG.warn("a tick loop stands still: the lease is not renewed");
                return;
            }
            // Counted from before the write: the store may have taken it at any moment since.
            long before = clock.nanoTime();
            if (store.test(row.apply(version + 1))) {
                version++;
                renewedNanos = before;
                held = true;
            } else {
                lost = true;
                LOG.error("the lease is lost: another wrote this host's row");
            }
        } catch (RuntimeException e) {
            LOG.warn("the lease could not be renewed: {}", e.toString());
        }
    }

    private boolean loopsAdvance() {
        boolean all = true;
        for (int i = 0; i < seenRounds.length; i++) {
            long rounds = nextRounds(i);
            all &= rounds != seenRounds[i];
            seenRounds[i] = rounds;
        }
        return all;
    }

    /** Idle loops come round too, but not between two renewals that follow at once: it waits. */
    private long nextRounds(int loop) {
        long rounds = loopRounds.get(loop).getAsLong();
        for (int probe = 0; rounds == seenRounds[loop] && probe < PROBES; probe++) {
            clock.park(this, PROBE_NANOS);
            rounds = loopRounds.get(loop).getAsLong();
        }
        return rounds;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        held = false;
    }
}
