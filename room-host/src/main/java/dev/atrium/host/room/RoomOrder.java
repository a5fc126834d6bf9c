package dev.atrium.host.room;

import dev.atrium.wire.ErrorCode;

/** What an operator wants of a room that runs. */
public sealed interface RoomOrder {

    /** Takes a player's seat for good; he may not come back to this room. */
    record Kick(String playerId) implements RoomOrder {}

    /**
     * Lets no time pass: no tick comes, and commands are refused.
     *
     * @param forMs wall time after which it goes on by itself, above 0
     */
    record Freeze(long forMs) implements RoomOrder {
        public Freeze {
            if (forMs <= 0) {
                throw new IllegalArgumentException("forMs=" + forMs + " (allowed: above 0)");
            }
        }
    }

    /** Lets time pass again; nothing happens if it does. */
    record Unfreeze() implements RoomOrder {}

    /**
     * Ends it without a result.
     *
     * @param reason a code
     */
    record MakeVoid(String reason) implements RoomOrder {}

    /**
     * Gives it to another host; it goes on here if none takes it.
     *
     * @param to asks who may have it
     */
    record HandOver(RoomHandOver to) implements RoomOrder {}

    /** What became of it. */
    sealed interface Result {
        /**
         * It is done.
         *
         * @param tick at which the room is
         */
        record Done(long tick) implements Result {}

        /**
         * Another host plays the room.
         *
         * @param direct where players find it
         * @param epoch under which it is owned now
         */
        record Moved(String direct, long epoch) implements Result {}

        /**
         * It has no result, and its row says so.
         *
         * @param reason a code; not the one that was asked for if it was void before
         */
        record Voided(String reason) implements Result {}

        /** Nothing has changed. */
        record Refused(ErrorCode why) implements Result {}

        /** No store tells whether it is done; the same may be asked for again. */
        record NotKnown() implements Result {}
    }
}
