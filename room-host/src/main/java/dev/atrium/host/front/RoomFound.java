package dev.atrium.host.front;

import dev.atrium.host.room.Room;
import dev.atrium.schema.HostRow;

/** Where a room is. */
public sealed interface RoomFound {
    /** On this host. */
    record Here(Room room) implements RoomFound {}

    /**
     * On another host.
     *
     * @param host its row
     * @param epoch under which it owns the room
     */
    record Elsewhere(HostRow host, long epoch) implements RoomFound {}

    /** Placed on this host, and nobody has entered yet. */
    record NotOpen() implements RoomFound {}

    /** There is none of that id. */
    record Unknown() implements RoomFound {}

    /** It has ended. */
    record Over() implements RoomFound {}

    /** Not now. */
    record Unavailable() implements RoomFound {}
}
