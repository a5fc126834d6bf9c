package dev.atrium.host.attempt;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

import software.amazon.awssdk.core.exception.SdkException;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Makes attempts, and makes them again with back-off. Each runs on a thread of its own, and timers
 * do nothing but start it: a store that does not answer keeps no other room waiting. How many are
 * under way at once is bounded by the rooms of the host, each of which begins few. Thread-safe.
 */
public final class Attempts {
    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);
    private static final long FIRST_RETRY_MS = 100;
    private static final long RETRY_MS_MAX = 5_000;

    private final ScheduledExecutorService timers;
    private final Executor calls;
    private final Object none = new Object();
    private int underWay;

    /**
     * Attempts of a host.
     *
     * @param timers say when the next is due; nothing blocks them
     * @param calls a thread that may block for each attempt
     */
    public Attempts(ScheduledExecutorService timers, Executor calls) {
        this.timers = timers;
        this.calls = calls;
    }

    /**
     * Tries it from now on. Any thread; does not block.
     *
     * @param done told once what it came to, on a thread that may block; never if the host ends
     *     meanwhile
     */
    public <R> void make(Attempt<R> attempt, Consumer<R> done) {
        synchronized (none) {
            underWay++;
        }
        run(() -> attempt(attempt, done, 1));
    }

    private <R> void attempt(Attempt<R> attempt, Consumer<R> done, int number) {
        Optional<R> result;
        try {
            result = Optional.of(attempt.once());
        } catch (NotYetException e) {
            result = failed(attempt, number, String.valueOf(e.getMessage()));
        } catch (IOException | ExecutionException | TimeoutException | SdkException e) {
            result = failed(attempt, number, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            over();
            return;
        } catch (RuntimeException e) {
            log(Level.ERROR, attempt).setCause(e).log("{}: trying failed", attempt.pending());
            result = Optional.of(attempt.broken());
        }
        if (result.isEmpty()) {
            later(() -> run(() -> attempt(attempt, done, number + 1)), number);
            return;
        }
        try {
            done.accept(result.get());
        } finally {
            over();
        }
    }

    private static <R> Optional<R> failed(Attempt<R> attempt, int number, String why) {
        log(Level.WARN, attempt).log("{} yet ({}): {}", attempt.pending(), number, why);
        if (number < attempt.timesMax()) {
            return Optional.empty();
        }
        log(Level.ERROR, attempt).log("{}, and not tried any more", attempt.pending());
        return Optional.of(attempt.givenUp());
    }

    private static LoggingEventBuilder log(Level level, Attempt<?> attempt) {
        return LOG.atLevel(level).addKeyValue("room", attempt.roomId());
    }

    private void later(Runnable next, int number) {
        long waitMs = Math.min(RETRY_MS_MAX, FIRST_RETRY_MS << (number - 1));
        try {
            var _ = timers.schedule(next, waitMs, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            over();
        }
    }

    private void run(Runnable attempt) {
        try {
            calls.execute(attempt);
        } catch (RejectedExecutionException e) {
            // The host ends, and nobody is there any more to be told.
            over();
        }
    }

    private void over() {
        synchronized (none) {
            underWay--;
            if (underWay == 0) {
                none.notifyAll();
            }
        }
    }

    /**
     * Waits until none is under way, at most that long.
     *
     * @return whether that is so
     */
    public boolean awaitNone(long timeoutMs) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        synchronized (none) {
            long leftNanos = end - System.nanoTime();
            while (underWay > 0 && leftNanos > 0) {
                TimeUnit.NANOSECONDS.timedWait(none, leftNanos);
                leftNanos = end - System.nanoTime();
            }
            return underWay == 0;
        }
    }
}
