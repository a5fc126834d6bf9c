package dev.atrium.functions.settle;

/** What became of a step of settlement. */
enum Booking {
    /** It is done, now or before. */
    DONE,
    /** There is no such player any more; nothing was booked. */
    NO_SUCH_PLAYER,
    /** The outcome was refused in the meantime; nothing was booked. */
    REFUSED
}
