package dev.atrium.localstack;

import dev.atrium.archive.ArchivePlace;
import dev.atrium.archive.FolderArchive;
import dev.atrium.edge.AllowedOrigins;
import dev.atrium.functions.edge.EvmChains;
import dev.atrium.functions.edge.FunctionConfig;
import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.human.HumanConfig;
import dev.atrium.functions.stakes.Fees;
import dev.atrium.keys.KeyPlace;
import dev.atrium.localstack.api.AtriumApis;
import dev.atrium.localstack.api.BackgroundFunctions;
import dev.atrium.localstack.api.HostFunctions;
import dev.atrium.localstack.api.LocalAws;
import dev.atrium.localstack.gateway.GatewayEmulator;
import dev.atrium.localstack.gateway.GatewaySettings;
import dev.atrium.localstack.gateway.assets.FolderAssets;
import dev.atrium.localstack.gateway.assets.StaticSite;
import dev.atrium.localstack.gateway.assets.WebJarAssets;
import dev.atrium.localstack.gateway.server.PortInUseException;
import dev.atrium.localstack.host.HostProcess;
import dev.atrium.localstack.ops.OpsAccess;
import dev.atrium.localstack.queue.DelayedQueue;
import dev.atrium.localstack.queue.QueueEndpoint;
import dev.atrium.localstack.queue.QueueSettings;
import dev.atrium.localstack.store.FreePort;
import dev.atrium.localstack.store.LocalDynamo;
import dev.atrium.localstack.store.LocalRedis;
import dev.atrium.match.SiegeSlots;
import dev.atrium.schema.Tables;
import dev.atrium.vrf.SeedExchange;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** A stack that runs. The one composition root of the local stack, readable top to bottom. */
public final class RunningStack implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningStack.class);

    /** Before every name of a table. */
    public static final String TABLE_PREFIX = "atrium-";

    private static final String REDIS_PREFIX = "atrium:";
    private static final long HOSTS_TIMEOUT_S = 30;
    private static final long POLL_MS = 20;

    private final StackOptions options;
    private final Layout layout;
    private final Consumer<String> progress;
    private final long startedNanos = System.nanoTime();

    /** What must be ended, last started first, but for these two, which go before. */
    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    private final List<HostProcess> hosts = new ArrayList<>();
    private Optional<BackgroundFunctions> background = Optional.empty();
    private StackFolder folder;
    private LocalAws aws;
    private DynamoDbClient dynamo;
    private Optional<Functions> functions = Optional.empty();
    private boolean closed;

    private RunningStack(StackOptions options, Layout layout, Consumer<String> progress) {
        this.options = options;
        this.layout = layout;
        this.progress = progress;
        this.folder = StackFolder.open(options.data());
        running.push(folder);
        this.aws = new LocalAws(URI.create("http://127.0.0.1:0"));
        this.dynamo = aws.dynamoDb();
    }

    /**
     * Where the parts of the built project are.
     *
     * @param webFolder the web client
     * @param hostClassPath the room host's jar and libraries
     */
    public record Layout(Path webFolder, String hostClassPath) {
        /** As the build leaves them, from the system properties that {@code up} sets. */
        static Layout ofBuild() {
            Path home = Path.of(System.getProperty("atrium.home", "."));
            return new Layout(
                    home.resolve("localstack/web"), HostProcess.Program.ofBuild().classPath());
        }
    }

    /**
     * Starts everything; returns as soon as a match can be played.
     *
     * @param progress told in lines
     * @throws PortInUseException if a port that is wanted is taken
     * @throws IllegalArgumentException if the data folder cannot be written
     */
    public static RunningStack start(StackOptions options, Consumer<String> progress)
            throws IOException, InterruptedException {
        return start(options, progress, created -> {});
    }

    /**
     * As {@link #start(StackOptions, Consumer)}.
     *
     * @param created told before anything is started, so that it can be ended at any time
     */
    public static RunningStack start(
            StackOptions options, Consumer<String> progress, Consumer<RunningStack> created)
            throws IOException, InterruptedException {
        return start(options, Layout.ofBuild(), progress, created);
    }

    /** As {@link #start(StackOptions, Consumer)}, with another layout. */
    public static RunningStack start(StackOptions options, Layout layout, Consumer<String> progress)
            throws IOException, InterruptedException {
        return start(options, layout, progress, created -> {});
    }

    private static RunningStack start(
            StackOptions options,
            Layout layout,
            Consumer<String> progress,
            Consumer<RunningStack> created)
            throws IOException, InterruptedException {
        for (int port = options.port(); port <= options.port() + options.hosts(); port++) {
            if (!FreePort.isFree(options.address().bound(), port)) {
                throw new PortInUseException(port, new BindException());
            }
        }
        RunningStack stack = new RunningStack(options, layout, progress);
        created.accept(stack);
        try {
            stack.startAll();
            return stack;
        } catch (IOException | InterruptedException | RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    private void startAll() throws IOException, InterruptedException {
        String gatewayKey = drawKey();
        LocalRedis redis = runs(() -> LocalRedis.start(folder.root()));
        say("redis is up");
        // Hosts take longest; they wait for DynamoDB by themselves.
        int dynamoPort = FreePort.find();
        // A secret, since players reach the port of @connections too.
        aws = new LocalAws(LocalDynamo.uri(dynamoPort), drawKey());
        dynamo = aws.dynamoDb();
        String operatorKey = drawKey();
        int invokePort = FreePort.find();
        List<URI> operatorUrls = new ArrayList<>();
        for (int i = 1; i <= options.hosts(); i++) {
            int operatorPort = FreePort.find();
            operatorUrls.add(URI.create("http://127.0.0.1:" + operatorPort));
            startHost(
                    options.port() + i,
                    redis.uri(),
                    Map.of(
                            "ATRIUM_GATEWAY_KEY",
                            gatewayKey,
                            "ATRIUM_OPERATOR_KEY",
                            operatorKey,
                            "ATRIUM_OPERATOR_PORT",
                            Integer.toString(operatorPort),
                            SeedExchange.FUNCTION_VARIABLE,
                            HostFunctions.SEEDS,
                            "AWS_ENDPOINT_URL_LAMBDA",
                            "http://127.0.0.1:" + invokePort));
        }
        new OpsAccess(operatorKey, operatorUrls).writeTo(folder.root());
        Optional<Path> tables =
                folder.kept() ? Optional.of(folder.resolve("dynamodb")) : Optional.empty();
        runs(() -> LocalDynamo.start(dynamoPort, tables));
        LocalDynamo.createTables(dynamo, TABLE_PREFIX);
        say("dynamodb is up");
        DelayedQueue wakes = new DelayedQueue(QueueSettings.named("atrium-wakes"));
        QueueEndpoint queues = runs(() -> QueueEndpoint.start(0, List.of(wakes)));
        Functions functions = runs(() -> functions(redis.uri(), queues, wakes));
        this.functions = Optional.of(functions);
        runs(() -> HostFunctions.start(invokePort, functions));
        // Beside the start of the rest: hosts take longest.
        CompletableFuture<Void> questions =
                CompletableFuture.runAsync(() -> BackgroundFunctions.loadQuestions(functions));
        AtriumApis apis =
                new AtriumApis(
                        functions,
                        gatewayKey,
                        hosts.stream().map(HostProcess::internalUrl).toList());
        runs(
                () ->
                        GatewayEmulator.start(
                                GatewaySettings.local(options.port(), aws.accessKeyId())
                                        .withAddress(options.address().bound()),
                                apis.http(),
                                apis.webSocket(),
                                new StaticSite(
                                        new FolderAssets(layout.webFolder()),
                                        new WebJarAssets(RunningStack.class.getClassLoader()))));
        background =
                Optional.of(
                        startedUnlessEnded(
                                () -> BackgroundFunctions.start(functions, aws, dynamo, wakes)));
        if (folder.kept()) {
            // Redis keeps nothing between runs; DynamoDB is the record.
            BackgroundFunctions.rebuildBoards(functions);
        }
        say("gateway and functions are up");
        for (HostProcess host : hosts) {
            host.awaitReady();
        }
        awaitLeases();
        questions.join();
        say(options.hosts() == 1 ? "room host is up" : options.hosts() + " room hosts are up");
    }

    /** How a part of the stack starts. */
    private interface Start<T extends AutoCloseable> {
        T start() throws IOException;
    }

    /**
     * Starts a part, which from then on ends with the stack. A stack that is ended meanwhile ends
     * after that start and before the next: nothing may write into a folder that is gone.
     */
    private synchronized <T extends AutoCloseable> T runs(Start<T> part) throws IOException {
        T started = startedUnlessEnded(part);
        running.push(started);
        return started;
    }

    private synchronized <T extends AutoCloseable> T startedUnlessEnded(Start<T> part)
            throws IOException {
        if (closed) {
            throw new IllegalStateException("the stack was ended while it started");
        }
        return part.start();
    }

    private void startHost(int port, URI redis, Map<String, String> ofItsOwn) throws IOException {
        Map<String, String> environment = new HashMap<>(aws.environment());
        environment.putAll(ofItsOwn);
        ListenAddress address = options.address();
        environment.put(HostProcess.ADDRESS_VARIABLE, address.number());
        environment.put("ATRIUM_DIRECT_URL", address.socket(port, "play").toString());
        environment.put("ATRIUM_OPERATOR_BIND", "127.0.0.1");
        // One listener serves players and the gateway, which shows its key.
        environment.put("ATRIUM_INTERNAL_URL", "http://" + address.number() + ":" + port);
        environment.put("ATRIUM_TABLE_PREFIX", TABLE_PREFIX);
        environment.put("ATRIUM_REDIS_PREFIX", REDIS_PREFIX);
        environment.put("ATRIUM_REDIS_URI", redis.toString());
        environment.put("ATRIUM_ARCHIVE", folder.resolve("archive").toString());
        environment.put("ATRIUM_KEYS", folder.resolve("keys").toString());
        environment.put("ATRIUM_GATEWAY_ENDPOINT", gatewayEndpoint().toString());
        environment.put(AllowedOrigins.VARIABLE, origins());
        environment.put("ATRIUM_SPEED", Integer.toString(options.speed()));
        // Alone it has nobody to look after, but for those of the run before.
        environment.put("ATRIUM_TAKEOVER_MS", options.hosts() > 1 ? "250" : "2000");
        // Who ends a stack wants it to be over.
        environment.put("ATRIUM_DRAIN_MS", "0");
        // A laptop's host has one compiler, which learns nothing from it.
        environment.put("ATRIUM_REHEARSAL_MS", "0");
        startedUnlessEnded(
                () -> {
                    HostProcess host =
                            HostProcess.start(
                                    HostProcess.LAPTOP,
                                    port,
                                    HostProcess.Program.of(layout.hostClassPath()),
                                    environment,
                                    folder.resolve("room-host-" + port + ".log"));
                    hosts.add(host);
                    return host;
                });
    }

    /** Those of the stack's own pages, and what the environment adds to them. */
    private String origins() {
        String more = System.getenv().getOrDefault(AllowedOrigins.VARIABLE, "");
        return String.join(",", options.address().origins(options.port())) + "," + more;
    }

    /** Play money and small fees, unless the environment says otherwise. */
    private static Fees fees() {
        Map<String, String> environment = System.getenv();
        return Fees.parse(
                environment.getOrDefault(Fees.FEES, "arena.blitz=100,arena.siege=100"),
                environment.getOrDefault(Fees.PLAY_MONEY, "10000"));
    }

    /** More often than elsewhere, so that nobody who tries it out waits for an hour. */
    private SiegeSlots sieges() {
        return FunctionConfig.sieges(
                System.getenv()
                        .getOrDefault(
                                FunctionConfig.SIEGE_PERIOD_MS,
                                Long.toString(options.siegePeriodMs())));
    }

    private URI gatewayEndpoint() {
        return httpUrl().resolve("/" + AtriumApis.STAGE);
    }

    private Functions functions(URI redis, QueueEndpoint queues, DelayedQueue wakes) {
        FunctionConfig config =
                new FunctionConfig(
                        TABLE_PREFIX,
                        REDIS_PREFIX,
                        redis,
                        gatewayEndpoint(),
                        new KeyPlace.Folder(folder.resolve("keys")),
                        new ArchivePlace.Folder(folder.resolve("archive")),
                        httpUrl().getAuthority(),
                        AllowedOrigins.parse(origins()),
                        fees(),
                        sieges(),
                        queues.queueUrl(wakes.name()),
                        EvmChains.parse(EvmChains.USUAL),
                        HumanConfig.from(System.getenv(), HumanConfig.BITS_LOCAL),
                        FunctionConfig.payoutHoldAbove(
                                System.getenv().getOrDefault(FunctionConfig.PAYOUT_HOLD_ABOVE, "")),
                        /* redisCluster= */ false);
        return new Functions(
                config,
                new Functions.Clients(
                        () -> dynamo,
                        () -> aws.gateway(gatewayEndpoint()),
                        () -> aws.sqs(queues.url()),
                        InstantSource.system()));
    }

    private void awaitLeases() {
        DynamoDbEnhancedClient client = enhanced();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(HOSTS_TIMEOUT_S);
        while (System.nanoTime() < end) {
            long live =
                    Tables.HOSTS.in(client, TABLE_PREFIX).scan().items().stream()
                            .filter(row -> isOurs(row.internalUrl()))
                            .count();
            if (live >= hosts.size()) {
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MS));
        }
        throw new IllegalStateException("the room hosts take no lease; see their logs");
    }

    private boolean isOurs(String internalUrl) {
        return hosts.stream().anyMatch(h -> h.internalUrl().toString().equals(internalUrl));
    }

    private static String drawKey() {
        byte[] key = new byte[24];
        new SecureRandom().nextBytes(key);
        return HexFormat.of().formatHex(key);
    }

    private void say(String what) {
        long ms = (System.nanoTime() - startedNanos) / 1_000_000;
        progress.accept("%5d ms  %s".formatted(ms, what));
    }

    /** Where browsers and clients go. */
    public URI httpUrl() {
        return options.address().http(options.port());
    }

    /** Where the gateway's WebSocket API is. */
    public URI socketUrl() {
        return options.address().socket(options.port(), AtriumApis.STAGE);
    }

    /** What it was started with. */
    public StackOptions options() {
        return options;
    }

    /** The archive of finished rooms. */
    public FolderArchive archive() {
        return new FolderArchive(folder.resolve("archive"));
    }

    /** The tables, to look into. */
    public DynamoDbEnhancedClient enhanced() {
        return DynamoDbEnhancedClient.builder().dynamoDbClient(dynamo).build();
    }

    /** The functions, to look into what they look into. */
    public Functions functions() {
        return functions.orElseThrow();
    }

    /** Before every table's name. */
    public String tablePrefix() {
        return TABLE_PREFIX;
    }

    /** The processes beside this one: the room hosts. */
    public List<Long> hostPids() {
        return hosts.stream().map(HostProcess::pid).toList();
    }

    /**
     * Ends everything; can be called twice. First what would only complain that others are gone.
     * Then the hosts, all at once: they leave in order only while the stores answer. Then the rest,
     * the last started first.
     */
    @Override
    public synchronized void close() {
        closed = true;
        background.ifPresent(RunningStack::end);
        hosts.forEach(HostProcess::askToEnd);
        hosts.forEach(RunningStack::end);
        while (!running.isEmpty()) {
            end(running.pop());
        }
    }

    private static void end(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.warn("{} did not end cleanly: {}", part.getClass().getSimpleName(), e.toString());
        }
    }
}
