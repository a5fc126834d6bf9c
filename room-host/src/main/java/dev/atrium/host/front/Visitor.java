package dev.atrium.host.front;

import dev.atrium.host.connection.Connection;
import dev.atrium.host.input.BreachWindow;
import dev.atrium.host.input.InputBuckets;
import dev.atrium.host.input.InputPolicy;
import dev.atrium.host.room.Room;
import dev.atrium.host.room.Session;
import dev.atrium.message.Vocabulary;
import dev.atrium.signout.Eviction;
import dev.atrium.wire.CloseCode;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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
    private final long openedAtMs;
    private final InputPolicy policy;
    private final InputBuckets buckets;
    private final BreachWindow breaches;
    private final Object lock = new Object();
    private final Map<String, RoomSession> sessions = new HashMap<>();
    private final Set<RoomSession> arriving = new HashSet<>();
    private volatile @Nullable RoomSession compact;
    private long withoutRoomSinceNanos = System.nanoTime();
    private volatile @Nullable String enteredAs;
    private long pingedNanos = System.nanoTime();
    private int malformedInARow;

    /** Whether it is to some room. */
    private volatile boolean silent;

    Visitor(Connection connection, long openedAtMs, InputPolicy policy) {
        this.connection = connection;
        this.openedAtMs = openedAtMs;
        this.policy = policy;
        this.buckets = policy.ofConnection(System.nanoTime());
        this.breaches = policy.newWindow();
    }

    /** This connection in one room. */
    private final class RoomSession implements Session {
        private final String playerId;
        private final long issuedAtMs;
        private volatile @Nullable Seated seated;

        /** Under the lock: whether the room was told that it is silent. */
        private boolean silent;

        RoomSession(Arrivals.Aim aim) {
            this.playerId = aim.playerId();
            this.issuedAtMs = aim.issuedAtMs();
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
                RoomSession before = sessions.put(opener.roomId(), this);
                seated = seatedIn(opener, givenSeat, before);
                boolean free = compact == null || compact == before;
                if (free && connection.takesCompact() && opener.compactFrames().isPresent()) {
                    compact = this;
                }
            }
        }

        /** Who enters again goes on with what is left to him: else he could send without end. */
        private Seated seatedIn(Room room, int seat, @Nullable RoomSession before) {
            InputPolicy.GameInput input = policy.of(room.grant().game());
            Seated last = before == null ? null : before.seated;
            InputBuckets ofRoom =
                    last == null
                            ? new InputBuckets(input.rates(), System.nanoTime())
                            : last.buckets();
            return new Seated(room, seat, input.words(), ofRoom);
        }

        Optional<CloseCode> evictedBy(Map<String, Eviction> evictions) {
            return Optional.ofNullable(evictions.get(playerId))
                    .filter(eviction -> issuedAtMs <= eviction.beforeMs())
                    .map(Eviction::code);
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
                Seated left = seated;
                boolean was = left != null && sessions.remove(left.room().roomId(), this);
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

    /** Wall time at which it came to this host. */
    long openedAtMs() {
        return openedAtMs;
    }

    /** Why it is to be closed, if it is in a room, or on its way, by what one of these ended. */
    Optional<CloseCode> evictedBy(Map<String, Eviction> evictions) {
        synchronized (lock) {
            return Stream.concat(sessions.values().stream(), arriving.stream())
                    .flatMap(session -> session.evictedBy(evictions).stream())
                    .findFirst();
        }
    }

    /** For what it says to every room, and for all of it together. */
    InputBuckets buckets() {
        return buckets;
    }

    BreachWindow breaches() {
        return breaches;
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
    Optional<Session> arrive(Arrivals.Aim aim) {
        synchronized (lock) {
            boolean again = sessions.containsKey(aim.roomId());
            if (!again && sessions.size() + arriving.size() >= ROOMS_MAX) {
                return Optional.empty();
            }
            RoomSession session = new RoomSession(aim);
            arriving.add(session);
            return Optional.of(session);
        }
    }

    /** Rooms that it is in. */
    Collection<Room> rooms() {
        synchronized (lock) {
            return sessions.values().stream()
                    .map(session -> session.seated)
                    .filter(Objects::nonNull)
                    .map(Seated::room)
                    .toList();
        }
    }

    /**
     * A room that it is in.
     *
     * @param seat that it was given there
     * @param words what may be said there
     * @param buckets for each word, at its index
     */
    record Seated(Room room, int seat, Vocabulary words, InputBuckets buckets) {}

    /** In the room of that id, or the only one if none is named. */
    Optional<Seated> seated(Optional<String> roomId) {
        synchronized (lock) {
            if (roomId.isPresent()) {
                return seated(sessions.get(roomId.get()));
            }
            return sessions.size() == 1
                    ? seated(sessions.values().iterator().next())
                    : Optional.empty();
        }
    }

    private static Optional<Seated> seated(@Nullable RoomSession session) {
        return session == null ? Optional.empty() : Optional.ofNullable(session.seated);
    }

    /** Where its binary frames go: they name no room, to be short. */
    Optional<Seated> compactSeat() {
        return seated(compact);
    }

    /** Milliseconds for which it has been in no room, 0 while it is in one or on its way. */
    long withoutRoomMs() {
        synchronized (lock) {
            return sessions.isEmpty() && arriving.isEmpty()
                    ? (System.nanoTime() - withoutRoomSinceNanos) / 1_000_000
                    : 0;
        }
    }

    /**
     * The rooms in which its silence has just become too long.
     *
     * @param silentMs how long it has said nothing
     * @param mostMs borne with at most, whatever the room's game says
     */
    List<Room> fallsSilent(long silentMs, long mostMs) {
        List<Room> fallen = new ArrayList<>();
        synchronized (lock) {
            for (RoomSession session : sessions.values()) {
                Seated in = session.seated;
                if (in != null
                        && !session.silent
                        && silentMs > Math.min(mostMs, silenceMs(in.room()))) {
                    session.silent = true;
                    silent = true;
                    fallen.add(in.room());
                }
            }
        }
        return fallen;
    }

    private static int silenceMs(Room room) {
        return room.grant().game().info().heartbeat().silenceMs();
    }

    /** The rooms to which it was silent until now. Asked for every message. */
    List<Room> isHeard() {
        if (!silent) {
            return List.of();
        }
        List<Room> heard = new ArrayList<>();
        synchronized (lock) {
            silent = false;
            for (RoomSession session : sessions.values()) {
                Seated in = session.seated;
                if (in != null && session.silent) {
                    session.silent = false;
                    heard.add(in.room());
                }
            }
        }
        return heard;
    }
}
