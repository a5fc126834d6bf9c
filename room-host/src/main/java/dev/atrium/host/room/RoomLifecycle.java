package dev.atrium.host.room;

/** The life of a room on its host; it only goes forward. */
public enum RoomLifecycle {
    /** Owned; waits for the players of the match to enter. */
    GATHERING,
    /** The machine runs. */
    PLAYING,
    /** Stands still, until another host has it or none wants it. */
    MOVING,
    /** The play is over; journal, archive and outcome are being stored. */
    ENDING,
    /** Over, told to all; stays a while for those who come late. */
    OVER,
    /** Out of the directory; answers those who found it just before. */
    GONE
}
