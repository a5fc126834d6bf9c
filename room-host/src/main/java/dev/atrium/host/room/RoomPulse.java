package dev.atrium.host.room;

import dev.atrium.game.GameInfo;

import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How one room fares. Written on the room's thread, read by operators on any other; what is read
 * may be a moment old.
 */
public final class RoomPulse {
    private static final long MS_NANOS = 1_000_000;
    private static final long SECOND_NANOS = 1_000_000_000;

    private final RoomMeter meter;
    private final long periodNanos;
    private final AtomicLong runs = new AtomicLong();
    private final AtomicLong worstLateNanos = new AtomicLong();
    private final AtomicLong worstRunNanos = new AtomicLong();
    private final AtomicLong overruns = new AtomicLong();
    private final AtomicLong slips = new AtomicLong();
    private final AtomicLong slippedNanos = new AtomicLong();
    private final AtomicLong tick = new AtomicLong();
    private volatile RoomLifecycle phase = RoomLifecycle.GATHERING;
    private volatile int players;
    private volatile boolean frozen;
    private volatile List<FlaggedSeat> flagged = List.of();
    private long ranNanos;
    private long startedNanos;
    private boolean ended;

    /**
     * A room that has not run yet.
     *
     * @param meter of all rooms like it
     * @param periodNanos that a tick lasts on the wall's clock
     */
    RoomPulse(RoomMeter meter, long periodNanos) {
        this.meter = meter;
        this.periodNanos = periodNanos;
    }

    static RoomPulse of(RoomGrant grant, RoomServices services, String loop) {
        GameInfo info = grant.game().info();
        long ticksASecond = (long) info.tickRateHz() * services.speed();
        return new RoomPulse(services.meters().of(loop, info.id()), SECOND_NANOS / ticksASecond);
    }

    /**
     * How a room fares.
     *
     * @param phase of its life
     * @param players who are connected
     * @param tick at which it is
     * @param runs on its loop
     * @param worstLateMs the longest that a run began after it was due
     * @param worstRunMs the longest run
     * @param overruns runs that took longer than a tick lasts
     * @param timeSlips how often its clock was set back
     * @param slippedMs by how much in all
     * @param frozen whether an operator holds its time
     */
    public record Report(
            RoomLifecycle phase,
            int players,
            long tick,
            long runs,
            double worstLateMs,
            double worstRunMs,
            long overruns,
            long timeSlips,
            double slippedMs,
            boolean frozen) {}

    /** How it fares now. Any thread. */
    public Report report() {
        return new Report(
                phase,
                players,
                tick.get(),
                runs.get(),
                (double) worstLateNanos.get() / MS_NANOS,
                (double) worstRunNanos.get() / MS_NANOS,
                overruns.get(),
                slips.get(),
                (double) slippedNanos.get() / MS_NANOS,
                frozen);
    }

    /** In which phase of its life it is. Any thread. */
    public RoomLifecycle phase() {
        return phase;
    }

    /** How many players are connected to it. Any thread. */
    public int players() {
        return players;
    }

    /**
     * What is counted against a player, since this host owns the room.
     *
     * @param flags how often each was raised, by its code
     * @param forfeited whether he has lost by it
     */
    public record FlaggedSeat(
            int seat, String playerId, SortedMap<String, Integer> flags, boolean forfeited) {}

    /** Seats against which something counts, or counted. Any thread. */
    public List<FlaggedSeat> flagged() {
        return flagged;
    }

    void flagged(List<FlaggedSeat> now) {
        flagged = now;
    }

    void frozen(boolean now) {
        frozen = now;
    }

    RoomMeter meter() {
        return meter;
    }

    /** Only this thread writes, so a write need not wait for the readers' sake. */
    private static void add(AtomicLong figure, long more) {
        figure.lazySet(figure.getPlain() + more);
    }

    private static void raise(AtomicLong figure, long to) {
        if (to > figure.getPlain()) {
            figure.lazySet(to);
        }
    }

    /** How long its runs took in all. On the room's thread. */
    long ranNanos() {
        return ranNanos;
    }

    void ran(long lateNanos, long tookNanos, long atTick) {
        ranNanos += tookNanos;
        add(runs, 1);
        raise(worstLateNanos, lateNanos);
        raise(worstRunNanos, tookNanos);
        tick.lazySet(atTick);
        if (tookNanos > periodNanos) {
            add(overruns, 1);
        }
        meter.ran(lateNanos, tookNanos, Math.max(0, tookNanos - periodNanos));
    }

    /** Written only when it changed: that costs more than the rest together. */
    void stands(RoomLifecycle now, int connected) {
        if (phase != now) {
            phase = now;
        }
        if (players != connected) {
            players = connected;
        }
    }

    void slipped(long nanos) {
        add(slips, 1);
        add(slippedNanos, nanos);
        meter.slipped(nanos);
    }

    void started(long nowNanos) {
        startedNanos = nowNanos;
        meter.started();
    }

    void finished(long nowNanos) {
        ended = true;
        meter.finished(nowNanos - startedNanos);
    }

    void voided(String reason) {
        if (!ended) {
            ended = true;
            meter.voided(reason);
        }
    }
}
