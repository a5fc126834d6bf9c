package dev.atrium.host.room;

import java.util.function.LongSupplier;

/**
 * When a room's state is worth a snapshot: before what came since the last one would take whoever
 * takes the room over longer than a hundredth of a second to play again, and after an interval of
 * game time in any case. It is looked at whenever there is a state, once a game second, so a
 * snapshot never makes work for a tick of its own. What it decides is no part of the room's state.
 * On the room's thread.
 */
final class SnapshotCadence {
    /**
     * So much of measured time is played again at most: a tenth of what may be, since the rooms of
     * a host that dies come to others all at once, and two hundred tenths of a second are twenty.
     * It is that of the room's runs, views and journal included: more than its steps alone took, so
     * that a snapshot comes rather too early.
     */
    static final long REPLAY_NANOS_MAX = 10_000_000L;

    private final long intervalTicks;
    private final LongSupplier ranNanos;
    private long takenTick;
    private long takenNanos;
    private long lookedNanos;
    private boolean dueNow;

    /**
     * Of a room as it is now.
     *
     * @param intervalTicks from one snapshot to the next at most
     * @param tick at which it is
     * @param ranNanos how long its runs took in all so far; where time is made up they take none,
     *     and the interval alone counts
     */
    SnapshotCadence(long intervalTicks, long tick, LongSupplier ranNanos) {
        this.intervalTicks = intervalTicks;
        this.ranNanos = ranNanos;
        this.takenTick = tick;
        this.takenNanos = ranNanos.getAsLong();
        this.lookedNanos = takenNanos;
        // How much lies between the last snapshot and where another owner's play ended is unknown.
        this.dueNow = tick > 0;
    }

    /** Whether the state at that tick is to be kept; asked at every state that there is. */
    boolean isDue(long tick) {
        long ran = ranNanos.getAsLong();
        long sinceLook = ran - lookedNanos;
        lookedNanos = ran;
        // Until the next look as much may come as since the last one.
        return dueNow
                || tick - takenTick >= intervalTicks
                || ran - takenNanos + sinceLook > REPLAY_NANOS_MAX;
    }

    /** The state at that tick is kept. */
    void taken(long tick) {
        takenTick = tick;
        takenNanos = ranNanos.getAsLong();
        dueNow = false;
    }

    /** None is kept any more: the next state is. */
    void lost() {
        dueNow = true;
    }
}
