package dev.atrium.functions.placement;

import dev.atrium.functions.edge.Stores;
import dev.atrium.schema.HostRow;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.Tables;

import java.util.Optional;

/** Rooms that were placed, as their rows stand. Blocking and thread-safe. */
public final class PlacedRooms {
    private final Stores stores;

    /** Those of these stores. */
    public PlacedRooms(Stores stores) {
        this.stores = stores;
    }

    /** The room of that id. */
    public Optional<RoomRow> find(String roomId) {
        return stores.find(Tables.ROOMS, roomId);
    }

    /** The WebSocket address of its host; empty if that is not there any more. */
    public String direct(RoomRow room) {
        return stores.find(Tables.HOSTS, room.owner()).map(HostRow::directUrl).orElse("");
    }
}
