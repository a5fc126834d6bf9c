package dev.atrium.functions.edge;

import dev.atrium.archive.Archive;
import dev.atrium.aws.AwsHttp;
import dev.atrium.ban.BanBook;
import dev.atrium.escrow.DynamoEscrow;
import dev.atrium.escrow.Escrow;
import dev.atrium.functions.human.CaptchaCheck;
import dev.atrium.functions.human.HumanCheck;
import dev.atrium.functions.human.ProofOfWork;
import dev.atrium.functions.redis.FunctionRedis;
import dev.atrium.functions.stakes.Stakes;
import dev.atrium.functions.wake.SqsWakeQueue;
import dev.atrium.functions.wake.WakeQueue;
import dev.atrium.identity.KeySource;
import dev.atrium.identity.Puzzles;
import dev.atrium.identity.SessionKeys;
import dev.atrium.identity.SigningKey;
import dev.atrium.identity.Tokens;
import dev.atrium.identity.VerifyKey;
import dev.atrium.maintenance.MaintenanceBook;
import dev.atrium.signout.SignOutBook;
import dev.atrium.vrf.VrfPublicKey;
import dev.atrium.wire.WireException;
import dev.atrium.words.WordFilter;

import org.crac.Core;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The composition root of the functions: what handlers are made of, each made when it is first
 * wanted and once. Thread-safe. On Lambda there is one for the process, {@link #fromEnvironment};
 * the local stack and tests make their own and hand it to the handlers.
 */
public final class Functions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Functions.class);

    /** A person waits for it, and has just waited for the CAPTCHA. */
    private static final Duration CAPTCHA_TIMEOUT = Duration.ofSeconds(3);

    private final FunctionConfig config;
    private final InstantSource clock;
    private final Stores stores;
    private final RateLimit rates;
    private final Once<KeySource> keys;
    private final Once<Tokens> tokens;
    private final Once<Tokens> verifier;
    private final Once<Poster> poster;
    private final Once<SocketEdge> sockets;
    private final HttpEdge http;
    private final Once<BanCheck> bans;
    private final Once<SignOuts> signOuts;
    private final Once<MaintenanceCheck> maintenance;
    private final Once<Archive> archive;
    private final Once<Escrow> escrow;
    private final WakeQueue wakes;
    private final Once<HumanCheck> human;
    private final Once<WordFilter> words = new Once<>(WordFilter::shipped);
    private final Clients clients;

    /** What stands between functions and what they use, for tests. */
    record Between(
            UnaryOperator<FunctionRedis> redis,
            UnaryOperator<KeySource> keys,
            UnaryOperator<Archive> archive) {
        private static final Between NOTHING =
                new Between(
                        UnaryOperator.identity(),
                        UnaryOperator.identity(),
                        UnaryOperator.identity());
    }

    /** Functions with these clients, which remain their makers' to close. */
    public Functions(FunctionConfig config, Clients clients) {
        this(config, clients, Between.NOTHING);
    }

    /** The same with something between them and what they use. */
    Functions(FunctionConfig config, Clients clients, Between between) {
        this.config = config;
        this.clients = clients;
        clock = clients.clock();
        stores = new Stores(config, clients.dynamo(), between.redis());
        rates = new RateLimit(stores);
        keys = new Once<>(() -> between.keys().apply(config.keys().open()));
        tokens = new Once<>(() -> tokens(keys(), clock));
        verifier = new Once<>(() -> Tokens.trusting(new SessionKeys(keys(), clock), clock));
        poster = new Once<>(() -> new GatewayPoster(clients.gateway().get(), stores));
        sockets = new Once<>(() -> new SocketEdge(poster.get(), rates));
        http = new HttpEdge(config.origins(), new Entrance(config.edgeKey()));
        archive = new Once<>(() -> between.archive().apply(config.archive().open()));
        escrow =
                new Once<>(
                        () ->
                                new DynamoEscrow(
                                        clients.dynamo().get(), config.tablePrefix(), clock));
        wakes = new SqsWakeQueue(new Once<>(clients.sqs()), config.wakeQueue(), clock);
        bans =
                new Once<>(
                        () ->
                                new BanCheck(
                                        new BanBook(stores.dynamo(), config.tablePrefix()),
                                        stores,
                                        clock));
        signOuts =
                new Once<>(
                        () ->
                                new SignOuts(
                                        new SignOutBook(stores.dynamo(), config.tablePrefix()),
                                        stores,
                                        poster.get(),
                                        clock));
        human = new Once<>(this::newHumanCheck);
        maintenance =
                new Once<>(
                        () ->
                                new MaintenanceCheck(
                                        new MaintenanceBook(stores.dynamo(), config.tablePrefix()),
                                        clock));
    }

    /** Tokens of the present key, which is published, so that hosts and the next key's know it. */
    private static Tokens tokens(KeySource keys, InstantSource clock) {
        SigningKey present = keys.key(KeySource.SESSIONS);
        try {
            keys.publish(KeySource.SESSIONS);
        } catch (UncheckedIOException e) {
            // Keys that may only be read are published by whoever deploys.
            LOG.warn("hosts need the public key of sessions: {}", e.getMessage());
        }
        return Tokens.signedBy(present, new SessionKeys(keys, clock), clock);
    }

    /**
     * What reaches the outside; each gives the same one however often it is asked.
     *
     * @param dynamo to DynamoDB
     * @param gateway to the {@code @connections} API
     * @param sqs to the queue of wakes
     * @param clock wall time
     */
    public record Clients(
            Supplier<DynamoDbClient> dynamo,
            Supplier<ApiGatewayManagementApiClient> gateway,
            Supplier<SqsClient> sqs,
            InstantSource clock) {
        /** A player waits: what takes longer is answered with {@code unavailable}. */
        private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);

        private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

        /** For functions that wake nobody: to send a wake fails. */
        public Clients(
                Supplier<DynamoDbClient> dynamo,
                Supplier<ApiGatewayManagementApiClient> gateway,
                InstantSource clock) {
            this(
                    dynamo,
                    gateway,
                    () -> {
                        throw new IllegalStateException("no queue of wakes here");
                    },
                    clock);
        }

        /** As the standard variables of AWS say (endpoint, region, credentials). */
        public static Clients fromEnvironment(FunctionConfig config) {
            return new Clients(
                    new Once<>(
                            () ->
                                    DynamoDbClient.builder()
                                            .httpClient(httpClient())
                                            .overrideConfiguration(
                                                    c -> c.apiCallTimeout(CALL_TIMEOUT))
                                            .build()),
                    new Once<>(
                            () ->
                                    ApiGatewayManagementApiClient.builder()
                                            .endpointOverride(config.gatewayEndpoint())
                                            .httpClient(httpClient())
                                            .overrideConfiguration(
                                                    c -> c.apiCallTimeout(CALL_TIMEOUT))
                                            .build()),
                    new Once<>(
                            () ->
                                    SqsClient.builder()
                                            .httpClient(httpClient())
                                            .overrideConfiguration(
                                                    c -> c.apiCallTimeout(CALL_TIMEOUT))
                                            .build()),
                    InstantSource.system());
        }

        private static SdkHttpClient httpClient() {
            return AwsHttp.client(CONNECT_TIMEOUT, CALL_TIMEOUT);
        }
    }

    /**
     * The one of this process, as its environment says. Without snapshots it begins at once, on
     * threads of its own, to connect to the stores and to load what speaks with them: a function's
     * initialisation has more processor time than its calls. Nobody waits for it, and if it fails
     * the first call tries again.
     */
    public static Functions fromEnvironment() {
        return Shared.HOOKS.functions();
    }

    /** The same, for handlers that issue sessions: it begins with keys and words too. */
    public static Functions fromEnvironmentForSignIn() {
        Functions functions = fromEnvironment();
        EarlyStart.signIn(functions).begin(System.getenv());
        return functions;
    }

    /** Made with the first handler that Lambda makes. */
    private static final class Shared {
        /** The runtime knows hooks by weak references alone: these are held here. */
        static final SnapshotHooks HOOKS = hooked(create());

        private Shared() {}

        private static Functions create() {
            FunctionRedis.recordNothing();
            FunctionConfig config = FunctionConfig.from(System.getenv());
            Functions functions = new Functions(config, Clients.fromEnvironment(config));
            EarlyStart.stores(functions).begin(System.getenv());
            return functions;
        }

        /** Where no snapshots are taken nobody calls them, and they cost next to nothing. */
        private static SnapshotHooks hooked(Functions functions) {
            SnapshotHooks hooks = new SnapshotHooks(functions);
            Core.getGlobalContext().register(hooks);
            return hooks;
        }
    }

    /** What was configured. */
    public FunctionConfig config() {
        return config;
    }

    /** Wall time. */
    public InstantSource clock() {
        return clock;
    }

    /** Milliseconds since 1970. */
    public long nowMs() {
        return clock.millis();
    }

    /** DynamoDB and Redis. */
    public Stores stores() {
        return stores;
    }

    /** DynamoDB without rows as records, for changes of a part of an item. */
    public DynamoDbClient dynamo() {
        return clients.dynamo().get();
    }

    /** Says later that a queue of matchmaking is to be looked at. */
    public WakeQueue wakes() {
        return wakes;
    }

    /** Counts what people do. */
    public RateLimit rates() {
        return rates;
    }

    /** Issues and verifies sessions and tickets. */
    public Tokens tokens() {
        return tokens.get();
    }

    /** Verifies sessions and tickets with the public halves of their keys, and issues none. */
    public Tokens verifier() {
        return verifier.get();
    }

    /** Where keys come from. */
    public KeySource keys() {
        return keys.get();
    }

    /** Sends to gateway connections. */
    public Poster poster() {
        return poster.get();
    }

    /** Answers on gateway connections. */
    public SocketEdge sockets() {
        return sockets.get();
    }

    /** Answers on the HTTP API. */
    public HttpEdge http() {
        return http;
    }

    /** Who is kept out. */
    public BanCheck bans() {
        return bans.get();
    }

    /** Who has signed out everywhere. */
    public SignOuts signOuts() {
        return signOuts.get();
    }

    /** Whose account is deleted. */
    public AccountCheck accounts() {
        return new AccountCheck(stores);
    }

    /** All three of them, asked at once. */
    public Admittance admittance() {
        return new Admittance(stores, bans());
    }

    /** Whether new matches are made. */
    public MaintenanceCheck maintenance() {
        return maintenance.get();
    }

    /** Whether a person signs up. */
    public HumanCheck human() {
        return human.get();
    }

    private HumanCheck newHumanCheck() {
        return config.human()
                .captcha()
                .<HumanCheck>map(provider -> new CaptchaCheck(provider, CAPTCHA_TIMEOUT))
                .orElseGet(
                        () ->
                                new ProofOfWork(
                                        new Puzzles(keys().secret(KeySource.PUZZLES)),
                                        config.human().proofOfWorkBits(),
                                        new PuzzleMemory(stores, rates),
                                        clock));
    }

    /** Which words nobody may show others. */
    public WordFilter words() {
        return words.get();
    }

    /**
     * Lets somebody play: his socket may have been open before he was banned or signed out, or
     * before operators let no new matches begin.
     *
     * @throws WireException {@code account-deleted}, {@code banned}, {@code signed-out} or {@code
     *     maintenance}
     */
    public void admitToPlay(Caller caller) throws WireException {
        admittance().admit(caller.playerId(), caller.vouchedAtMs());
        maintenance().admit();
    }

    /**
     * The public keys that seeds are or were drawn with, the newest first; empty before one is
     * published.
     */
    public List<VrfPublicKey> seedKeys() {
        return publicKeys(KeySource.VRF).map(key -> VrfPublicKey.of(key.bytes())).toList();
    }

    /**
     * The public keys that outcomes are or were signed with, the newest first; empty before one is
     * published.
     */
    public List<VerifyKey> outcomeKeys() {
        return publicKeys(KeySource.OUTCOMES).toList();
    }

    private Stream<VerifyKey> publicKeys(String purpose) {
        return keys().publicKeys(purpose).stream();
    }

    /** Entry fees. */
    public Escrow escrow() {
        return escrow.get();
    }

    /** Entries of matches that are played for stakes. */
    public Stakes stakes() {
        return new Stakes(config.fees(), escrow());
    }

    /** Journals of finished rooms. */
    public Archive archive() {
        return archive.get();
    }

    /**
     * Drops what belongs to this process as it is now: connections, keys that were read, what was
     * found out lately. The next call makes it anew. No call may run meanwhile.
     */
    void forget() {
        stores.disconnect();
        rates.forget();
        var _ = keys.forget();
        var _ = tokens.forget();
        var _ = verifier.forget();
        var _ = bans.forget();
        var _ = signOuts.forget();
        var _ = maintenance.forget();
        // Its key is read anew, and a provider's connections are none any more.
        var _ = human.forget();
    }

    /** Disconnects from Redis. */
    @Override
    public void close() {
        stores.close();
    }
}
