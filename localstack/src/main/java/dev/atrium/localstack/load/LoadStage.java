package dev.atrium.localstack.load;

import com.fasterxml.jackson.core.JsonProcessingException;

import dev.atrium.catalog.Games;
import dev.atrium.game.GameInfo;
import dev.atrium.identity.KeyFolder;
import dev.atrium.identity.Ticket;
import dev.atrium.identity.Tokens;
import dev.atrium.localstack.api.LocalAws;
import dev.atrium.localstack.host.HostProcess;
import dev.atrium.localstack.store.FreePort;
import dev.atrium.localstack.store.LocalDynamo;
import dev.atrium.localstack.store.LocalRedis;
import dev.atrium.room.RoomId;
import dev.atrium.room.SeatPlan;
import dev.atrium.schema.HostRow;
import dev.atrium.schema.Tables;
import dev.atrium.state.StateHash;
import dev.atrium.wire.Json;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A room host in a process of its own, as on a server, with its stores; rooms are placed on it as
 * matchmaking would. For one thread.
 */
final class LoadStage implements AutoCloseable {
    /** The nonce that all seats enter with. */
    static final String NONCE = "00".repeat(32);

    private static final String TABLE_PREFIX = "load-";
    private static final long LEASE_TIMEOUT_S = 30;
    private static final long POLL_MS = 50;

    private final Wanted wanted;
    private final LocalAws aws;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final DynamoDbEnhancedClient client;
    private final URI redis;
    private final HostProcess host;
    private final int port;
    private final int operatorPort;

    /**
     * What is to be started.
     *
     * @param folder for keys, logs and the archive; is made
     * @param jvmFlags of the host
     * @param environment of the host, beside what it must have here
     */
    record Wanted(Path folder, List<String> jvmFlags, Map<String, String> environment) {}

    /**
     * A place in a room.
     *
     * @param roomId which room
     * @param seat which seat
     * @param ticket opens it
     */
    record Place(String roomId, int seat, String ticket) {
        @Override
        public String toString() {
            return "Place[roomId=%s, seat=%d, ticket hidden]".formatted(roomId, seat);
        }
    }

    private LoadStage(Wanted wanted) throws IOException {
        this.wanted = wanted;
        Files.createDirectories(wanted.folder());
        int dynamoPort = FreePort.find();
        this.aws = new LocalAws(LocalDynamo.uri(dynamoPort));
        LocalRedis localRedis = LocalRedis.start(wanted.folder());
        running.push(localRedis);
        this.redis = localRedis.uri();
        try {
            running.push(LocalDynamo.start(dynamoPort, Optional.empty()));
            LocalDynamo.createTables(aws.dynamoDb(), TABLE_PREFIX);
            this.client = DynamoDbEnhancedClient.builder().dynamoDbClient(aws.dynamoDb()).build();
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
    static LoadStage start(Wanted wanted) throws IOException, InterruptedException {
        LoadStage stage = new LoadStage(wanted);
        try {
            stage.host.awaitReady();
            stage.awaitLease();
            return stage;
        } catch (IOException | InterruptedException | RuntimeException e) {
            stage.close();
            throw e;
        }
    }

    private HostProcess startHost() throws IOException {
        Map<String, String> environment = new HashMap<>(aws.environment());
        environment.put("ATRIUM_DIRECT_URL", "ws://localhost:" + port + "/play");
        environment.put("ATRIUM_INTERNAL_URL", "http://127.0.0.1:" + port);
        environment.put("ATRIUM_TABLE_PREFIX", TABLE_PREFIX);
        environment.put("ATRIUM_REDIS_URI", redis.toString());
        environment.put("ATRIUM_ARCHIVE", wanted.folder().resolve("archive").toString());
        environment.put("ATRIUM_KEYS", wanted.folder().resolve("keys").toString());
        environment.put("ATRIUM_GATEWAY_KEY", "nobody-comes-through-it");
        environment.put("ATRIUM_OPERATOR_PORT", Integer.toString(operatorPort));
        // How far the loops go is what is asked: a host that sheds load would not show it.
        environment.put("ATRIUM_SHED_LOAD", "0");
        // All players of a load run come from one address.
        environment.put("ATRIUM_ADDRESS_NEW_PER_MINUTE", "1000000");
        environment.put("ATRIUM_ADDRESS_OPEN", "1000000");
        environment.put("ATRIUM_CONNECTIONS", "100000");
        environment.putAll(wanted.environment());
        Path home = Path.of(System.getProperty("atrium.home", "."));
        Path target = home.resolve("room-host/target");
        return HostProcess.start(
                wanted.jvmFlags(),
                port,
                target.resolve("room-host-0.1.0.jar") + ":" + target.resolve("lib/*"),
                environment,
                wanted.folder().resolve("room-host.log"));
    }

    private HostRow awaitLease() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LEASE_TIMEOUT_S);
        while (System.nanoTime() < end) {
            Optional<HostRow> row = hostRow();
            if (row.isPresent()) {
                return row.get();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MS));
        }
        throw new IllegalStateException("the room host takes no lease; see its log");
    }

    private Optional<HostRow> hostRow() {
        return Tables.HOSTS.in(client, TABLE_PREFIX).scan().items().stream().findFirst();
    }

    /** How many rooms the host had when it last renewed its lease, half a second ago at most. */
    int roomsOnHost() {
        return hostRow().map(HostRow::rooms).orElse(0);
    }

    /** The host's process id. */
    long hostPid() {
        return host.pid();
    }

    /** The port of its sockets. */
    int hostPort() {
        return port;
    }

    /** Where it tells Prometheus how it fares. */
    URI metrics() {
        return URI.create("http://127.0.0.1:" + operatorPort + "/metrics");
    }

    /** Where Redis answers. */
    URI redis() {
        return redis;
    }

    /**
     * Who sits in a room.
     *
     * @param people who get a ticket
     * @param houseBots who play by themselves
     * @param absent people who get none: the room waits for them as long as it waits
     */
    record Seating(int people, int houseBots, int absent) {}

    /**
     * Places rooms on the host.
     *
     * @return the places of people, room by room
     */
    List<Place> place(String game, int rooms, Seating seating) throws IOException {
        Tokens tokens =
                Tokens.signedBy(
                        new KeyFolder(wanted.folder().resolve("keys")).key(KeyFolder.SESSIONS),
                        InstantSource.system());
        GameInfo info = Games.all().newest(game).orElseThrow().info();
        String owner = awaitLease().hostId();
        String seats = seats(seating);
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < rooms; i++) {
            String roomId = RoomId.draw().value();
            Tables.ROOMS
                    .in(client, TABLE_PREFIX)
                    .putItem(RoomPlacement.row(roomId, info, owner, seats));
            for (int seat = 0; seat < seating.people(); seat++) {
                Ticket ticket = new Ticket(roomId, "load-" + seat, Optional.of(seat));
                places.add(new Place(roomId, seat, tokens.issueTicket(ticket).token()));
            }
        }
        return places;
    }

    private static String seats(Seating seating) throws JsonProcessingException {
        String nonceHash = StateHash.of(HexFormat.of().parseHex(NONCE)).hex();
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
        return Json.mapper().writeValueAsString(seats);
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
