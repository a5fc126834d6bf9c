package dev.atrium.game;

/** Whether the one who has a seat can be reached. */
public enum Presence {
    /** Connected, or a bot. */
    HERE,
    /** Not connected; keeps the seat and may come back. */
    GONE,
    /** Gave the seat up; what he did stays. */
    LEFT
}
