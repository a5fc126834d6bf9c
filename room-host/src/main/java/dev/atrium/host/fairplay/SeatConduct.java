package dev.atrium.host.fairplay;

import dev.atrium.game.Claim;
import dev.atrium.game.JudgedCommand;
import dev.atrium.message.Message;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one seat did in one room, and what of it counts against its player. Each thing that happens
 * raises one flag at most. Ticks never go back; not thread-safe.
 */
public final class SeatConduct {
    private static final long MS_PER_S = 1_000;

    /** A trail of which nothing was claimed for so many trails' lengths is not followed. */
    private static final int IDLE_TRAILS = 10;

    private final FairPlayLimits limits;
    private final int tickRateHz;
    private final EnumMap<Flag, Integer> flags = new EnumMap<>(Flag.class);
    private final MovePace pace;
    private final TakenNumbers numbers;
    private final TreeMap<String, Trail> trails = new TreeMap<>();
    private int count;
    private boolean out;
    private long claimsFromTick;
    private long heardTick;
    private long outOfStep;

    /**
     * A seat of which nothing is known yet.
     *
     * @param tickRateHz of its game
     * @param tick of its room
     */
    public SeatConduct(FairPlayLimits limits, int tickRateHz, long tick) {
        this.limits = limits;
        this.tickRateHz = tickRateHz;
        this.pace = new MovePace(limits, tickRateHz, tick);
        this.numbers = new TakenNumbers(limits);
    }

    // -- what happens ---------------------------------------------------------------------------

    /**
     * Its player came, came back, or was there when another owner's room was taken over.
     *
     * @param applied the highest of his numbers that the room has applied
     * @param timesOutOfStep as his connection counts it
     */
    public void came(long tick, long applied, long timesOutOfStep) {
        numbers.came(applied);
        outOfStep = timesOutOfStep;
        excuseClaims(tick);
    }

    /** Time went by for the players that did not for the game. */
    public void slipped(long tick, long ticks) {
        pace.slipped(ticks);
        excuseClaims(tick);
    }

    /** A command came; what becomes of it is told when it is known. */
    public void heard(long tick, long sequence) {
        numbers.heard(sequence);
        if ((tick - heardTick) * MS_PER_S > (long) limits.silenceMs() * tickRateHz) {
            claimsFromTick = Math.max(claimsFromTick, tick + trailTicks());
        }
        heardTick = tick;
    }

    /** The rules took a command. */
    public Ruling took(long tick, long sequence, JudgedCommand command, long timesOutOfStep) {
        numbers.took(sequence, command.wanted());
        if (timesOutOfStep != outOfStep) {
            outOfStep = timesOutOfStep;
            excuseClaims(tick);
        }
        boolean fast = !pace.takes(tick);
        boolean far = command.claim().map(claim -> isFar(tick, command, claim)).orElse(false);
        if (fast) {
            return flag(Flag.SPEED);
        }
        return far ? flag(Flag.TELEPORT) : Ruling.FAIR;
    }

    /** The rules refused a command, with that code. */
    public Ruling refused(long tick, String code) {
        boolean fast = !pace.takes(tick);
        if (code.equals(JudgedCommand.NOT_OWNER)) {
            return flag(Flag.NOT_OWNER);
        }
        return fast ? flag(Flag.SPEED) : Ruling.FAIR;
    }

    /** A command came whose number is not above all that were taken: the room did nothing. */
    public Ruling repeated(long sequence, JudgedCommand command) {
        return numbers.wentBack(sequence, command.wanted()) ? flag(Flag.SEQUENCE) : Ruling.FAIR;
    }

    /** A message came on its connection that nobody can read. */
    public Ruling malformed() {
        return flag(Flag.MALFORMED);
    }

    /** It has forfeited: nothing counts any more. */
    public void forfeited() {
        out = true;
        trails.clear();
    }

    // -- claims ---------------------------------------------------------------------------------

    /** Whether places are followed, so that {@link #follow} is to be called at each tick. */
    public boolean follows() {
        return !trails.isEmpty();
    }

    /**
     * How things stand after a tick's step.
     *
     * @param view of that tick, as its player is shown it
     */
    public void follow(long tick, Message view) {
        long idleTicks = (long) trailTicks() * IDLE_TRAILS;
        trails.values().removeIf(trail -> trail.isIdle(tick, idleTicks));
        trails.values().forEach(trail -> trail.follow(tick, view));
    }

    private int trailTicks() {
        return limits.trailS() * tickRateHz;
    }

    private void excuseClaims(long tick) {
        claimsFromTick = tick + (long) limits.graceS() * tickRateHz;
    }

    private boolean isFar(long tick, JudgedCommand command, Claim claim) {
        if (out) {
            return false;
        }
        Trail trail = trails.get(claim.thing());
        if (trail == null && trails.size() < limits.trailsPerSeat()) {
            // With the tick at its beginning and the one at its end.
            trail = new Trail(command, trailTicks() + 1);
            trails.put(claim.thing(), trail);
        }
        boolean contradicts = trail != null && trail.contradicts(claim, tick);
        return contradicts && tick >= claimsFromTick;
    }

    // -- flags ----------------------------------------------------------------------------------

    private Ruling flag(Flag flag) {
        if (out) {
            return Ruling.FAIR;
        }
        flags.merge(flag, 1, Integer::sum);
        count++;
        return count < limits.flagsMax() ? new Ruling.Flagged(flag) : new Ruling.Forfeits(flag);
    }

    /** How often each flag was raised, by its code; without those that never were. */
    public SortedMap<String, Integer> flags() {
        TreeMap<String, Integer> byCode = new TreeMap<>();
        for (Map.Entry<Flag, Integer> raised : flags.entrySet()) {
            byCode.put(raised.getKey().code(), raised.getValue());
        }
        return Collections.unmodifiableSortedMap(byCode);
    }

    /** Whether it has forfeited. */
    public boolean isOut() {
        return out;
    }
}
