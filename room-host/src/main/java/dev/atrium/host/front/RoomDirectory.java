package dev.atrium.host.front;

import dev.atrium.host.loop.TickLoop;
import dev.atrium.host.room.Room;
import dev.atrium.host.room.RoomGrant;
import dev.atrium.host.room.RoomLifecycle;
import dev.atrium.host.room.RoomServices;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** The rooms of this host, by id. Thread-safe; bounded by the host's capacity. */
public final class RoomDirectory {
    /** Making a room void is tried about as long. */
    private static final long GONE_NANOS = 60_000_000_000L;

    private final ConcurrentHashMap<String, Room> rooms = new ConcurrentHashMap<>();
    private final List<TickLoop> loops;
    private final RoomServices services;
    private final int capacity;
    private final Departures departures;

    /**
     * Rooms that went lately while their rows were being made void, by id, and when; bounded by
     * what a host can open in that time.
     */
    private final ConcurrentHashMap<String, Gone> gone = new ConcurrentHashMap<>();

    /** Places of rooms that are being opened. */
    private final AtomicInteger reserved = new AtomicInteger();

    private final AtomicInteger nextLoop = new AtomicInteger();

    /**
     * A directory without rooms.
     *
     * @param loops that run them, in turn
     * @param capacity rooms at most
     */
    public RoomDirectory(List<TickLoop> loops, RoomServices services, int capacity) {
        this.loops = List.copyOf(loops);
        this.services = services;
        this.capacity = capacity;
        this.departures = new Departures(services.clock());
    }

    /** That room, if it is here. */
    public Optional<Room> find(String roomId) {
        return Optional.ofNullable(rooms.get(roomId));
    }

    /** Keeps a place for one more, until it is {@link #release released}; false if it is full. */
    boolean reserve() {
        if (rooms.size() + reserved.incrementAndGet() <= capacity) {
            return true;
        }
        reserved.decrementAndGet();
        return false;
    }

    /** The place is taken, or not needed any more. */
    void release() {
        reserved.decrementAndGet();
    }

    /** How many there are. */
    public int size() {
        return rooms.size();
    }

    /** All of them. */
    public Collection<Room> all() {
        return List.copyOf(rooms.values());
    }

    /** How many there are in that phase of their life. */
    public int countIn(RoomLifecycle phase) {
        int count = 0;
        for (Room room : rooms.values()) {
            count += room.pulse().phase() == phase ? 1 : 0;
        }
        return count;
    }

    /** How many players are connected to rooms. */
    public int players() {
        int count = 0;
        for (Room room : rooms.values()) {
            count += room.pulse().players();
        }
        return count;
    }

    /** How many players are connected to rooms in that phase of their life. */
    public int playersIn(RoomLifecycle phase) {
        int count = 0;
        for (Room room : rooms.values()) {
            count += room.pulse().phase() == phase ? room.pulse().players() : 0;
        }
        return count;
    }

    /** Puts a room that this host has come to own on a loop. */
    public Room open(RoomGrant grant) {
        TickLoop loop = loops.get(Math.floorMod(nextLoop.getAndIncrement(), loops.size()));
        return open(grant, loop, () -> {});
    }

    /**
     * Puts a room on a loop of its own.
     *
     * @param onGone told once, on that loop, when it has gone
     */
    Room open(RoomGrant grant, TickLoop loop, Runnable onGone) {
        Room room =
                Room.open(
                        grant,
                        services,
                        loop,
                        gone -> {
                            gone(gone);
                            onGone.run();
                        });
        rooms.put(grant.roomId(), room);
        room.begin();
        return room;
    }

    /** A room whose loop stands still is not here any more, though it may find out later. */
    void abandon(Room room) {
        rooms.remove(room.roomId(), room);
        departures.noted();
    }

    private record Gone(long epoch, long sinceNanos) {}

    /**
     * Whether that room was here until lately and is being made void: its row may not tell so yet.
     *
     * @param epoch under which it was owned
     */
    public boolean hasJustGone(String roomId, long epoch) {
        Gone room = gone.get(roomId);
        return room != null
                && room.epoch() == epoch
                && services.clock().nanoTime() - room.sinceNanos() < GONE_NANOS;
    }

    private void gone(Room room) {
        long now = services.clock().nanoTime();
        gone.values().removeIf(other -> now - other.sinceNanos() >= GONE_NANOS);
        if (room.isBeingVoided()) {
            gone.put(room.roomId(), new Gone(room.grant().epoch(), now));
        }
        rooms.remove(room.roomId(), room);
        departures.noted();
    }

    /** Waits until that holds, at most that long; looked at again whenever a room has gone. */
    public void await(BooleanSupplier wanted, long timeoutMs) throws InterruptedException {
        departures.await(wanted, timeoutMs);
    }

    /** Waits until there is none, at most that long. */
    public void awaitEmpty(long timeoutMs) throws InterruptedException {
        departures.await(rooms::isEmpty, timeoutMs);
    }
}
