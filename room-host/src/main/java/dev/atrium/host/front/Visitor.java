package dev.atrium.host.front;

import dev.atrium.host.connection.Connection;
import dev.atrium.host.connection.InputLimit;
import dev.atrium.host.room.Room;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the front knows of one connection. Messages of a connection come one after the other; rooms
 * are added by the threads that open them.
 */
final class Visitor {
    /** Messages in a row that cannot be read; then it is closed. */
    static final int MALFORMED_MAX = 3;

    /** Rooms that one connection may be in. */
    static final int ROOMS_MAX = 8;

    private final Connection connection;
    private final InputLimit limit;
    private final ConcurrentHashMap<String, Room> rooms = new ConcurrentHashMap<>();
    private final long openedNanos = System.nanoTime();
    private volatile boolean everEntered;
    private int malformedInARow;

    Visitor(Connection connection, int speed) {
        this.connection = connection;
        this.limit = new InputLimit(speed, System.nanoTime());
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

    boolean mayEnterMore(String roomId) {
        return rooms.containsKey(roomId) || rooms.size() < ROOMS_MAX;
    }

    void entered(Room room) {
        rooms.put(room.roomId(), room);
        everEntered = true;
    }

    Collection<Room> rooms() {
        return List.copyOf(rooms.values());
    }

    /** The room of that id, or the only one if none is named. */
    Optional<Room> room(Optional<String> roomId) {
        if (roomId.isPresent()) {
            return Optional.ofNullable(rooms.get(roomId.get()));
        }
        List<Room> all = List.copyOf(rooms.values());
        return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
    }

    /** Milliseconds for which it has been open without entering anything, 0 once it entered. */
    long idleMs() {
        return everEntered ? 0 : (System.nanoTime() - openedNanos) / 1_000_000;
    }
}
