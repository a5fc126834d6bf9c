package dev.atrium.host.connection;

import dev.atrium.wire.CloseCode;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a room tells its connections in one run: it leaves in its order, with one task for each
 * event loop, since waking a loop costs more than what it then writes to one socket. The room's
 * thread alone.
 */
public final class FlushRound {
    /**
     * Rounds that may wait for one event loop, some seconds of a fast game. A loop that does not
     * come to them for so long serves nobody: its connections are closed and may come back.
     */
    static final int WAITING_MAX = 512;

    private final List<Group> groups = new ArrayList<>();
    private @Nullable View lastView;

    /** What waits for the next flush to one event loop. */
    private static final class Group {
        final Executor executor;
        final AtomicInteger waiting = new AtomicInteger();
        Steps steps;

        Group(Executor executor) {
            this.executor = executor;
            this.steps = new Steps(waiting);
        }
    }

    /** A message or a view for each connection, in order; made on the event loop. */
    private static final class Steps implements Runnable {
        final AtomicInteger waiting;
        final List<Connection> connections = new ArrayList<>();
        final List<Object> items = new ArrayList<>();

        Steps(AtomicInteger waiting) {
            this.waiting = waiting;
        }

        void add(Connection connection, Object item) {
            connections.add(connection);
            items.add(item);
        }

        @Override
        public void run() {
            waiting.decrementAndGet();
            for (int i = 0; i < items.size(); i++) {
                switch (items.get(i)) {
                    case View view -> connections.get(i).writeView(view.showing(), view.compact());
                    case Object message -> connections.get(i).write((byte[]) message);
                }
            }
            for (Connection connection : connections) {
                connection.flush();
            }
        }
    }

    private record View(Showing showing, boolean compact) {}

    /** That connection is told something. */
    public void add(Connection connection, byte[] utf8) {
        group(connection).steps.add(connection, utf8);
    }

    /**
     * That connection is shown a view.
     *
     * @param compact in which form
     */
    public void addView(Connection connection, Showing showing, boolean compact) {
        View view = lastView;
        if (view == null || !view.showing().equals(showing) || view.compact() != compact) {
            view = new View(showing, compact);
            lastView = view;
        }
        group(connection).steps.add(connection, view);
    }

    private Group group(Connection connection) {
        Executor executor = connection.executor();
        for (Group group : groups) {
            if (group.executor.equals(executor)) {
                return group;
            }
        }
        Group group = new Group(executor);
        groups.add(group);
        return group;
    }

    /** Lets all leave that was added. */
    public void flush() {
        lastView = null;
        for (Group group : groups) {
            Steps steps = group.steps;
            if (steps.items.isEmpty()) {
                continue;
            }
            group.steps = new Steps(group.waiting);
            if (group.waiting.incrementAndGet() > WAITING_MAX) {
                group.waiting.decrementAndGet();
                steps.connections.forEach(connection -> connection.close(CloseCode.TOO_SLOW));
            } else {
                group.executor.execute(steps);
            }
        }
    }
}
