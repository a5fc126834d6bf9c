package dev.atrium.host.room;

/**
 * What all rooms of one game on one loop measure together. Called on that loop's thread alone, ten
 * thousand times a second: no call may block, allocate or throw.
 */
public interface RoomMeter {
    /** Measures nothing. */
    RoomMeter NONE = new RoomMeter() {};

    /**
     * A room ran.
     *
     * @param lateNanos after it was due
     * @param tookNanos the run itself
     * @param overrunNanos by how much it took longer than a tick lasts; 0 if it did not
     */
    default void ran(long lateNanos, long tookNanos, long overrunNanos) {}

    /** A room's clock was set back by that much. */
    default void slipped(long nanos) {}

    /** A machine went on by so many ticks. */
    default void stepped(long ticks) {}

    /** A command was applied, or refused by the rules, so long after it came to the host. */
    default void decided(long waitedNanos) {}

    /**
     * The answer of a strict room to a command left, stored, so long after the command came to the
     * host; so did what the command brought about.
     */
    default void answered(long waitedNanos) {}

    /** A round of views went out. */
    default void shown() {}

    /** How large a room's state is, in the form of its snapshot. */
    default void stateBytes(int bytes) {}

    /** What a room had of its journal in the archive went from the store, or could not yet. */
    default void trimmed(boolean done) {}

    /** A room's play began. */
    default void started() {}

    /** A room's outcome is stored; its play lasted that long. */
    default void finished(long nanos) {}

    /**
     * A room ended without an outcome.
     *
     * @param reason a code, one of a few
     */
    default void voided(String reason) {}
}
