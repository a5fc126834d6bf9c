package dev.atrium.host.room;

import dev.atrium.host.connection.Connection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who looks at a room without a seat. Its thread's alone. */
final class RoomWatchers {
    /** The seat of who has none, as the front knows it. */
    static final int NO_SEAT = -1;

    private final int most;
    private final List<Watcher> all = new ArrayList<>();

    /**
     * None yet.
     *
     * @param most how many there may be
     */
    RoomWatchers(int most) {
        this.most = most;
    }

    /** One of them, with a stream of his own where views differ by seat. */
    static final class Watcher {
        private final String playerId;
        private final Session session;
        private long sequence;

        private Watcher(String playerId, Session session) {
            this.playerId = playerId;
            this.session = session;
        }

        Session session() {
            return session;
        }

        Connection connection() {
            return session.connection();
        }

        long nextSequence() {
            return ++sequence;
        }

        long sequence() {
            return sequence;
        }
    }

    boolean isFull() {
        return all.size() >= most;
    }

    Watcher add(String playerId, Session session) {
        Watcher watcher = new Watcher(playerId, session);
        all.add(watcher);
        return watcher;
    }

    List<Watcher> all() {
        return all;
    }

    /** That player, through whichever connection. */
    Optional<Watcher> of(String playerId) {
        return all.stream().filter(watcher -> watcher.playerId.equals(playerId)).findFirst();
    }

    Optional<Watcher> at(Connection connection) {
        for (Watcher watcher : all) {
            if (watcher.connection().equals(connection)) {
                return Optional.of(watcher);
            }
        }
        return Optional.empty();
    }

    /** Forgets who looked on through that connection, if anybody did. */
    Optional<Watcher> remove(Connection connection) {
        Optional<Watcher> gone = at(connection);
        gone.ifPresent(all::remove);
        return gone;
    }
}
