package dev.atrium.host.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Connections for which a room has queued something: they are flushed together, with one task for
 * each event loop, since waking a loop costs more than what it then writes to one socket. The
 * room's thread alone.
 */
public final class FlushRound {
    private final List<Group> groups = new ArrayList<>();

    private static final class Group {
        final Executor executor;
        List<Connection> connections = new ArrayList<>();

        Group(Executor executor) {
            this.executor = executor;
        }
    }

    /** That connection has something to flush. */
    public void add(Connection connection) {
        Executor executor = connection.executor();
        for (Group group : groups) {
            if (group.executor.equals(executor)) {
                group.connections.add(connection);
                return;
            }
        }
        Group group = new Group(executor);
        group.connections.add(connection);
        groups.add(group);
    }

    /** Flushes all that were added. */
    public void flush() {
        for (Group group : groups) {
            if (!group.connections.isEmpty()) {
                List<Connection> connections = group.connections;
                group.connections = new ArrayList<>(connections.size());
                group.executor.execute(() -> connections.forEach(Connection::flush));
            }
        }
    }
}
