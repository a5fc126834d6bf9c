package dev.atrium.host.room;

import dev.atrium.host.connection.Connection;
import dev.atrium.host.connection.FlushRound;
import dev.atrium.host.connection.Showing;
import dev.atrium.wire.CloseCode;

import java.util.Optional;

/**
 * Through which everything leaves that a room says: at the end of the room's run, or, from a strict
 * room, once what it was computed from is stored. In its order, always. The room's thread alone.
 */
sealed interface Outlet permits Outlet.AtOnce, HeldOutlet {
    /** That connection is told something. */
    void add(Connection connection, byte[] utf8);

    /** That connection is shown a view. */
    void addView(Connection connection, Showing showing, boolean compact);

    /** A session ends, once its connection was told all that was said before. */
    void close(Session session, CloseCode code);

    /** Has something done outside that is not a matter of connections, in its turn. */
    void run(Runnable errand);

    /** Lets all leave that may. */
    void flush();

    /**
     * More of the journal is stored: what waited for that is ready to leave with the next flush.
     */
    default void release() {}

    /** From now on what is said waits for that journal. */
    default void follow(HeldOutlet.Journal journal) {}

    /** The room is not ours any more, or is void: what waits must never leave. */
    default void abandon() {}

    /** Whether views wait: a newer one would only wait behind them. */
    default boolean holdsViews() {
        return false;
    }

    /** Whether so much waits that the room must bring about no more. */
    default boolean isFull() {
        return false;
    }

    /** Of relaxed rooms: nothing waits. */
    final class AtOnce implements Outlet {
        private final FlushRound round = new FlushRound();

        @Override
        public void add(Connection connection, byte[] utf8) {
            round.add(connection, utf8);
        }

        @Override
        public void addView(Connection connection, Showing showing, boolean compact) {
            round.addView(connection, showing, compact);
        }

        @Override
        public void close(Session session, CloseCode code) {
            round.flush();
            session.closed(Optional.of(code));
        }

        @Override
        public void run(Runnable errand) {
            errand.run();
        }

        @Override
        public void flush() {
            round.flush();
        }
    }
}
