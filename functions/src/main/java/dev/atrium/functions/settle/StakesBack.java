package dev.atrium.functions.settle;

import dev.atrium.functions.stakes.Stakes;
import dev.atrium.room.RoomStatus;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the stakes of rooms back of which nothing counts: of those that are void, and of those
 * whose outcome was refused for good once an operator has ordered it. Blocking; may be repeated.
 */
final class StakesBack {
    private static final Logger LOG = LoggerFactory.getLogger(StakesBack.class);

    private final Stakes stakes;
    private final SettlementBook book;

    StakesBack(Stakes stakes, SettlementBook book) {
        this.stakes = stakes;
        this.book = book;
    }

    /**
     * Gives all entries back, if they are to go back.
     *
     * @param status of the room
     * @param ordered whether an operator has ordered it
     * @throws dev.atrium.escrow.EscrowUnavailableException if it is not known to be done; the same
     *     may be tried again
     */
    void give(String roomId, RoomStatus status, boolean ordered) {
        boolean due =
                switch (status) {
                    case VOID -> true;
                    // An order alone is not believed: while it may still be paid, it may be paid.
                    case FINISHED -> ordered && book.refusal(roomId).isPresent();
                    case PLACED, PLAYING -> false;
                };
        if (due) {
            giveAll(roomId);
        }
    }

    /** Gives all entries back of a room that will not be played, or for which it is decided. */
    void giveAll(String roomId) {
        if (stakes.giveBack(roomId)) {
            LOG.info("room {}: all entries went back", roomId);
        }
    }
}
