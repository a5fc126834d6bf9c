package dev.atrium.host;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;

import dev.atrium.archive.FolderArchive;
import dev.atrium.escrow.DynamoEscrow;
import dev.atrium.escrow.EntryTerms;
import dev.atrium.escrow.Escrow;
import dev.atrium.game.GameCatalog;
import dev.atrium.host.config.Environment;
import dev.atrium.host.config.HostConfig;
import dev.atrium.host.takeover.Takeovers;
import dev.atrium.identity.KeySource;
import dev.atrium.identity.Player;
import dev.atrium.identity.Ticket;
import dev.atrium.identity.Tokens;
import dev.atrium.proof.OutcomeDocument;
import dev.atrium.proof.OutcomeProof;
import dev.atrium.room.RoomId;
import dev.atrium.room.SeatPlan;
import dev.atrium.schema.HostRow;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.Tables;
import dev.atrium.state.StateHash;
import dev.atrium.wire.Json;
import dev.atrium.wire.WireException;

import io.micronaut.context.ApplicationContext;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.Key;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A whole host on real stores, and what matchmaking would do for it: rooms and tickets. */
public final class RunningHost implements AutoCloseable {
    private final Path folder;
    private final int port;
    private final int operatorPort;
    private final ApplicationContext context;
    private final DynamoDbEnhancedClient dynamo;
    private final Tokens tokens;
    private final String tablePrefix;
    private boolean ownFolder;

    private RunningHost(Path folder, Ports ports, ApplicationContext context, HostConfig config) {
        this.folder = folder;
        this.tablePrefix = config.tablePrefix();
        this.port = ports.open();
        this.operatorPort = ports.operator();
        this.context = context;
        this.dynamo =
                DynamoDbEnhancedClient.builder().dynamoDbClient(LocalStores.get().client()).build();
        this.tokens =
                Tokens.signedBy(
                        config.keys().open().key(KeySource.SESSIONS), InstantSource.system());
    }

    private record Ports(int open, int operator) {}

    /** A host at that speed, with more environment variables, and properties of Micronaut. */
    public static RunningHost start(int speed, Map<String, String> more) {
        try {
            Path folder = Files.createTempDirectory("atrium-host");
            RunningHost host = start(folder, speed, more);
            host.ownFolder = true;
            return host;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static RunningHost start(Path folder, int speed, Map<String, String> more)
            throws IOException {
        LocalStores stores = LocalStores.get();
        int port = LocalStores.freePort();
        int operatorPort = LocalStores.freePort();
        Map<String, String> environment = new HashMap<>();
        environment.put("ATRIUM_DIRECT_URL", "ws://127.0.0.1:" + port + "/play");
        environment.put("ATRIUM_OPERATOR_URL", "http://127.0.0.1:" + operatorPort);
        environment.put("ATRIUM_INTERNAL_URL", "http://127.0.0.1:" + port);
        environment.put("ATRIUM_TABLE_PREFIX", "test-");
        environment.put("ATRIUM_ARCHIVE", folder.resolve("archive").toString());
        environment.put("ATRIUM_KEYS", folder.resolve("keys").toString());
        environment.put("ATRIUM_GATEWAY_KEY", "a-key-for-tests-only");
        environment.put("ATRIUM_ADDRESS_NEW_PER_MINUTE", "10000");
        environment.put("ATRIUM_ADDRESS_OPEN", "10000");
        environment.put("ATRIUM_REHEARSAL_MS", "0");
        // Hosts of other tests die too, and their rooms are not what this one is about.
        environment.put("ATRIUM_TAKEOVER_MS", "0");
        environment.put("ATRIUM_DRAIN_MS", "0");
        environment.put("ATRIUM_SPEED", Integer.toString(speed));
        // How busy the machine of the tests is must not decide whether rooms are taken.
        environment.put("ATRIUM_SHED_LOAD", "0");
        Map<String, Object> properties = new HashMap<>();
        properties.put("micronaut.server.host", "127.0.0.1");
        properties.put("micronaut.server.port", port);
        properties.put("atrium.operator.port", operatorPort);
        properties.put("redis.uri", stores.redisUri());
        more.forEach(
                (name, value) -> {
                    // What is in lower case is a property of the framework.
                    if (name.equals(name.toLowerCase(Locale.ROOT))) {
                        properties.put(name, value);
                    } else {
                        environment.put(name, value);
                    }
                });
        HostConfig config = HostConfig.from(new Environment(environment));
        ApplicationContext context = RoomHost.start(config, properties);
        return new RunningHost(folder, new Ports(port, operatorPort), context, config);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public Path folder() {
        return folder;
    }

    public int port() {
        return port;
    }

    /** The port of operators. */
    public int operatorPort() {
        return operatorPort;
    }

    public String hostId() {
        return row().hostId();
    }

    public HostRow row() {
        return Tables.HOSTS.in(dynamo, tablePrefix).scan().items().stream()
                .filter(row -> row.internalUrl().endsWith(":" + port))
                .findFirst()
                .orElseThrow();
    }

    /** A player who can be seated. */
    public record Guest(String playerId, String name, String nonceHex) {
        public static Guest named(String name) {
            String nonce = StateHash.of(name.getBytes(StandardCharsets.UTF_8)).hex();
            return new Guest(Player.drawId(), name, nonce);
        }

        String nonceHash() {
            return StateHash.of(HexFormat.of().parseHex(nonceHex)).hex();
        }
    }

    /** Waits until that holds, bounded. */
    static void until(BooleanSupplier holds, String what) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(2L * TestPlayer.WAIT_S);
        while (!holds.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, what);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    /** Places a Blitz room here for these people and fills it with bots up to 20 warriors. */
    public String place(List<Guest> people, int bots) {
        return place(people, bots, hostId());
    }

    /** Places a room of that game for these people. */
    String placeGame(String game, List<Guest> people) {
        List<SeatPlan> seats = new ArrayList<>();
        for (Guest guest : people) {
            seats.add(seat(seats.size(), guest.playerId(), guest.name(), false, guest.nonceHash()));
        }
        String roomId = RoomId.draw().value();
        RoomRow row = LocalStores.placed(roomId, game, hostId(), json(seats));
        Tables.ROOMS.in(dynamo, tablePrefix).putItem(row);
        return roomId;
    }

    /** The ledger of this deployment. */
    Escrow escrow() {
        return new DynamoEscrow(LocalStores.get().client(), tablePrefix, InstantSource.system());
    }

    /** Places a Blitz room here whose seats have cost so much for each warrior. */
    String placeForStakes(List<Guest> people, long fee) {
        List<SeatPlan> seats = new ArrayList<>();
        for (Guest guest : people) {
            seats.add(
                    seat(seats.size(), guest.playerId(), guest.name(), false, guest.nonceHash())
                            .with(SeatPlan.FEE, fee));
        }
        String roomId = RoomId.draw().value();
        escrow().open(roomId, new EntryTerms("arena.blitz", fee));
        RoomRow row = LocalStores.placed(roomId, "arena.blitz", hostId(), json(seats));
        Tables.ROOMS.in(dynamo, tablePrefix).putItem(row);
        return roomId;
    }

    /** Places a room without an end for one. */
    String placePractice(Guest guest) {
        String roomId = RoomId.draw().value();
        String seats =
                json(List.of(seat(0, guest.playerId(), guest.name(), false, guest.nonceHash())));
        RoomRow row = LocalStores.placed(roomId, "arena.practice", hostId(), seats);
        Tables.ROOMS.in(dynamo, tablePrefix).putItem(row);
        return roomId;
    }

    public String place(List<Guest> people, int bots, String owner) {
        List<SeatPlan> seats = new ArrayList<>();
        for (Guest guest : people) {
            seats.add(seat(seats.size(), guest.playerId(), guest.name(), false, guest.nonceHash()));
        }
        for (int i = 0; i < bots; i++) {
            seats.add(seat(seats.size(), "bot-" + i, "Bot " + i, true, ""));
        }
        String roomId = RoomId.draw().value();
        RoomRow row = LocalStores.placed(roomId, owner, json(seats));
        Tables.ROOMS.in(dynamo, tablePrefix).putItem(row);
        return roomId;
    }

    private static SeatPlan seat(
            int index, String playerId, String name, boolean bot, String hash) {
        TreeMap<String, String> options = new TreeMap<>(Map.of("warriors", "1"));
        return new SeatPlan(index, playerId, name, "fox", bot, options, hash);
    }

    private static String json(List<SeatPlan> seats) {
        try {
            return Json.mapper().writeValueAsString(seats);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    public String ticket(String roomId, Guest guest) {
        return tokens.issueTicket(new Ticket(roomId, guest.playerId(), Optional.empty())).token();
    }

    public Tokens tokens() {
        return tokens;
    }

    public String session(Guest guest) {
        return tokens.issueSession(
                        new Player(guest.playerId(), guest.name(), "fox", Player.Kind.GUEST))
                .token();
    }

    public RoomRow room(String roomId) {
        return Tables.ROOMS
                .in(dynamo, tablePrefix)
                .getItem(Key.builder().partitionValue(roomId).build());
    }

    public Optional<OutcomeRow> outcome(String roomId) {
        return Optional.ofNullable(
                Tables.OUTCOMES
                        .in(dynamo, tablePrefix)
                        .getItem(Key.builder().partitionValue(roomId).build()));
    }

    /** Until it knows of that host, and that it lives. */
    void awaitSightOf(RunningHost other) {
        String id = other.hostId();
        Eventually.holds(
                () ->
                        bean(Takeovers.class).others().stream()
                                .map(HostRow::hostId)
                                .anyMatch(id::equals),
                "it does not see the other host");
    }

    /** Whether the room's outcome follows from its journal in the archive. */
    public OutcomeProof.Result prove(String roomId) throws IOException, WireException {
        OutcomeDocument document = new OutcomeDocument(outcome(roomId).orElseThrow().document());
        return new OutcomeProof(
                        bean(GameCatalog.class), new FolderArchive(folder.resolve("archive")))
                .prove(document.read());
    }

    /** A direct socket that speaks the binary subprotocol. */
    public TestPlayer connectCompact() {
        return connectWith("atrium.v1");
    }

    public TestPlayer connectWith(String subprotocol) {
        return TestPlayer.connect("ws://127.0.0.1:" + port + "/play", subprotocol);
    }

    public TestPlayer connect() {
        return TestPlayer.connect("ws://127.0.0.1:" + port + "/play");
    }

    @Override
    public void close() {
        RoomHost.stop(context);
        if (!ownFolder) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
