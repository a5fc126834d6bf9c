package dev.atrium.match;

/** The life of a siege before its room plays. */
public enum SiegeStatus {
    /** Takes registrations and cancellations. */
    OPEN,
    /** Its time has come: who is registered stays so while it is found out whether it starts. */
    STARTING,
    /** Its room is placed; who comes late may still enter for a while. */
    STARTED,
    /** It does not take place, and all entries go back. */
    CANCELLED
}
