package dev.atrium.escrow;

/** What is done with an escrow; decided once and for good. */
public enum Disposal {
    /** The pot is paid out by the match's outcome. */
    PAID,
    /** Each entry goes back to who paid it: the match was cancelled, or is void. */
    REFUNDED
}
