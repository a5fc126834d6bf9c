package dev.atrium.host.room;

import dev.atrium.host.connection.Connection;
import dev.atrium.wire.CloseCode;

import java.util.Optional;

/**
 * One connection in one room. It is asked for at the front, and is the room's to give: the front
 * hands commands to a room only for sessions that the room has opened. Called on the room's thread;
 * never blocks.
 */
public interface Session {
    /** Through which it speaks; one connection may hold sessions in several rooms. */
    Connection connection();

    /** The room gave it that seat. */
    void opened(Room room, int seat);

    /** Whether views go to it in their compact form. */
    boolean isCompact();

    /**
     * The room refused it, or it has left, or was replaced, or the room has ended.
     *
     * @param why closes the connection too, if this was its last session; empty leaves it open
     */
    void closed(Optional<CloseCode> why);
}
