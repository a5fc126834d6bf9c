package dev.atrium.host.load;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Observes the host and says at which step of shedding load it is: the higher of what processor and
 * loops ask for. Any thread.
 */
public final class LoadWatch {
    private static final Logger LOG = LoggerFactory.getLogger(LoadWatch.class);

    /** Between two looks at the processor. */
    static final long CPU_NANOS = 30_000_000_000L;

    private final Observed observed;
    private final boolean sheds;
    private final CpuRule cpuRule = new CpuRule();
    private final LoopRule loopRule = new LoopRule();
    private final Map<LoadStep, AtomicLong> reached = new EnumMap<>(LoadStep.class);
    private final long[] busyBefore;
    private long slipsBefore;
    private long lookedNanos;
    private long cpuDueNanos;
    private LoadStep ofCpu = LoadStep.NONE;
    private LoadStep ofLoops = LoadStep.NONE;
    private volatile LoadStep step = LoadStep.NONE;
    private volatile double busyShare;

    /**
     * What is observed.
     *
     * @param cpuShare of all processors that this process uses, 0 to 1
     * @param loopBusyNanos of each loop, how long it was inside rooms in all its life
     * @param timeSlips how often clocks of rooms were set back in the host's life
     * @param nanoTime a monotonic clock
     */
    public record Observed(
            DoubleSupplier cpuShare,
            List<LongSupplier> loopBusyNanos,
            LongSupplier timeSlips,
            LongSupplier nanoTime) {
        public Observed {
            loopBusyNanos = List.copyOf(loopBusyNanos);
        }
    }

    /**
     * A watch that has seen nothing yet.
     *
     * @param sheds whether anything follows from what it sees
     */
    public LoadWatch(Observed observed, boolean sheds) {
        this.observed = observed;
        this.sheds = sheds;
        for (LoadStep each : LoadStep.values()) {
            reached.put(each, new AtomicLong());
        }
        this.busyBefore = new long[observed.loopBusyNanos().size()];
        for (int i = 0; i < busyBefore.length; i++) {
            busyBefore[i] = observed.loopBusyNanos().get(i).getAsLong();
        }
        this.slipsBefore = observed.timeSlips().getAsLong();
        this.lookedNanos = observed.nanoTime().getAsLong();
        this.cpuDueNanos = lookedNanos + CPU_NANOS;
    }

    /** Looks at the host; about once a second. */
    public synchronized void look() {
        long now = observed.nanoTime().getAsLong();
        long passed = now - lookedNanos;
        if (passed <= 0) {
            return;
        }
        lookedNanos = now;
        double busiest = busiestShare(passed);
        busyShare = busiest;
        long slips = observed.timeSlips().getAsLong();
        ofLoops = loopRule.second(busiest, slips > slipsBefore);
        slipsBefore = slips;
        if (now - cpuDueNanos >= 0) {
            cpuDueNanos = now + CPU_NANOS;
            ofCpu = cpuRule.check(observed.cpuShare().getAsDouble());
        }
        if (sheds) {
            goTo(ofCpu.includes(ofLoops) ? ofCpu : ofLoops);
        }
    }

    private double busiestShare(long passedNanos) {
        long most = 0;
        for (int i = 0; i < busyBefore.length; i++) {
            long busy = observed.loopBusyNanos().get(i).getAsLong();
            most = Math.max(most, busy - busyBefore[i]);
            busyBefore[i] = busy;
        }
        return Math.min(1, (double) most / passedNanos);
    }

    private void goTo(LoadStep wanted) {
        LoadStep before = step;
        if (wanted == before) {
            return;
        }
        step = wanted;
        for (LoadStep each : LoadStep.values()) {
            if (wanted.includes(each) && !before.includes(each)) {
                counted(each).incrementAndGet();
            }
        }
        LOG.warn("shedding load: {} after {}", wanted.label(), before.label());
    }

    private AtomicLong counted(LoadStep which) {
        AtomicLong count = reached.get(which);
        if (count == null) {
            throw new IllegalStateException("no count of " + which);
        }
        return count;
    }

    /** The step that the host is at. */
    public LoadStep step() {
        return step;
    }

    /** How often a step was reached. */
    public long reached(LoadStep which) {
        return counted(which).get();
    }

    /** The share of the last second that the busiest loop was inside rooms, 0 to 1. */
    public double busyShare() {
        return busyShare;
    }

    /** Whether the host takes no new rooms. */
    public boolean refusesRooms() {
        return step.includes(LoadStep.REFUSE_ROOMS);
    }

    /** Whether rooms show every other view. */
    public boolean halvesViews() {
        return step.includes(LoadStep.HALVE_VIEWS);
    }
}
