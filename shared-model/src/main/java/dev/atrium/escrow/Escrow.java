package dev.atrium.escrow;

import java.util.Optional;

/**
 * Entry fees of rooms, and what becomes of them: a ledger behind a port, so that it may be a table
 * or a chain.
 *
 * <p>Every call may be repeated, by anybody and at any time, and then answers as the first did
 * without moving anything again. Amounts are whole numbers of the smallest unit, above 0. What is
 * refused leaves no trace. Implementations are thread-safe and blocking.
 *
 * <p>The order of a settlement: {@link #decide} once, which ends the entries; {@link #find} for who
 * paid; then, if the match is paid, {@link #refund} for those who had no part in it, {@link
 * #fixPot} for what is left, and {@link #pay} for each part of exactly that; if it is not, {@link
 * #refund} for all; {@link #close} last. Several may do it at once: no part is paid twice, none is
 * paid before the pot is fixed, no entry goes back after, and never does more leave than is there.
 *
 * <p>Ids are 1 to 64 letters, digits and dashes; all that is out of range throws {@link
 * IllegalArgumentException}. {@link EscrowUnavailableException} means that it is not known whether
 * it is done; the same may be asked again.
 */
public interface Escrow {
    /**
     * Opens the escrow of a room, before anybody may enter. It is best opened before the room's row
     * is written: whoever makes a room void then finds its escrow.
     */
    Opening open(String roomId, EntryTerms terms);

    /** What became of opening an escrow. */
    enum Opening {
        /** It is open under these terms, or has been. */
        OPENED,
        /** It was opened under other terms, and those stay. */
        OTHER_TERMS
    }

    /**
     * Takes a player's fee for his warriors, once for a room: his first round.
     *
     * @param warriors 1 to {@link EscrowLimits#WARRIORS_MAX}
     */
    default Entering enter(String roomId, String playerId, int warriors) {
        return enter(roomId, playerId, 0, warriors);
    }

    /**
     * Takes a player's fee for his warriors, once for a room and a round. A later round takes it
     * once more, after the entry of the round before it was withdrawn.
     *
     * @param round 0 to {@link EscrowLimits#ROUNDS_MAX} - 1: how often he withdrew before
     * @param warriors 1 to {@link EscrowLimits#WARRIORS_MAX}
     */
    Entering enter(String roomId, String playerId, int round, int warriors);

    /** What became of an entry. */
    sealed interface Entering {
        /**
         * It was paid, now or before; who repeats an entry that was withdrawn is told so too.
         *
         * @param amount what it cost
         */
        record Entered(long amount) implements Entering {}

        /** Why nothing was taken, in the order in which they are looked for. */
        enum Refused implements Entering {
            /** The room has no escrow. */
            NOT_OPENED,
            /** The same player entered this round with another count, and that stays. */
            OTHER_WARRIORS,
            /** It was decided what becomes of the escrow: it takes no more entries. */
            CLOSED,
            /** There are {@link EscrowLimits#ENTRIES_MAX} entries. */
            FULL,
            /** The round before was not withdrawn from. */
            NOT_WITHDRAWN,
            /** This round was withdrawn from before it was entered, and stays so. */
            WITHDRAWN,
            /** The player has less than it costs. */
            INSUFFICIENT_FUNDS
        }
    }

    /**
     * Gives the entry of one round back, whole, while the escrow is open: the player changed his
     * mind. If there is none, it cannot be made any more: whoever is just taking it comes too late.
     * He may enter again, in the next round.
     *
     * @param round 0 to {@link EscrowLimits#ROUNDS_MAX} - 1
     */
    Withdrawing withdraw(String roomId, String playerId, int round);

    /** What became of a withdrawal. */
    sealed interface Withdrawing {
        /**
         * He has it back, since now or before.
         *
         * @param amount what he had paid; 0 if nothing
         */
        record Withdrawn(long amount) implements Withdrawing {}

        /** Why nothing went back, in the order in which they are looked for. */
        enum Refused implements Withdrawing {
            /** The room has no escrow. */
            NOT_OPENED,
            /** It was decided what becomes of the escrow: entries go back by that alone. */
            CLOSED
        }
    }

    /**
     * Ends a round that was not paid: it can never be entered any more, as if it had been withdrawn
     * from. One that was paid stays. Of who pays and who forgoes in the same moment one comes
     * first, and the other is told so.
     *
     * @param round 0 to {@link EscrowLimits#ROUNDS_MAX} - 1
     */
    Forgoing forgo(String roomId, String playerId, int round);

    /** What became of forgoing a round. */
    enum Forgoing {
        /** Nothing is held for this round, and never will be. */
        FORGONE,
        /** It was paid, and stands. */
        PAID,
        /** The room has no escrow. */
        NOT_OPENED
    }

    /**
     * The round that a player may enter next: the one after the last that he withdrew from or
     * forwent, 0 if there is none. It is {@link EscrowLimits#ROUNDS_MAX} if that was his last.
     */
    int nextRound(String roomId, String playerId);

    /**
     * The escrow of a room and who has paid what, without what was withdrawn; empty if none was
     * opened.
     */
    Optional<RoomEscrow> find(String roomId);

    /**
     * The first step of a settlement: what becomes of the escrow. It takes no more entries then.
     */
    Decision decide(String roomId, Disposal disposal);

    /** What became of a decision. */
    enum Decision {
        /** It is so, now or before. */
        DECIDED,
        /** The other was decided, and stays. */
        DECIDED_OTHERWISE,
        /** The room has no escrow. */
        NOT_OPENED
    }

    /**
     * Gives one entry back, whole: any of an escrow that is refunded; of one that is paid, those of
     * players who had no part in the match, until the pot is fixed.
     */
    Refund refund(String roomId, String playerId);

    /** What became of a refund. */
    sealed interface Refund {
        /**
         * He has it back, since now or before.
         *
         * @param amount what he had paid
         */
        record Refunded(long amount) implements Refund {}

        /** Why nothing went back, in the order in which they are looked for. */
        enum Refused implements Refund {
            /** The room has no escrow. */
            NOT_OPENED,
            /** It is not decided yet what becomes of the escrow. */
            UNDECIDED,
            /** He has paid nothing. */
            NO_ENTRY,
            /** The pot is fixed with his entry in it. */
            POT_FIXED
        }
    }

    /** Ends the refunds of an escrow that is paid: what is left is the pot, for good. */
    Pot fixPot(String roomId);

    /** What became of fixing the pot. */
    sealed interface Pot {
        /**
         * It is fixed, now or before.
         *
         * @param amount what there is to pay, 0 and more; exactly this must be paid, in parts
         */
        record Fixed(long amount) implements Pot {}

        /** Why there is no pot. */
        enum Refused implements Pot {
            /** The room has no escrow. */
            NOT_OPENED,
            /** It is not decided yet what becomes of the escrow. */
            UNDECIDED,
            /** The entries go back. */
            REFUNDED
        }
    }

    /**
     * Pays a part of the pot.
     *
     * @param step names the part: paid once for the room; 1 to 100 letters, digits, dashes and
     *     {@code #}
     * @param amount 1 to {@link dev.atrium.payout.Payouts#POT_MAX}
     */
    Payment pay(String roomId, String step, Beneficiary to, long amount);

    /** What became of a payment; refusals in the order in which they are looked for. */
    enum Payment {
        /** It is paid, now or before. */
        PAID,
        /** The room has no escrow. */
        NOT_OPENED,
        /** Another beneficiary or another amount was paid in this step, and that stays. */
        OTHER_PAYMENT,
        /** The pot is not fixed yet. */
        POT_NOT_FIXED,
        /** The entries go back. */
        REFUNDED,
        /** Less is left. */
        TOO_MUCH
    }

    /** The last step: the escrow is empty, and stays so. */
    Closing close(String roomId);

    /** What became of closing an escrow. */
    enum Closing {
        /** It is closed, now or before. */
        CLOSED,
        /** The room has no escrow. */
        NOT_OPENED,
        /** It is not decided what becomes of it, or the pot is not fixed. */
        UNDECIDED,
        /** Something is left in it. */
        NOT_EMPTY
    }

    /** What a player has, in the smallest unit; 0 if nothing is known of him. */
    long balance(String playerId);

    /**
     * Makes money for a player out of nothing: for the local stack and for scenarios.
     *
     * @param key names the grant: made once for a player; 1 to 100 letters, digits, dashes and
     *     {@code #}
     * @param amount 1 to {@link EscrowLimits#GRANT_MAX}
     */
    Grant grant(String playerId, String key, long amount);

    /** What became of a grant. */
    enum Grant {
        /** He has it, since now or before. */
        GRANTED,
        /** He was granted another amount under this key, and that stays. */
        OTHER_AMOUNT,
        /** There is no more to be had: so much was granted that sums could overflow. */
        EXHAUSTED
    }
}
