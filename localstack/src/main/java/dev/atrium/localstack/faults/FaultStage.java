package dev.atrium.localstack.faults;

import dev.atrium.archive.ArchivePlace;
import dev.atrium.edge.AllowedOrigins;
import dev.atrium.functions.edge.FunctionConfig;
import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.stakes.Fees;
import dev.atrium.identity.KeyFolder;
import dev.atrium.identity.Player;
import dev.atrium.identity.Ticket;
import dev.atrium.identity.Tokens;
import dev.atrium.keys.KeyPlace;
import dev.atrium.localstack.api.AtriumApis;
import dev.atrium.localstack.api.LocalAws;
import dev.atrium.localstack.gateway.GatewayEmulator;
import dev.atrium.localstack.gateway.GatewaySettings;
import dev.atrium.localstack.gateway.assets.FolderAssets;
import dev.atrium.localstack.gateway.assets.StaticSite;
import dev.atrium.localstack.gateway.assets.WebJarAssets;
import dev.atrium.localstack.host.HostProcess;
import dev.atrium.localstack.stage.RoomStage;
import dev.atrium.localstack.store.FreePort;
import dev.atrium.localstack.store.LocalRedis;
import dev.atrium.schema.HostRow;
import dev.atrium.schema.RoomRow;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Hosts in processes of their own, their stores, and the HTTP API by which players find rooms;
 * rooms are placed as matchmaking would. One thread's.
 */
final class FaultStage implements AutoCloseable {
    static final String TABLE_PREFIX = "faults-";
    static final String REDIS_PREFIX = "atrium:";

    private final FaultPlan plan;
    private final Path folder;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final List<StageHost> hosts = new ArrayList<>();

    /** Ids of hosts that have ended. */
    private final List<String> gone = new ArrayList<>();

    private final int redisPort = FreePort.find();
    private final URI api = URI.create("http://localhost:" + FreePort.find());
    private final RoomStage rooms;
    private final Functions functions;
    private LocalRedis redis;
    private int players;

    private FaultStage(FaultPlan plan, Path folder) throws IOException {
        this.plan = plan;
        this.folder = folder;
        Files.createDirectories(folder);
        this.redis = LocalRedis.start(folder, redisPort, plan.appendOnly());
        try {
            this.rooms = new RoomStage(folder, TABLE_PREFIX);
            this.functions = newFunctions();
        } catch (IOException | RuntimeException e) {
            redis.close();
            throw e;
        }
        running.push(rooms);
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
        rooms.keys().publish(KeyFolder.SESSIONS);
        for (int i = 0; i < plan.hosts(); i++) {
            StageHost host = new StageHost(setting(i));
            hosts.add(host);
            running.push(host);
        }
        running.push(functions);
        AtriumApis apis =
                new AtriumApis(
                        functions,
                        RoomStage.GATEWAY_KEY,
                        hosts.stream().map(StageHost::internal).toList());
        running.push(
                GatewayEmulator.start(
                        GatewaySettings.local(api.getPort(), LocalAws.ACCESS_KEY_ID),
                        apis.http(),
                        apis.webSocket(),
                        new StaticSite(
                                new FolderAssets(home().resolve("localstack/web")),
                                new WebJarAssets(FaultStage.class.getClassLoader()))));
        plan.game().game().prepare(this);
        for (StageHost host : hosts) {
            awaitUp(host);
        }
    }

    private static Path home() {
        return Path.of(System.getProperty("atrium.home", "."));
    }

    private StageHost.Setting setting(int index) {
        Map<String, String> own = new HashMap<>();
        own.put("ATRIUM_REDIS_PREFIX", REDIS_PREFIX);
        own.put("ATRIUM_DRAIN_MS", Integer.toString(plan.drainMs()));
        own.put("ATRIUM_CAPACITY_ROOMS", "2000");
        if (plan.fault() == Fault.STARVE) {
            own.put("ATRIUM_SHED_LOAD", "1");
        }
        if (plan.laptop()) {
            own.put("ATRIUM_REHEARSAL_MS", "0");
        }
        return new StageHost.Setting(
                plan.laptop() ? HostProcess.LAPTOP : HostProcess.SERVER,
                HostProcess.Program.ofBuild(),
                plan.fault().needsWires(),
                redisPort,
                rooms.dynamoPort(),
                rooms.environment(own),
                folder.resolve("host-" + index + ".log"));
    }

    private Functions newFunctions() {
        URI endpoint = URI.create("http://localhost:" + api.getPort() + "/" + AtriumApis.STAGE);
        FunctionConfig config =
                new FunctionConfig(
                        TABLE_PREFIX,
                        REDIS_PREFIX,
                        redisUri(),
                        endpoint,
                        new KeyPlace.Folder(folder.resolve("keys")),
                        new ArchivePlace.Folder(rooms.archive()),
                        "localhost:" + api.getPort(),
                        AllowedOrigins.parse("http://localhost:" + api.getPort()),
                        Fees.NONE);
        return new Functions(
                config,
                new Functions.Clients(
                        rooms::dynamo,
                        () -> rooms.aws().gateway(endpoint),
                        InstantSource.system()));
    }

    /** Waits until a host that was started takes rooms. */
    void awaitUp(StageHost host) throws IOException, InterruptedException {
        host.awaitReady();
        // Rows of those who were there before stay for an hour.
        HostRow row =
                rooms.awaitHost(
                        r -> r.directUrl().equals(host.direct()) && !gone.contains(r.hostId()));
        host.isHost(row.hostId());
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

    /** As an operator does it: the key is put aside, and whoever signs next makes another. */
    void replaceSessionKey() throws IOException {
        KeyFolder keys = rooms.keys();
        String id = keys.key(KeyFolder.SESSIONS).publicKey().keyId();
        Path own = folder.resolve("keys");
        Files.move(
                own.resolve(KeyFolder.SESSIONS + ".key"),
                own.resolve(KeyFolder.SESSIONS + "-" + id + ".key"));
        rooms.keys().publish(KeyFolder.SESSIONS);
    }

    /** The deployment's keys. */
    KeyFolder keys() {
        return rooms.keys();
    }

    void killRedis() throws IOException {
        redis.kill();
    }

    void startRedis() throws IOException {
        redis = LocalRedis.start(folder, redisPort, plan.appendOnly());
    }

    Optional<RoomRow> room(String roomId) {
        return rooms.room(roomId);
    }

    /** Stores and rooms. */
    RoomStage rooms() {
        return rooms;
    }

    /** The functions of the deployment. */
    Functions functions() {
        return functions;
    }

    /** Somebody new. */
    Player player() {
        return new Player(Player.drawId(), "Player " + players++, "fox", Player.Kind.GUEST);
    }

    /** The way into a room on that host that a ticket opens. */
    FaultSeat seat(StageHost host, Player player, Ticket ticket) {
        Tokens tokens = rooms.tokens();
        return new FaultSeat(
                ticket.roomId(),
                host.port(),
                tokens.issueTicket(ticket).token(),
                tokens.issueSession(player).token());
    }

    /** Ends what was started: the hosts while the stores answer, and Redis last. */
    @Override
    public void close() {
        while (!running.isEmpty()) {
            end(running.pop());
        }
        end(redis);
    }

    private static void end(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            throw new IllegalStateException("a part of the stage does not end", e);
        }
    }
}
