package dev.atrium.host.loop;

import dev.atrium.host.clock.HostClock;

import org.jctools.queues.MpscUnboundedArrayQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * One thread that runs rooms in the order in which they are due, on an absolute schedule. What is
 * not due and not woken costs nothing.
 */
public final class TickLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(TickLoop.class);

    /**
     * What falls due within so long of a round waits for the next: waking costs more than running
     * what is due, and a room does not notice a millisecond.
     */
    private static final long ROUND_NANOS_MIN = 1_000_000;

    /**
     * What has run waits at most that long for the others that are due with it, until what it said
     * leaves: threads that carry it away are woken once for all of them, and not while the loop
     * still wants its core.
     */
    private static final long FLUSH_NANOS_MAX = 2_000_000;

    /** With nothing due the loop still comes round that often, so that its progress can be seen. */
    private static final long PARK_NANOS_MAX = 100_000_000;

    private final String name;
    private final HostClock clock;

    /** Holds each entry at most once (see {@link Entry#woken}), so it is bounded by the rooms. */
    private final MpscUnboundedArrayQueue<Entry> woken = new MpscUnboundedArrayQueue<>(256);

    private final TreeSet<Entry> schedule =
            new TreeSet<>(
                    (a, b) ->
                            a.due != b.due
                                    ? Long.compare(a.due, b.due)
                                    : Long.compare(a.order, b.order));

    /** Ran in this round and not flushed yet; bounded by what is in the loop. */
    private final List<Entry> unflushed = new ArrayList<>();

    private long unflushedNanos;

    /** The same grid for all loops of a host: they wake and work at the same time. */
    private final PhaseGrid phases = new PhaseGrid(0);

    private volatile @Nullable Thread thread;
    private volatile boolean stopping;
    private volatile long rounds;
    private volatile int entries;
    private volatile String inside = "";

    /**
     * A loop that {@link #start} has not started yet.
     *
     * @param name of its thread
     */
    public TickLoop(String name) {
        this(name, HostClock.SYSTEM);
    }

    /** By a clock of one's own. */
    public TickLoop(String name, HostClock clock) {
        this.name = name;
        this.clock = clock;
    }

    /** A room's place in a loop. */
    public final class Entry {
        private final Scheduled scheduled;
        private final String label;
        private final long order;
        private final AtomicBoolean woken = new AtomicBoolean();
        private long due = Scheduled.NEVER;
        private boolean scheduledNow;
        private boolean unflushed;
        private boolean done;
        private boolean aligned;
        private long alignedNanos;

        private Entry(Scheduled scheduled, String label, long order) {
            this.scheduled = scheduled;
            this.label = label;
            this.order = order;
        }

        /** Makes the loop run it soon. Any thread; cheap when it has been woken already. */
        public void wake() {
            if (woken.compareAndSet(false, true)) {
                TickLoop.this.woken.offer(this);
                LockSupport.unpark(thread);
            }
        }

        /**
         * A time less than a sixtieth of a second ago from which few others of the loop count their
         * ticks: who counts his from it is run together with others, and the work is even. On the
         * loop's thread, once.
         */
        public long alignedNanos(long nowNanos) {
            if (!aligned) {
                aligned = true;
                alignedNanos = phases.takeNanos(nowNanos);
            }
            return alignedNanos;
        }

        private void end() {
            done = true;
            if (aligned) {
                phases.giveBack(alignedNanos);
            }
        }
    }

    private final AtomicLong orders = new AtomicLong();

    /**
     * Takes something in; it runs once it is woken. Any thread.
     *
     * @param label the room's id, which {@link #inside} says while it runs
     */
    public Entry add(Scheduled scheduled, String label) {
        return new Entry(scheduled, label, orders.incrementAndGet());
    }

    /** Starts the thread. */
    public void start() {
        startOn(Thread.ofPlatform().name(name).daemon(true).unstarted(this));
    }

    /** Starts it on a thread of one's own, which runs this. */
    public void startOn(Thread unstarted) {
        thread = unstarted;
        unstarted.start();
    }

    /** Ends the thread after the current round; what is in the loop is not run again. */
    public void stop() {
        stopping = true;
        LockSupport.unpark(thread);
    }

    /** Of its thread. */
    public String name() {
        return name;
    }

    /** How often the loop came round: a lease is renewed only while this rises. */
    public long rounds() {
        return rounds;
    }

    /** How many things it runs. */
    public int entries() {
        return entries;
    }

    /** The room that it is inside of now, empty between two: tells which one stalls a loop. */
    public String inside() {
        return inside;
    }

    @Override
    public void run() {
        while (!stopping) {
            round();
            park();
        }
    }

    /** Runs what is due until nothing is, and flushes it. On the loop's thread. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // only this thread writes them
    void round() {
        takeWoken();
        long now = clock.nanoTime();
        while (!schedule.isEmpty() && schedule.first().due - now <= 0) {
            Entry entry = schedule.first();
            schedule.remove(entry);
            entry.scheduledNow = false;
            runOne(entry, now);
            takeWoken();
            now = clock.nanoTime();
            rounds++;
            if (now - unflushedNanos > FLUSH_NANOS_MAX) {
                flush();
            }
        }
        flush();
        rounds++;
    }

    private void flush() {
        for (Entry entry : unflushed) {
            entry.unflushed = false;
            try {
                entry.scheduled.flush();
            } catch (RuntimeException e) {
                LOG.error("room {}: what it said is lost", entry.label, e);
            }
        }
        unflushed.clear();
    }

    private void takeWoken() {
        Entry entry = woken.poll();
        while (entry != null) {
            entry.woken.set(false);
            long now = clock.nanoTime();
            boolean dueAlready = entry.scheduledNow && entry.due - now <= 0;
            // What is due already keeps its place: else lateness would be measured from now.
            if (!entry.done && !dueAlready) {
                schedule(entry, now);
            }
            entry = woken.poll();
        }
    }

    private void schedule(Entry entry, long due) {
        if (entry.scheduledNow) {
            schedule.remove(entry);
        }
        entry.due = due;
        entry.scheduledNow = true;
        schedule.add(entry);
        entries = schedule.size();
    }

    private void runOne(Entry entry, long now) {
        inside = entry.label;
        long wasDue = entry.due;
        long due;
        try {
            due = entry.scheduled.run(now);
        } catch (Throwable failure) { // NOPMD a bug in one room must not end the others
            due = fail(entry, failure);
        }
        inside = "";
        entry.scheduled.ran(now - wasDue, clock.nanoTime() - now);
        if (!entry.unflushed) {
            if (unflushed.isEmpty()) {
                unflushedNanos = now;
            }
            entry.unflushed = true;
            unflushed.add(entry);
        }
        if (due == Scheduled.DONE) {
            entry.end();
            entries = schedule.size();
        } else if (due != Scheduled.NEVER) {
            schedule(entry, due);
        }
    }

    private static long fail(Entry entry, Throwable failure) {
        LOG.error("room {} failed and is closed", entry.label, failure);
        try {
            return entry.scheduled.failed(failure);
        } catch (RuntimeException again) {
            LOG.error("room {} failed while failing", entry.label, again);
            return Scheduled.DONE;
        }
    }

    private void park() {
        long now = clock.nanoTime();
        long due = schedule.isEmpty() ? now + PARK_NANOS_MAX : schedule.first().due;
        long wait = Math.min(Math.max(due - now, ROUND_NANOS_MIN), PARK_NANOS_MAX);
        clock.park(this, wait);
    }
}
