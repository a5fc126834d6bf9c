package dev.atrium.host.room;

import dev.atrium.ban.Forfeit;

/** Who hears of forfeits. */
@FunctionalInterface
public interface RoomForfeits {
    /** Nobody does. */
    RoomForfeits UNHEARD = forfeit -> {};

    /**
     * Somebody lost by what was counted against him, and the journal has it. Told at least once of
     * each, again by whoever takes the room over. On the room's thread; never blocks.
     */
    void forfeited(Forfeit forfeit);
}
