package dev.atrium.host.protection;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * Protects the task while the host has rooms: set within a second of the first, renewed when a
 * third of its time is left, released within a second of the last. What fails is tried again, after
 * one second, then two, up to half a minute; no more than one question is under way, and no room
 * waits for it.
 */
public final class ProtectionKeeper implements AutoCloseable {
    /** Long enough that an agent which is away for a while does not matter. */
    static final int MINUTES = 30;

    private static final Logger LOG = LoggerFactory.getLogger(ProtectionKeeper.class);
    private static final long LOOK_MS = 1_000;
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long RETRY_NANOS_MAX = 30 * SECOND_NANOS;
    private static final long RENEW_NANOS = MINUTES * 60L * SECOND_NANOS * 2 / 3;

    private final TaskProtection protection;
    private final IntSupplier rooms;
    private final LongSupplier nanoTime;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("task-protection").daemon(true).factory());

    /** Whether the task may be protected: also after a question whose answer is not known. */
    private boolean held;

    private boolean known;
    private long renewNanos;
    private long retryNanos;
    private long retryAtNanos;

    /**
     * A keeper that has set nothing.
     *
     * @param rooms how many the host has; any thread
     * @param nanoTime a monotonic clock
     */
    public ProtectionKeeper(TaskProtection protection, IntSupplier rooms, LongSupplier nanoTime) {
        this.protection = protection;
        this.rooms = rooms;
        this.nanoTime = nanoTime;
    }

    /** Looks every second from now on. */
    public void start() {
        if (!protection.equals(TaskProtection.NONE)) {
            var _ = timer.scheduleWithFixedDelay(this::look, 0, LOOK_MS, TimeUnit.MILLISECONDS);
        }
    }

    /** One look. Blocking, one question at most. */
    synchronized void look() {
        long now = nanoTime.getAsLong();
        if (retryNanos > 0 && now - retryAtNanos < 0) {
            return;
        }
        boolean wanted = rooms.getAsInt() > 0;
        boolean due = wanted ? !(held && known) || now - renewNanos >= 0 : held;
        if (!due) {
            return;
        }
        try {
            if (wanted) {
                held = true;
                known = false;
                protection.protect(MINUTES);
                known = true;
                renewNanos = now + RENEW_NANOS;
            } else {
                protection.release();
                held = false;
                LOG.info("the task has no rooms and is not protected any more");
            }
            retryNanos = 0;
        } catch (IOException | RuntimeException e) {
            retryNanos = Math.clamp(2 * retryNanos, SECOND_NANOS, RETRY_NANOS_MAX);
            retryAtNanos = nanoTime.getAsLong() + retryNanos;
            LOG.warn(
                    "the task's protection could not be {}: {}",
                    wanted ? "set" : "released",
                    e.toString());
        }
    }

    /** Releases what is held, once: whoever ends this host wants it to be over. */
    @Override
    public void close() {
        timer.shutdownNow();
        releaseOnce();
    }

    private synchronized void releaseOnce() {
        if (held) {
            held = false;
            try {
                protection.release();
            } catch (IOException e) {
                LOG.warn("the task's protection runs out by itself: {}", e.toString());
            }
        }
    }
}
