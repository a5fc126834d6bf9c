package dev.atrium.escrow;

import java.util.Optional;

/**
 * The life of an escrow. It goes {@code OPEN}, {@code SETTLING}, {@code PAYING}, {@code PAID}, or
 * {@code OPEN}, {@code REFUNDING}, {@code REFUNDED}, and never back.
 */
public enum EscrowState {
    /** Takes entries, and gives them back to who withdraws; nothing else leaves it. */
    OPEN,
    /**
     * To be paid out, and takes no more entries. Entries of those who had no part in the match may
     * go back; nothing is paid yet.
     */
    SETTLING,
    /** The pot is fixed: what was left. It is paid in steps, and no entry goes back any more. */
    PAYING,
    /** Paid out, and empty for good. */
    PAID,
    /** Each entry goes back, in steps. */
    REFUNDING,
    /** Given back, and empty for good. */
    REFUNDED;

    /** The state that a decision leads to, from {@link #OPEN}. */
    public static EscrowState decided(Disposal disposal) {
        return switch (disposal) {
            case PAID -> SETTLING;
            case REFUNDED -> REFUNDING;
        };
    }

    /** What was decided, if it was. */
    public Optional<Disposal> disposal() {
        return switch (this) {
            case OPEN -> Optional.empty();
            case SETTLING, PAYING, PAID -> Optional.of(Disposal.PAID);
            case REFUNDING, REFUNDED -> Optional.of(Disposal.REFUNDED);
        };
    }

    /** The state that closing leads to, if it can be closed once it is empty. */
    public Optional<EscrowState> closed() {
        return switch (this) {
            case PAYING -> Optional.of(PAID);
            case REFUNDING -> Optional.of(REFUNDED);
            case OPEN, SETTLING, PAID, REFUNDED -> Optional.empty();
        };
    }

    /** Whether entries may go back now. */
    public boolean refunds() {
        return this == SETTLING || this == REFUNDING;
    }
}
