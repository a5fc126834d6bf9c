package dev.atrium.host.probation;

import dev.atrium.host.clock.HostClock;
import dev.atrium.host.loop.TickLoop;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * Tries what may stand still: a room on a loop of its own, which no lease waits for, or some work
 * on a thread of its own. A thread that stands still cannot be ended: it is left behind, and takes
 * its place for as long as it does not come back. Any thread.
 */
public final class Probation implements AutoCloseable {
    /** Rooms at once, those among them that stand still. */
    public static final int ROOMS_MAX = 4;

    /** Threads left behind by work: with so many, no other is begun. */
    private static final int LEFT_BEHIND_MAX = 4;

    private static final long IDLE_LOOK_NANOS = 1_000_000_000L;

    private static final Logger LOG = LoggerFactory.getLogger(Probation.class);

    private final HostClock clock;
    private final Threads threads;
    private final Set<Trial> trials = ConcurrentHashMap.newKeySet();
    private final AtomicLong begun = new AtomicLong();
    private final AtomicInteger leftBehind = new AtomicInteger();
    private volatile @Nullable Thread watching;
    private volatile boolean closed;

    /** Makes threads that are not started yet. */
    @FunctionalInterface
    public interface Threads {
        /** Daemons of the system. */
        Threads SYSTEM = (name, body) -> Thread.ofPlatform().name(name).daemon().unstarted(body);

        /** A thread that will run this. */
        Thread of(String name, Runnable body);
    }

    /** Hears of a loop whose room stands still; must not block. */
    @FunctionalInterface
    public interface Listener {
        /** It has used up its budget. Told once. */
        void standsStill(TickLoop loop);
    }

    /** Some work that tells of its progress. */
    public interface Progress {
        /** It has come one step further. */
        void advanced();
    }

    private static final class Trial {
        private final TickLoop loop;
        private final Thread thread;
        private final Standstill standstill;
        private volatile boolean standing;

        Trial(TickLoop loop, Thread thread, long nowNanos) {
            this.loop = loop;
            this.thread = thread;
            this.standstill = new Standstill(loop.rounds(), nowNanos);
        }

        /** Its place is free once its thread has come back. */
        boolean isAlive() {
            return thread.isAlive();
        }
    }

    /**
     * A probation without rooms.
     *
     * @param clock by which loops run and time is counted
     */
    public Probation(HostClock clock, Threads threads) {
        this.clock = clock;
        this.threads = threads;
    }

    /** Watches from now on, on a thread of its own. */
    public void start(Listener listener) {
        Thread started = threads.of("probation", () -> run(listener));
        watching = started;
        started.start();
    }

    /** Watches until it is closed. */
    private void run(Listener listener) {
        while (!closed) {
            for (Trial trial : trials) {
                if (look(trial)) {
                    listener.standsStill(trial.loop);
                }
            }
            clock.park(this, trials.isEmpty() ? IDLE_LOOK_NANOS : Standstill.LOOK_NANOS);
        }
    }

    private boolean look(Trial trial) {
        if (!trial.isAlive()) {
            trials.remove(trial);
            return false;
        }
        boolean over = trial.standstill.look(trial.loop.rounds(), clock.nanoTime());
        if (!over || trial.standing) {
            return false;
        }
        trial.standing = true;
        trial.loop.stop();
        LOG.error("{} stands still", trial.loop.name());
        return true;
    }

    /** A loop for one room alone, which runs already; none if there are as many as may be. */
    public synchronized Optional<TickLoop> newLoop() {
        if (!hasPlace()) {
            return Optional.empty();
        }
        TickLoop loop = new TickLoop("probation-" + begun.incrementAndGet(), clock);
        Thread thread = threads.of(loop.name(), loop);
        loop.startOn(thread);
        trials.add(new Trial(loop, thread, clock.nanoTime()));
        return Optional.of(loop);
    }

    /** Whether one more room can be tried. */
    public boolean hasPlace() {
        return trials.stream().filter(Trial::isAlive).count() < ROOMS_MAX;
    }

    /** How many threads stand still and have not come back. */
    public int standing() {
        return (int) trials.stream().filter(trial -> trial.standing && trial.isAlive()).count()
                + leftBehind.get();
    }

    /** Whether work can be done apart. */
    public boolean takesWork() {
        return leftBehind.get() < LEFT_BEHIND_MAX;
    }

    /**
     * Does some work on a thread of its own, and waits for it as long as it advances.
     *
     * @param what it is, for the log
     * @param work may throw what is unchecked, which is thrown here then
     * @throws StandsStillException if one step takes longer than steps may: its thread is left
     *     behind
     */
    public <T> T doApart(String what, Function<Progress, T> work) throws StandsStillException {
        Apart<T> apart = new Apart<>(work);
        threads.of(what, apart).start();
        Standstill standstill = new Standstill(apart.steps, clock.nanoTime());
        while (!apart.done) {
            clock.park(this, Standstill.LOOK_NANOS);
            if (standstill.look(apart.steps, clock.nanoTime()) && apart.leaveBehind()) {
                throw new StandsStillException(what);
            }
        }
        return apart.result();
    }

    /** What is done on another thread, one step after the other. */
    private final class Apart<T> implements Runnable, Progress {
        private final Function<Progress, T> work;
        private final Thread waiting = Thread.currentThread();
        private volatile long steps;
        private volatile boolean done;
        private boolean left;
        private @Nullable T result;
        private @Nullable RuntimeException failure;

        Apart(Function<Progress, T> work) {
            this.work = work;
        }

        /** Whether it is not done, and is not waited for any more. */
        synchronized boolean leaveBehind() {
            left = !done;
            if (left) {
                leftBehind.incrementAndGet();
            }
            return left;
        }

        private synchronized void end() {
            done = true;
            if (left) {
                leftBehind.decrementAndGet();
            }
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // only its thread writes them
        public void advanced() {
            steps++;
        }

        @Override
        public void run() {
            try {
                result = work.apply(this);
            } catch (RuntimeException e) {
                failure = e;
            } catch (Error e) { // such as no memory for what it does: thrown where it is waited for
                failure = new IllegalStateException(e);
            }
            end();
            LockSupport.unpark(waiting);
        }

        T result() {
            if (failure != null) {
                throw failure;
            }
            if (result == null) {
                throw new IllegalStateException("no result");
            }
            return result;
        }
    }

    @Override
    public void close() {
        closed = true;
        trials.forEach(trial -> trial.loop.stop());
        Thread watch = watching;
        if (watch != null) {
            LockSupport.unpark(watch);
        }
    }
}
