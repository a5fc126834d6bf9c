package dev.atrium.game.party;

import dev.atrium.game.Simulation;
import dev.atrium.message.Deadline;
import dev.atrium.message.Message;

import java.util.Optional;

/** The time that a phase has. It may stand for a while; then what is left is kept. */
final class Clock {
    private long endsAt = Simulation.NEVER;
    private boolean stopped;
    private long left;
    private long givesUpAt = Simulation.NEVER;

    /** A clock as it is written. */
    record Kept(long endsAt, boolean stopped, long left, long givesUpAt) implements Message {
        Kept {
            if (endsAt < 0 || left < 0 || givesUpAt < 0) {
                throw new IllegalArgumentException("a clock's numbers are 0 and more");
            }
        }
    }

    static Clock of(Kept kept) {
        Clock clock = new Clock();
        clock.endsAt = kept.endsAt();
        clock.stopped = kept.stopped();
        clock.left = kept.left();
        clock.givesUpAt = kept.givesUpAt();
        return clock;
    }

    Kept kept() {
        return new Kept(endsAt, stopped, left, givesUpAt);
    }

    /** A phase of so many ticks begins. */
    void start(long tick, int ticks) {
        endsAt = tick + ticks;
    }

    /** Nothing ends by itself any more. */
    void clear() {
        endsAt = Simulation.NEVER;
        stopped = false;
        left = 0;
        givesUpAt = Simulation.NEVER;
    }

    /** The time stands; what is left is kept, until it is given up. */
    void stop(long tick) {
        stopped = true;
        left = endsAt - tick;
        endsAt = Simulation.NEVER;
        givesUpAt = tick + PartyTimes.TOO_FEW_TICKS;
    }

    /** The time goes on with what was left. */
    void resume(long tick) {
        stopped = false;
        endsAt = tick + left;
        left = 0;
        givesUpAt = Simulation.NEVER;
    }

    /** The ticks that the phase still has, also while the time stands. */
    long left(long tick) {
        return stopped ? left : endsAt - tick;
    }

    boolean stopped() {
        return stopped;
    }

    /** The tick at which the phase ends, unless it ends before. */
    long endsAt() {
        return endsAt;
    }

    /** The tick at which a clock that stands is given up. */
    long givesUpAt() {
        return givesUpAt;
    }

    /** The end as it is shown: none while the time stands. */
    Optional<Deadline> shown() {
        return endsAt == Simulation.NEVER ? Optional.empty() : Optional.of(new Deadline(endsAt));
    }
}
