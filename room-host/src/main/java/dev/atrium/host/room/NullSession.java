package dev.atrium.host.room;

import dev.atrium.host.connection.Connection;
import dev.atrium.host.connection.NullConnection;
import dev.atrium.wire.CloseCode;

import java.util.Optional;

/**
 * A session with nobody at its other end, which is its own connection. For rooms that are played
 * without players; what they are told is seen by overriding.
 */
public class NullSession extends NullConnection implements Session {
    /**
     * A session over a connection that is open for good.
     *
     * @param id what {@link #id} says
     */
    public NullSession(String id) {
        super(id);
    }

    @Override
    public Connection connection() {
        return this;
    }

    @Override
    public void opened(Room room, int seat) {}

    @Override
    public boolean isCompact() {
        return false;
    }

    @Override
    public void closed(Optional<CloseCode> why) {}
}
