package dev.atrium.functions.settle;

import dev.atrium.schema.OutcomeRow;
import dev.atrium.schema.RoomRow;

/**
 * Tells the players of a match on their gateway connections how it stands with its settlement. Best
 * effort: nothing is thrown, and it takes a bounded time. Thread-safe.
 */
interface Notices {
    /** Nobody is told. */
    Notices NONE =
            new Notices() {
                @Override
                public void settled(OutcomeRow row) {}

                @Override
                public void disputed(RoomRow room) {}

                @Override
                public void refunded(RoomRow room) {}
            };

    /**
     * Everything is booked and paid.
     *
     * @param row believed
     */
    void settled(OutcomeRow row);

    /** It waits for an operator. */
    void disputed(RoomRow room);

    /** An operator had the stakes given back. */
    void refunded(RoomRow room);
}
