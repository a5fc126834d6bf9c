package dev.atrium.host.room;

import dev.atrium.game.GameInfo;
import dev.atrium.game.RoomMachine;
import dev.atrium.wire.RoomMessages;

/**
 * How far a play goes on while its store does not take what there is: a strict one not at all, a
 * match for stakes for a second, which is as much as a takeover may take back of it, and any other
 * as far as memory reaches. On the room's thread.
 */
final class RoomDurability {
    private final RoomMachine machine;
    private final RoomJournal journal;
    private final RoomVoice voice;
    private final boolean strict;
    private final boolean stakes;
    private final long aheadTicksMax;
    private boolean late;

    /**
     * Of that play.
     *
     * @param speed game seconds in a wall second
     */
    RoomDurability(
            RoomGrant grant, RoomMachine machine, RoomJournal journal, RoomVoice voice, int speed) {
        GameInfo info = grant.game().info();
        this.machine = machine;
        this.journal = journal;
        this.voice = voice;
        this.strict = info.durability() == GameInfo.Durability.STRICT;
        this.stakes = grant.hasStakes();
        this.aheadTicksMax = (long) info.tickRateHz() * speed;
    }

    /** Whether nothing more is brought about for now. */
    boolean standsStill(long now) {
        return strict ? journal.isLate(now) || voice.isFull() : stakes && machine.tick() >= reach();
    }

    /** That tick, or the last that it may go on to now. */
    long bounded(long target) {
        return stakes && !strict ? Math.min(target, reach()) : target;
    }

    private long reach() {
        return journal.durableTick() + aheadTicksMax;
    }

    /** Stores on while it stands; says when that is due next. The end of an append wakes it. */
    long await(long now) {
        if (strict) {
            journal.retryIfDue(now);
            return journal.retryDue();
        }
        journal.keep(now, true);
        tellIfLate(now);
        return journal.due();
    }

    /** Who plays on without his store, or waits for it, is told so; a strict room just waits. */
    void tellIfLate(long now) {
        boolean isLate = !strict && (journal.isLate(now) || standsStill(now));
        if (isLate != late) {
            late = isLate;
            voice.tellAll(machine.tick(), new RoomMessages.Durability(isLate));
        }
    }
}
