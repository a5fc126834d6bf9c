package dev.atrium.host.input;

/** Counts what was refused of one action. Any thread; never blocks or throws. */
public interface BreachMeter {
    /** Counts nothing. */
    BreachMeter NONE = kind -> {};

    /** Which limit was broken. */
    enum Kind {
        /** Too many in too short a time. */
        RATE,
        /** Too long a message. */
        SIZE
    }

    /** A message was refused. */
    void breached(Kind kind);
}
