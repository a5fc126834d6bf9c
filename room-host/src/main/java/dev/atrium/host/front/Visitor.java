package dev.atrium.host.front;

import dev.atrium.host.connection.Connection;
import dev.atrium.host.connection.InputLimit;
import dev.atrium.host.room.Room;
import dev.atrium.host.room.Session;
import dev.atrium.wire.CloseCode;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What the front knows of one connection. Messages of a connection come one after the other;
 * sessions are opened and closed by the threads of their rooms.
 */
final class Visitor {
    /** Messages in a row that cannot be read; then it is closed. */
    static final int MALFORMED_MAX = 3;

    /** Rooms that one connection may be in, or on its way into. */
    static final int ROOMS_MAX = 8;

    private final Connection connection;
    private final InputLimit limit;
    private final Object lock = new Object();
    private final Map<String, RoomSession> sessions = new HashMap<>();
    private final Set<RoomSession> arriving = new HashSet<>();
    private volatile @Nullable RoomSession compact;
    private long withoutRoomSinceNanos = System.nanoTime();
    private volatile @Nullable String enteredAs;
    private long pingedNanos = System.nanoTime();
    private int malformedInARow;
    private volatile boolean silent;

    Visitor(Connection connection, int speed) {
        this.connection = connection;
        this.limit = new InputLimit(speed, System.nanoTime());
    }

    /** This connection in one room. */
    private final class RoomSession implements Session {
        private @Nullable Room room;
        private final String playerId;
        private int seat;

        RoomSession(String playerId) {
            this.playerId = playerId;
        }

        @Override
        public Connection connection() {
            return connection;
        }

        @Override
        public void opened(Room opener, int givenSeat) {
            enteredAs = playerId;
            synchronized (lock) {
                arriving.remove(this);
                room = opener;
                seat = givenSeat;
                RoomSession before = sessions.put(opener.roomId(), this);
                boolean free = compact == null || compact == before;
                if (free && connection.takesCompact() && opener.compactFrames().isPresent()) {
                    compact = this;
                }
            }
        }

        @Override
        public boolean isCompact() {
            return compact == this;
        }

        @Override
        public void closed(Optional<CloseCode> why) {
            boolean last;
            synchronized (lock) {
                arriving.remove(this);
                Room left = room;
                boolean was = left != null && sessions.remove(left.roomId(), this);
                if (compact == this) {
                    compact = null;
                }
                last = was && sessions.isEmpty() && arriving.isEmpty();
                if (last) {
                    withoutRoomSinceNanos = System.nanoTime();
                }
            }
            if (last && why.isPresent()) {
                connection.close(why.get());
            }
        }
    }

    Connection connection() {
        return connection;
    }

    InputLimit limit() {
        return limit;
    }

    /** True when it was one too many. */
    boolean malformed() {
        malformedInARow++;
        return malformedInARow >= MALFORMED_MAX;
    }

    void wellFormed() {
        malformedInARow = 0;
    }

    /**
     * Who it is: as the gateway says, or as a room took it in. A ticket alone tells nothing, for
     * whoever has stolen one could misbehave in its player's name.
     */
    Optional<String> playerId() {
        return connection.playerId().or(() -> Optional.ofNullable(enteredAs));
    }

    /** Whether it is to be pinged now; then the time runs anew. */
    boolean pingDue(long everyMs) {
        long now = System.nanoTime();
        boolean due = everyMs > 0 && now - pingedNanos >= everyMs * 1_000_000;
        if (due) {
            pingedNanos = now;
        }
        return due;
    }

    /** A session for that room to open or close; empty if there are too many. */
    Optional<Session> arrive(String roomId, String playerId) {
        synchronized (lock) {
            boolean again = sessions.containsKey(roomId);
            if (!again && sessions.size() + arriving.size() >= ROOMS_MAX) {
                return Optional.empty();
            }
            RoomSession session = new RoomSession(playerId);
            arriving.add(session);
            return Optional.of(session);
        }
    }

    /** Rooms that it is in. */
    Collection<Room> rooms() {
        synchronized (lock) {
            return sessions.values().stream()
                    .map(session -> session.room)
                    .filter(Objects::nonNull)
                    .toList();
        }
    }

    /** The room of that id, or the only one if none is named. */
    Optional<Room> room(Optional<String> roomId) {
        synchronized (lock) {
            if (roomId.isPresent()) {
                return Optional.ofNullable(sessions.get(roomId.get())).map(session -> session.room);
            }
            List<RoomSession> all = List.copyOf(sessions.values());
            return all.size() == 1 ? Optional.ofNullable(all.getFirst().room) : Optional.empty();
        }
    }

    /**
     * The room of its binary frames, and its seat there.
     *
     * @param room that it entered first of those that speak so
     */
    record CompactSeat(Room room, int seat) {}

    /** Where its binary frames go: they name no room, to be short. */
    Optional<CompactSeat> compactSeat() {
        synchronized (lock) {
            RoomSession session = compact;
            Room room = session == null ? null : session.room;
            return session == null || room == null
                    ? Optional.empty()
                    : Optional.of(new CompactSeat(room, session.seat));
        }
    }

    /** Milliseconds for which it has been in no room, 0 while it is in one or on its way. */
    long withoutRoomMs() {
        synchronized (lock) {
            return sessions.isEmpty() && arriving.isEmpty()
                    ? (System.nanoTime() - withoutRoomSinceNanos) / 1_000_000
                    : 0;
        }
    }

    boolean silent() {
        return silent;
    }

    void silent(boolean now) {
        silent = now;
    }
}
