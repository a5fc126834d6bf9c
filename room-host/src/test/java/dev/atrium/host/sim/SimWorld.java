package dev.atrium.host.sim;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayDeque;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** The time, the chance and the threads of a run: nothing happens but through here. */
final class SimWorld {
    static final long MS = 1_000_000;

    private static final boolean TRACED = Boolean.getBoolean("atrium.sim.trace");

    /** At one moment. */
    private static final long LOOKS_MAX = 1_000_000;

    private static final MethodHandle NEW_THREAD = newThread();

    private final SplittableRandom random;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final ArrayDeque<Task> ready = new ArrayDeque<>();
    private long nowNanos;
    private long order;
    private long steps;
    private long looks;

    SimWorld(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Something that is to happen; may be called off. */
    static final class Event implements Comparable<Event> {
        private final long atNanos;
        private final long order;
        private final Runnable what;
        private boolean off;

        private Event(long atNanos, long order, Runnable what) {
            this.atNanos = atNanos;
            this.order = order;
            this.what = what;
        }

        void callOff() {
            off = true;
        }

        @Override
        public int compareTo(Event other) {
            return atNanos != other.atNanos
                    ? Long.compare(atNanos, other.atNanos)
                    : Long.compare(order, other.order);
        }
    }

    private record Task(Lane lane, Runnable step) {}

    /** Threads that stand still and die together: a process, or one loop of it. */
    static final class Lane {
        private final ArrayDeque<Runnable> held = new ArrayDeque<>();
        private boolean standing;
        private boolean dead;

        /** What its threads would do is kept until it goes on. */
        void stand() {
            standing = true;
        }

        /** Nothing of it ever runs again. */
        void die() {
            dead = true;
            held.clear();
        }

        boolean isDead() {
            return dead;
        }

        boolean isStanding() {
            return standing;
        }
    }

    /** Lets a lane go on. */
    void goOn(Lane lane) {
        lane.standing = false;
        while (!lane.held.isEmpty()) {
            ready.add(new Task(lane, lane.held.remove()));
        }
    }

    long nowNanos() {
        return nowNanos;
    }

    /**
     * Somebody looked at a clock. Who does so again and again would wait for ever: none goes on.
     */
    void looked() {
        if (++looks > LOOKS_MAX) {
            throw new IllegalStateException("somebody spins at " + nowNanos / MS + " ms");
        }
    }

    SplittableRandom random() {
        return random;
    }

    /** A whole number of milliseconds, both ends included, in nanoseconds. */
    long msBetween(int least, int most) {
        return random.nextInt(least, most + 1) * MS;
    }

    boolean chance(double probability) {
        return probability > 0 && random.nextDouble() < probability;
    }

    Event after(long delayNanos, Runnable what) {
        Event event = new Event(nowNanos + Math.max(0, delayNanos), ++order, what);
        events.add(event);
        return event;
    }

    /** Tells what happens, with {@code -Datrium.sim.trace=true}: for a look at one seed. */
    void trace(Supplier<String> what) {
        if (TRACED) {
            Simulator.tell(nowNanos / MS + " " + what.get());
        }
    }

    /** Runs it in that lane, as soon as all that is ready before it has run. */
    void run(Lane lane, Runnable step) {
        ready.add(new Task(lane, step));
    }

    /** Starts a thread in that lane. */
    Thread start(Lane lane, Runnable body) {
        Thread thread = unstarted(lane, body);
        thread.start();
        return thread;
    }

    /** A thread of that lane. */
    Thread unstarted(Lane lane, Runnable body) {
        Executor scheduler = step -> run(lane, step);
        try {
            return (Thread) NEW_THREAD.invoke(scheduler, "sim", 0, body);
        } catch (Throwable e) { // NOPMD that is what a method handle throws
            throw new IllegalStateException("no thread", e);
        }
    }

    /** Goes on until that time, or until nothing happens any more. */
    void runUntil(long untilNanos) {
        while (true) {
            Task task = ready.poll();
            if (task != null) {
                steps++;
                step(task);
                continue;
            }
            Event next = events.peek();
            if (next == null || next.atNanos > untilNanos) {
                nowNanos = Math.max(nowNanos, untilNanos);
                return;
            }
            events.remove();
            looks = next.atNanos > nowNanos ? 0 : looks;
            nowNanos = next.atNanos;
            if (!next.off) {
                next.what.run();
            }
        }
    }

    private static void step(Task task) {
        if (task.lane.dead) {
            return;
        }
        if (task.lane.standing) {
            task.lane.held.add(task.step);
        } else {
            task.step.run();
        }
    }

    /** How many steps of threads there were. */
    long steps() {
        return steps;
    }

    /**
     * The JDK makes virtual threads with a scheduler of one's own, and keeps that to itself so far;
     * this is what its own tests use.
     */
    private static MethodHandle newThread() {
        try {
            Class<?> builders = Class.forName("java.lang.ThreadBuilders");
            MethodType type =
                    MethodType.methodType(
                            Thread.class, Executor.class, String.class, int.class, Runnable.class);
            return MethodHandles.privateLookupIn(builders, MethodHandles.lookup())
                    .findStatic(builders, "newVirtualThread", type);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "the simulator needs --add-opens java.base/java.lang=ALL-UNNAMED", e);
        }
    }
}
