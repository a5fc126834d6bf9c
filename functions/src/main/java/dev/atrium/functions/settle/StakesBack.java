package dev.atrium.functions.settle;

import dev.atrium.functions.stakes.Stakes;
import dev.atrium.room.RoomStatus;
import dev.atrium.settle.MatchState;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;

/**
 * Gives the stakes of rooms back of which nothing counts: of those that are void, and of those
 * whose outcome was refused for good once an operator has ordered it. Blocking; may be repeated.
 */
final class StakesBack {
    private static final Logger LOG = LoggerFactory.getLogger(StakesBack.class);

    private final Stakes stakes;
    private final SettlementBook book;
    private final Notices notices;
    private final InstantSource clock;

    StakesBack(Stakes stakes, SettlementBook book, Notices notices, InstantSource clock) {
        this.stakes = stakes;
        this.book = book;
        this.notices = notices;
        this.clock = clock;
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
        switch (status) {
            case VOID -> giveAll(roomId);
            // An order alone is not believed: while it may still be paid, it may be paid.
            case FINISHED -> {
                if (ordered && isDisputed(roomId)) {
                    giveAll(roomId);
                    end(roomId);
                }
            }
            case PLACED, PLAYING -> {}
        }
    }

    /** Refused for good; a dead letter of which nothing is booked is refused with that. */
    private boolean isDisputed(String roomId) {
        if (book.refusal(roomId).isPresent()) {
            return true;
        }
        return book.letters().open(roomId).isPresent()
                && !book.hasBegun(roomId)
                && book.refuse(roomId, "operator-refund", clock.millis());
    }

    private void end(String roomId) {
        boolean open = book.letters().open(roomId).isPresent();
        book.letters().close(roomId, MatchState.REFUNDED.wireName(), clock.millis());
        if (open) {
            book.room(roomId).ifPresent(notices::refunded);
        }
    }

    /** Gives all entries back of a room that will not be played, or for which it is decided. */
    void giveAll(String roomId) {
        if (stakes.giveBack(roomId)) {
            LOG.info("room {}: all entries went back", roomId);
        }
    }
}
