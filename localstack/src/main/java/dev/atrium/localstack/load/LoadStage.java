package dev.atrium.localstack.load;

import dev.atrium.identity.Ticket;
import dev.atrium.identity.Tokens;
import dev.atrium.localstack.host.HostProcess;
import dev.atrium.localstack.stage.RoomStage;
import dev.atrium.localstack.store.FreePort;
import dev.atrium.localstack.store.LocalRedis;
import dev.atrium.room.SeatPlan;
import dev.atrium.schema.HostRow;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A room host in a process of its own, as on a server, with its stores; rooms are placed on it as
 * matchmaking would. For one thread.
 */
public final class LoadStage implements AutoCloseable {
    private static final String TABLE_PREFIX = "load-";

    private final Wanted wanted;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final RoomStage rooms;
    private final LocalRedis localRedis;
    private final HostProcess host;
    private final int port;
    private final int operatorPort;

    /**
     * What is to be started.
     *
     * @param folder for keys, logs and the archive; is made
     * @param jvmFlags of the host
     * @param program that is the host
     * @param environment of the host, beside what it must have here
     */
    public record Wanted(
            Path folder,
            List<String> jvmFlags,
            HostProcess.Program program,
            Map<String, String> environment) {
        /** With the room host as the build leaves it. */
        public static Wanted ofBuild(
                Path folder, List<String> jvmFlags, Map<String, String> environment) {
            return new Wanted(folder, jvmFlags, HostProcess.Program.ofBuild(), environment);
        }
    }

    /**
     * A place in a room.
     *
     * @param roomId which room
     * @param seat which seat
     * @param ticket opens it
     */
    public record Place(String roomId, int seat, String ticket) {
        @Override
        public String toString() {
            return "Place[roomId=%s, seat=%d, ticket hidden]".formatted(roomId, seat);
        }
    }

    private LoadStage(Wanted wanted) throws IOException {
        this.wanted = wanted;
        Files.createDirectories(wanted.folder());
        this.localRedis = LocalRedis.start(wanted.folder());
        running.push(localRedis);
        try {
            this.rooms = new RoomStage(wanted.folder(), TABLE_PREFIX);
            running.push(rooms);
            this.port = FreePort.find();
            this.operatorPort = FreePort.find();
            this.host = startHost();
            running.push(host);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Starts all of it; returns once the host takes rooms. */
    public static LoadStage start(Wanted wanted) throws IOException, InterruptedException {
        LoadStage stage = new LoadStage(wanted);
        try {
            stage.host.awaitReady();
            stage.rooms.awaitHost(row -> true);
            return stage;
        } catch (IOException | InterruptedException | RuntimeException e) {
            stage.close();
            throw e;
        }
    }

    private HostProcess startHost() throws IOException {
        Map<String, String> own = new HashMap<>();
        own.put("ATRIUM_DIRECT_URL", "ws://localhost:" + port + "/play");
        own.put("ATRIUM_INTERNAL_URL", "http://127.0.0.1:" + port);
        own.put("ATRIUM_REDIS_URI", redis().toString());
        own.put("ATRIUM_OPERATOR_PORT", Integer.toString(operatorPort));
        own.put("ATRIUM_CONNECTIONS", "100000");
        // At the end nobody is left whose match must be played to its end.
        own.put("ATRIUM_DRAIN_MS", "0");
        own.putAll(wanted.environment());
        return HostProcess.start(
                wanted.jvmFlags(),
                port,
                wanted.program(),
                rooms.environment(own),
                wanted.folder().resolve("room-host.log"));
    }

    /** How many rooms the host had when it last renewed its lease, half a second ago at most. */
    int roomsOnHost() {
        return rooms.host(row -> true).map(HostRow::rooms).orElse(0);
    }

    /** The host's process id. */
    public long hostPid() {
        return host.pid();
    }

    /** The port of its sockets. */
    public int hostPort() {
        return port;
    }

    /** Where it tells Prometheus how it fares. */
    public URI metrics() {
        return URI.create("http://127.0.0.1:" + operatorPort + "/metrics");
    }

    /** Redis's process id. */
    public long redisPid() throws IOException {
        return localRedis.pid();
    }

    /** The stores and keys behind it, to place rooms of other kinds. */
    public RoomStage rooms() {
        return rooms;
    }

    /** Where Redis answers. */
    URI redis() {
        return localRedis.uri();
    }

    /**
     * Who sits in a room.
     *
     * @param people who get a ticket
     * @param houseBots who play by themselves
     * @param absent people who get none: the room waits for them as long as it waits
     */
    public record Seating(int people, int houseBots, int absent) {}

    /**
     * Places rooms on the host.
     *
     * @return the places of people, room by room
     */
    public List<Place> place(String game, int count, Seating seating) throws IOException {
        Tokens tokens = rooms.tokens();
        String owner = rooms.awaitHost(row -> true).hostId();
        List<SeatPlan> seats = seats(seating);
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String roomId = rooms.place(game, owner, seats);
            for (int seat = 0; seat < seating.people(); seat++) {
                Ticket ticket = new Ticket(roomId, "load-" + seat, Optional.of(seat));
                places.add(new Place(roomId, seat, tokens.issueTicket(ticket).token()));
            }
        }
        return places;
    }

    private static List<SeatPlan> seats(Seating seating) {
        String nonceHash = RoomStage.nonceHash();
        List<SeatPlan> seats = new ArrayList<>();
        int all = seating.people() + seating.houseBots() + seating.absent();
        for (int seat = 0; seat < all; seat++) {
            boolean bot = seat >= seating.people() && seat < all - seating.absent();
            seats.add(
                    new SeatPlan(
                            seat,
                            "load-" + seat,
                            "Load " + seat,
                            "fox",
                            bot,
                            new TreeMap<>(),
                            bot ? "" : nonceHash));
        }
        return seats;
    }

    /** Ends what was started, the last first. */
    @Override
    public void close() {
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("a part of the stage does not end", e);
            }
        }
    }
}
