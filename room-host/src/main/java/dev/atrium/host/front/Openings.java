package dev.atrium.host.front;

/** Whether this host may open rooms now, and what is noted about it. Any thread. */
@FunctionalInterface
public interface Openings {
    /** Why a room that was placed here is not opened. */
    enum Refusal {
        /** It has as many rooms as it takes. */
        FULL,
        /** It sheds load. */
        OVERLOADED
    }

    /** Whether the host's lease is valid and it is not leaving: else it takes no ticket. */
    boolean mayAct();

    /** Whether its lease is valid, also while it is leaving: what it took it may still run. */
    default boolean holdsLease() {
        return mayAct();
    }

    /** Whether it takes rooms beside those that it has. */
    default boolean takesNewRooms() {
        return true;
    }

    /** A room was opened, which took so long. */
    default void opened(long nanos) {}

    /** A room was made void since loops stood still inside it: an alarm should follow. */
    default void quarantined() {}

    /**
     * A room of another host goes on here.
     *
     * @param dead whether that host is; else it gave the room away
     */
    default void tookOver(boolean dead) {}

    /** A room was refused. */
    default void refused(Refusal why) {}
}
