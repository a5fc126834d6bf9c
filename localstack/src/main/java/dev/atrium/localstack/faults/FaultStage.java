package dev.atrium.localstack.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.archive.ArchivePlace;
import dev.atrium.catalog.Games;
import dev.atrium.edge.AllowedOrigins;
import dev.atrium.functions.edge.FunctionConfig;
import dev.atrium.functions.edge.Functions;
import dev.atrium.game.GameInfo;
import dev.atrium.identity.KeyFolder;
import dev.atrium.identity.Player;
import dev.atrium.identity.Ticket;
import dev.atrium.identity.Tokens;
import dev.atrium.localstack.api.AtriumApis;
import dev.atrium.localstack.api.LocalAws;
import dev.atrium.localstack.gateway.GatewayEmulator;
import dev.atrium.localstack.gateway.GatewaySettings;
import dev.atrium.localstack.gateway.assets.FolderAssets;
import dev.atrium.localstack.gateway.assets.StaticSite;
import dev.atrium.localstack.gateway.assets.WebJarAssets;
import dev.atrium.localstack.host.HostProcess;
import dev.atrium.localstack.load.RoomPlacement;
import dev.atrium.localstack.store.FreePort;
import dev.atrium.localstack.store.LocalDynamo;
import dev.atrium.localstack.store.LocalRedis;
import dev.atrium.room.RoomId;
import dev.atrium.room.SeatPlan;
import dev.atrium.schema.HostRow;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.Tables;
import dev.atrium.state.StateHash;
import dev.atrium.wire.Json;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

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
 * Hosts in processes of their own, their stores, and the HTTP API by which players find rooms;
 * rooms are placed as matchmaking would. One thread's.
 */
final class FaultStage implements AutoCloseable {
    static final String TABLE_PREFIX = "faults-";
    static final String REDIS_PREFIX = "atrium:";
    static final String GAME = "arena.practice";
    private static final String NONCE = "00".repeat(32);
    private static final String GATEWAY_KEY = "hosts-know-it-and-the-gateway";
    private static final long LEASE_TIMEOUT_S = 60;
    private static final long POLL_MS = 20;

    private final FaultPlan plan;
    private final Path folder;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final List<StageHost> hosts = new ArrayList<>();

    /** Ids of hosts that have ended. */
    private final List<String> gone = new ArrayList<>();

    private final int redisPort = FreePort.find();
    private final int dynamoPort = FreePort.find();
    private final LocalAws aws = new LocalAws(LocalDynamo.uri(dynamoPort));
    private final DynamoDbClient dynamo = aws.dynamoDb();
    private final DynamoDbEnhancedClient client =
            DynamoDbEnhancedClient.builder().dynamoDbClient(dynamo).build();
    private final URI api = URI.create("http://localhost:" + FreePort.find());
    private LocalRedis redis;
    private int players;

    private FaultStage(FaultPlan plan, Path folder) throws IOException {
        this.plan = plan;
        this.folder = folder;
        Files.createDirectories(folder);
        this.redis = LocalRedis.start(folder, redisPort, plan.appendOnly());
    }

    /**
     * Starts all of it.
     *
     * @param folder for keys, logs and the archive; is made
     */
    static FaultStage start(FaultPlan plan, Path folder) throws IOException, InterruptedException {
        FaultStage stage = new FaultStage(plan, folder);
        try {
            stage.startAll();
            return stage;
        } catch (IOException | InterruptedException | RuntimeException e) {
            stage.close();
            throw e;
        }
    }

    private void startAll() throws IOException, InterruptedException {
        running.push(LocalDynamo.start(dynamoPort, Optional.empty()));
        LocalDynamo.createTables(dynamo, TABLE_PREFIX);
        for (int i = 0; i < plan.hosts(); i++) {
            StageHost host = new StageHost(setting(i));
            hosts.add(host);
            running.push(host);
        }
        Functions functions = functions();
        running.push(functions);
        AtriumApis apis =
                new AtriumApis(
                        functions, GATEWAY_KEY, hosts.stream().map(StageHost::internal).toList());
        running.push(
                GatewayEmulator.start(
                        GatewaySettings.local(api.getPort(), LocalAws.ACCESS_KEY_ID),
                        apis.http(),
                        apis.webSocket(),
                        new StaticSite(
                                new FolderAssets(home().resolve("localstack/web")),
                                new WebJarAssets(FaultStage.class.getClassLoader()))));
        for (StageHost host : hosts) {
            awaitUp(host);
        }
    }

    private static Path home() {
        return Path.of(System.getProperty("atrium.home", "."));
    }

    private StageHost.Setting setting(int index) {
        Map<String, String> environment = new HashMap<>(aws.environment());
        environment.put("ATRIUM_TABLE_PREFIX", TABLE_PREFIX);
        environment.put("ATRIUM_REDIS_PREFIX", REDIS_PREFIX);
        environment.put("ATRIUM_ARCHIVE", folder.resolve("archive").toString());
        environment.put("ATRIUM_KEYS", folder.resolve("keys").toString());
        environment.put("ATRIUM_GATEWAY_KEY", GATEWAY_KEY);
        environment.put("ATRIUM_DRAIN_MS", Integer.toString(plan.drainMs()));
        environment.put("ATRIUM_CAPACITY_ROOMS", "2000");
        if (plan.laptop()) {
            environment.put("ATRIUM_REHEARSAL_MS", "0");
        }
        // All players come from one address.
        environment.put("ATRIUM_ADDRESS_NEW_PER_MINUTE", "1000000");
        environment.put("ATRIUM_ADDRESS_OPEN", "1000000");
        // The machine is everybody's: a host that sheds load would refuse rooms of others.
        environment.put("ATRIUM_SHED_LOAD", "0");
        Path target = home().resolve("room-host/target");
        return new StageHost.Setting(
                plan.laptop() ? HostProcess.LAPTOP : HostProcess.SERVER,
                target.resolve("room-host-0.1.0.jar") + ":" + target.resolve("lib/*"),
                plan.fault().needsWires(),
                redisPort,
                dynamoPort,
                environment,
                folder.resolve("host-" + index + ".log"));
    }

    private Functions functions() {
        URI endpoint = URI.create("http://localhost:" + api.getPort() + "/" + AtriumApis.STAGE);
        FunctionConfig config =
                new FunctionConfig(
                        TABLE_PREFIX,
                        REDIS_PREFIX,
                        redisUri(),
                        endpoint,
                        folder.resolve("keys"),
                        new ArchivePlace.Folder(folder.resolve("archive")),
                        "localhost:" + api.getPort(),
                        AllowedOrigins.parse("http://localhost:" + api.getPort()));
        return new Functions(
                config,
                new Functions.Clients(
                        () -> dynamo, () -> aws.gateway(endpoint), InstantSource.system()));
    }

    /** Waits until a host that was started takes rooms. */
    void awaitUp(StageHost host) throws IOException, InterruptedException {
        host.awaitReady();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LEASE_TIMEOUT_S);
        while (System.nanoTime() < end) {
            // Rows of those who were there before stay for an hour.
            Optional<HostRow> row =
                    Tables.HOSTS.in(client, TABLE_PREFIX).scan().items().stream()
                            .filter(r -> r.directUrl().equals(host.direct()))
                            .filter(r -> !gone.contains(r.hostId()))
                            .findFirst();
            if (row.isPresent()) {
                host.isHost(row.get().hostId());
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MS));
        }
        throw new IllegalStateException("a host takes no lease; see its log in " + folder);
    }

    /** Puts a new process where one has ended. */
    void replace(StageHost host) throws IOException, InterruptedException {
        gone.add(host.hostId());
        host.startAgain();
        awaitUp(host);
    }

    List<StageHost> hosts() {
        return hosts;
    }

    /** Where the HTTP API is. */
    URI api() {
        return api;
    }

    URI redisUri() {
        return URI.create("redis://127.0.0.1:" + redisPort);
    }

    /** The deployment's keys. */
    KeyFolder keys() {
        return new KeyFolder(folder.resolve("keys"));
    }

    void killRedis() throws IOException {
        redis.kill();
    }

    void startRedis() throws IOException {
        redis = LocalRedis.start(folder, redisPort, plan.appendOnly());
    }

    Optional<RoomRow> room(String roomId) {
        return Optional.ofNullable(
                Tables.ROOMS
                        .in(client, TABLE_PREFIX)
                        .getItem(g -> g.key(k -> k.partitionValue(roomId)).consistentRead(true)));
    }

    /** Places rooms with one player each on a host. */
    List<FaultPlayer.Seat> place(StageHost host, int rooms) throws IOException {
        Tokens tokens = Tokens.signedBy(keys().key(KeyFolder.SESSIONS), InstantSource.system());
        GameInfo info = Games.all().newest(GAME).orElseThrow().info();
        List<FaultPlayer.Seat> seats = new ArrayList<>();
        for (int i = 0; i < rooms; i++) {
            String roomId = RoomId.draw().value();
            Player player =
                    new Player(Player.drawId(), "Player " + players++, "fox", Player.Kind.GUEST);
            Tables.ROOMS
                    .in(client, TABLE_PREFIX)
                    .putItem(RoomPlacement.row(roomId, info, host.hostId(), seatsOf(player)));
            Ticket ticket = new Ticket(roomId, player.playerId(), Optional.of(0));
            ObjectNode enter =
                    Json.mapper()
                            .createObjectNode()
                            .put("action", "enter")
                            .put("ticket", tokens.issueTicket(ticket).token())
                            .put("nonce", NONCE)
                            .put("token", tokens.issueSession(player).token());
            seats.add(new FaultPlayer.Seat(roomId, host.port(), enter.toString()));
        }
        return seats;
    }

    private static String seatsOf(Player player) throws JsonProcessingException {
        String nonceHash = StateHash.of(HexFormat.of().parseHex(NONCE)).hex();
        SeatPlan seat =
                new SeatPlan(
                        0,
                        player.playerId(),
                        player.name(),
                        player.icon(),
                        false,
                        new TreeMap<>(),
                        nonceHash);
        return Json.mapper().writeValueAsString(List.of(seat));
    }

    /** Ends what was started: the hosts while the stores answer, and Redis last. */
    @Override
    public void close() {
        while (!running.isEmpty()) {
            end(running.pop());
        }
        end(redis);
        dynamo.close();
    }

    private static void end(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            throw new IllegalStateException("a part of the stage does not end", e);
        }
    }
}
