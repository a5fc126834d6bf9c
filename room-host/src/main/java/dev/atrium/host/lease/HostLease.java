package dev.atrium.host.lease;

import dev.atrium.host.clock.HostClock;
import dev.atrium.schema.HostRow;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Holds this host's lease. Once it is expired on the host's own monotonic clock, the host starts
 * nothing, takes no ticket and writes no outcome, whatever the store may say later.
 */
public final class HostLease implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HostLease.class);

    /** Together more than twice as long as an idle loop takes to come round. */
    private static final int PROBES = 50;

    private static final long PROBE_NANOS = 5_000_000;

    private final List<Loop> loops;
    private final long[] seenRounds;
    private final LongFunction<HostRow> row;
    private final Store store;
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
    private volatile Standing standing = Standing.NONE;
    private long version;

    /**
     * A tick loop, as a lease looks at it. Any thread.
     *
     * @param name of its thread
     * @param rounds how often it came round
     * @param inside the id of the room that it is inside of now, empty between two
     */
    public record Loop(String name, LongSupplier rounds, Supplier<String> inside) {}

    /** Where the lease is kept. Blocking. */
    public interface Store {
        /**
         * Writes the row of the next version.
         *
         * @return false if the lease is lost for good
         */
        boolean renew(HostRow row);

        /** Writes the row of the same version: others read why the lease runs out. */
        void tell(HostRow row);
    }

    /**
     * A lease that is not held yet.
     *
     * @param loops all of which must advance
     * @param row makes the row of a version
     * @param store keeps it
     * @param leaseMs how long a renewal lasts
     * @param clock by which it lasts
     */
    public HostLease(
            List<Loop> loops,
            LongFunction<HostRow> row,
            Store store,
            int leaseMs,
            HostClock clock) {
        this.loops = List.copyOf(loops);
        this.seenRounds = new long[loops.size()];
        Arrays.fill(seenRounds, -1);
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
            List<Loop> still = loopsThatStand();
            if (!still.isEmpty()) {
                tell(still);
                return;
            }
            standing = Standing.NONE;
            // Counted from before the write: the store may have taken it at any moment since.
            long before = clock.nanoTime();
            if (store.renew(row.apply(version + 1))) {
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

    /** Who takes its rooms over must know inside which of them a loop stands still. */
    private void tell(List<Loop> still) {
        Set<String> names = still.stream().map(Loop::name).collect(Collectors.toUnmodifiableSet());
        standing = standing.with(names, clock.nanoTime());
        List<String> rooms =
                still.stream()
                        .map(loop -> loop.inside().get())
                        .filter(room -> !room.isEmpty())
                        .toList();
        LOG.warn("{} stand still, inside {}: the lease is not renewed", names, rooms);
        if (version > 0) {
            store.tell(row.apply(version).stalledIn(rooms));
        }
    }

    /** Loops that kept the lease from being renewed when it was tried last, and since when. */
    private record Standing(Set<String> loops, long sinceNanos) {
        private static final Standing NONE = new Standing(Set.of(), 0);

        Standing with(Set<String> names, long nowNanos) {
            return new Standing(names, loops.isEmpty() ? nowNanos : sinceNanos);
        }
    }

    /** The loops that keep the lease from being renewed, if for longer than that. Any thread. */
    public Set<String> standingFor(long ms) {
        Standing now = standing;
        long nanos = clock.nanoTime() - now.sinceNanos();
        return nanos > TimeUnit.MILLISECONDS.toNanos(ms) ? now.loops() : Set.of();
    }

    private List<Loop> loopsThatStand() {
        List<Loop> still = new ArrayList<>();
        for (int i = 0; i < seenRounds.length; i++) {
            long rounds = nextRounds(i);
            if (rounds == seenRounds[i]) {
                still.add(loops.get(i));
            }
            seenRounds[i] = rounds;
        }
        return still;
    }

    /** Idle loops come round too, but not between two renewals that follow at once: it waits. */
    private long nextRounds(int loop) {
        long rounds = loops.get(loop).rounds().getAsLong();
        for (int probe = 0; rounds == seenRounds[loop] && probe < PROBES; probe++) {
            clock.park(this, PROBE_NANOS);
            rounds = loops.get(loop).rounds().getAsLong();
        }
        return rounds;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        held = false;
    }
}
