package dev.atrium.settle;

import dev.atrium.escrow.EscrowState;
import dev.atrium.room.RoomStatus;

import java.util.Optional;

/**
 * All that the state of a match follows from; each is a row of its own, which only its one owner
 * writes.
 *
 * @param room where the room is in its life; empty before it has a row
 * @param begun whether somebody has opened it
 * @param escrow of what was paid in; empty where nothing could be
 * @param settlement how far that has come
 */
public record MatchFacts(
        Optional<RoomStatus> room,
        boolean begun,
        Optional<EscrowState> escrow,
        SettlementFacts settlement) {
    /**
     * How far the settlement of a room has come.
     *
     * @param settled whether its last step is done
     * @param refused whether nothing of its outcome may be booked
     * @param waitsForPerson whether it does not go on by itself: it is halted, or a dead letter
     * @param refundOrdered whether an operator has ordered that the stakes go back
     */
    public record SettlementFacts(
            boolean settled, boolean refused, boolean waitsForPerson, boolean refundOrdered) {
        /** Nothing has happened. */
        public static final SettlementFacts NONE = new SettlementFacts(false, false, false, false);
    }

    /** Whether nothing is held any more, or nothing ever was. */
    boolean givenBack() {
        return escrow.isEmpty() || escrow.get() == EscrowState.REFUNDED;
    }
}
