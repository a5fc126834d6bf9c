package dev.atrium.functions.edge;

import dev.atrium.archive.ArchivePlace;
import dev.atrium.edge.AllowedOrigins;
import dev.atrium.functions.human.HumanConfig;
import dev.atrium.functions.stakes.Fees;
import dev.atrium.keys.KeyPlace;
import dev.atrium.match.SiegeSlots;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The configuration of the functions, from environment variables; checked once at start, however it
 * is made.
 *
 * @param tablePrefix before every table's name, {@code ATRIUM_TABLE_PREFIX}; up to 64 letters,
 *     digits and {@code _ . -}
 * @param redisPrefix before every key, {@code ATRIUM_REDIS_PREFIX}; up to 64 letters, digits and
 *     {@code _ . : -}, for braces would move all keys into one slot of a cluster
 * @param redisUri where Redis is, {@code ATRIUM_REDIS_URI}: {@code redis} or {@code rediss}; may
 *     hold a password, so nothing shows it
 * @param gatewayEndpoint the {@code @connections} endpoint, {@code ATRIUM_GATEWAY_ENDPOINT}: {@code
 *     http} or {@code https}
 * @param keys where the keys are, {@code ATRIUM_KEYS}
 * @param archive where journals of finished rooms are, {@code ATRIUM_ARCHIVE}
 * @param domain where people sign in, as challenges name it, {@code ATRIUM_DOMAIN}; a host name,
 *     with a port where it has one
 * @param origins of pages that may use it, {@code ATRIUM_ORIGINS}; the local stack's if left out
 * @param fees what entries cost, {@code ATRIUM_FEES} and {@code ATRIUM_PLAY_MONEY}; nothing is
 *     played for stakes if left out
 * @param sieges when they start, {@code ATRIUM_SIEGE_PERIOD_MS}; every hour if left out. Sieges
 *     that are open while it is changed start only if their slots are of the new period too
 * @param wakeQueue the URL of the queue of wakes, {@code ATRIUM_WAKE_QUEUE_URL}: {@code http} or
 *     {@code https}, ending in a standard queue's name; one on this machine if left out
 * @param evm whose wallets may sign in, {@code ATRIUM_EVM_CHAINS}; {@value EvmChains#USUAL} if left
 *     out. The URI of a sign-in is the domain's
 * @param human what newcomers are asked for, {@code ATRIUM_PROOF_OF_WORK_BITS}, {@code
 *     ATRIUM_CAPTCHA_URL} and {@code ATRIUM_CAPTCHA_SECRET}
 * @param payoutHoldAbove pots of more than that wait for an operator's release, in the ledger's
 *     smallest unit, {@code ATRIUM_PAYOUT_HOLD_ABOVE}; none does if left out. Refunds never do
 * @param redisCluster whether Redis is a cluster, {@code ATRIUM_REDIS_CLUSTER}, 0 or 1; 0 if left
 *     out. {@code ATRIUM_REDIS_URI} is then any address that knows the whole of it
 * @param edgeKey what CloudFront shows, {@code ATRIUM_EDGE_KEY}; nothing stands before the HTTP API
 *     if left out
 */
public record FunctionConfig(
        String tablePrefix,
        String redisPrefix,
        URI redisUri,
        URI gatewayEndpoint,
        KeyPlace keys,
        ArchivePlace archive,
        String domain,
        AllowedOrigins origins,
        Fees fees,
        SiegeSlots sieges,
        URI wakeQueue,
        EvmChains evm,
        HumanConfig human,
        long payoutHoldAbove,
        boolean redisCluster,
        Optional<EdgeKey> edgeKey) {
    /** The environment variable of {@link #payoutHoldAbove}. */
    public static final String PAYOUT_HOLD_ABOVE = "ATRIUM_PAYOUT_HOLD_ABOVE";

    /** The environment variable of {@link #sieges}. */
    public static final String SIEGE_PERIOD_MS = "ATRIUM_SIEGE_PERIOD_MS";

    /** The environment variable of {@link #wakeQueue}. */
    public static final String WAKE_QUEUE_URL = "ATRIUM_WAKE_QUEUE_URL";

    /** Where ElasticMQ would have it. */
    private static final URI LOCAL_WAKE_QUEUE =
            URI.create("http://127.0.0.1:9324/000000000000/atrium-wakes");

    private static final long SIEGE_PERIOD = 3_600_000;
    private static final String TABLE_PREFIX = "ATRIUM_TABLE_PREFIX";
    private static final String REDIS_PREFIX = "ATRIUM_REDIS_PREFIX";
    private static final String REDIS_URI = "ATRIUM_REDIS_URI";
    private static final String REDIS_CLUSTER = "ATRIUM_REDIS_CLUSTER";
    private static final String GATEWAY_ENDPOINT = "ATRIUM_GATEWAY_ENDPOINT";
    private static final String DOMAIN = "ATRIUM_DOMAIN";

    private static final Pattern TABLE_PREFIXES = Pattern.compile("[A-Za-z0-9_.-]{0,64}");
    private static final Pattern REDIS_PREFIXES = Pattern.compile("[A-Za-z0-9_.:-]{0,64}");

    /** It stands in a text that people sign: no white space, no line of its own. */
    private static final Pattern DOMAINS =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,252})(:[0-9]{1,5})?");

    /** No point, and so no FIFO queue: their messages cannot be delayed each for itself. */
    private static final Pattern QUEUE_PATHS = Pattern.compile("(/[A-Za-z0-9_-]{1,80}){1,4}");

    private static final Set<String> REDIS_SCHEMES = Set.of("redis", "rediss");
    private static final Set<String> WEB_SCHEMES = Set.of("http", "https");

    /** Instead of a value that may hold a password. */
    private static final String HIDDEN = "…";

    public FunctionConfig {
        check(TABLE_PREFIX, tablePrefix, TABLE_PREFIXES, "up to 64 letters, digits and _ . -");
        check(REDIS_PREFIX, redisPrefix, REDIS_PREFIXES, "up to 64 letters, digits and _ . : -");
        check(REDIS_URI, HIDDEN, redisUri, REDIS_SCHEMES);
        check(GATEWAY_ENDPOINT, gatewayEndpoint.toString(), gatewayEndpoint, WEB_SCHEMES);
        check(WAKE_QUEUE_URL, wakeQueue.toString(), wakeQueue, WEB_SCHEMES);
        check(
                WAKE_QUEUE_URL,
                String.valueOf(wakeQueue.getRawPath()),
                QUEUE_PATHS,
                "the path of a standard queue, /ACCOUNT/NAME");
        check(DOMAIN, domain, DOMAINS, "a host name, or one with :port");
        if (payoutHoldAbove < 0) {
            throw refused(
                    PAYOUT_HOLD_ABOVE,
                    Long.toString(payoutHoldAbove),
                    "a whole number, 0 and more");
        }
    }

    /** With a siege every hour, wakes on this machine, the usual chains; for whoever comes. */
    public FunctionConfig(
            String tablePrefix,
            String redisPrefix,
            URI redisUri,
            URI gatewayEndpoint,
            KeyPlace keys,
            ArchivePlace archive,
            String domain,
            AllowedOrigins origins,
            Fees fees) {
        this(
                tablePrefix,
                redisPrefix,
                redisUri,
                gatewayEndpoint,
                keys,
                archive,
                domain,
                origins,
                fees,
                new SiegeSlots(SIEGE_PERIOD),
                LOCAL_WAKE_QUEUE,
                EvmChains.parse(EvmChains.USUAL),
                HumanConfig.OPEN,
                Long.MAX_VALUE,
                false);
    }

    /** With nothing before the HTTP API. */
    public FunctionConfig(
            String tablePrefix,
            String redisPrefix,
            URI redisUri,
            URI gatewayEndpoint,
            KeyPlace keys,
            ArchivePlace archive,
            String domain,
            AllowedOrigins origins,
            Fees fees,
            SiegeSlots sieges,
            URI wakeQueue,
            EvmChains evm,
            HumanConfig human,
            long payoutHoldAbove,
            boolean redisCluster) {
        this(
                tablePrefix,
                redisPrefix,
                redisUri,
                gatewayEndpoint,
                keys,
                archive,
                domain,
                origins,
                fees,
                sieges,
                wakeQueue,
                evm,
                human,
                payoutHoldAbove,
                redisCluster,
                Optional.empty());
    }

    /**
     * Reads environment variables.
     *
     * @throws IllegalArgumentException {@code NAME=value (allowed: …)}
     */
    public static FunctionConfig from(Map<String, String> environment) {
        return new FunctionConfig(
                environment.getOrDefault(TABLE_PREFIX, "atrium-"),
                environment.getOrDefault(REDIS_PREFIX, "atrium:"),
                redisUri(environment.getOrDefault(REDIS_URI, "redis://127.0.0.1:6379")),
                webAddress(
                        GATEWAY_ENDPOINT,
                        environment.getOrDefault(GATEWAY_ENDPOINT, "http://localhost:8080/ws")),
                KeyPlace.from(name -> environment.getOrDefault(name, "")),
                ArchivePlace.from(name -> environment.getOrDefault(name, "")),
                environment.getOrDefault(DOMAIN, "localhost"),
                AllowedOrigins.parse(
                        environment.getOrDefault(AllowedOrigins.VARIABLE, AllowedOrigins.LOCAL)),
                Fees.parse(
                        environment.getOrDefault(Fees.FEES, ""),
                        environment.getOrDefault(Fees.PLAY_MONEY, "0")),
                sieges(environment.getOrDefault(SIEGE_PERIOD_MS, Long.toString(SIEGE_PERIOD))),
                webAddress(
                        WAKE_QUEUE_URL,
                        environment.getOrDefault(WAKE_QUEUE_URL, LOCAL_WAKE_QUEUE.toString())),
                EvmChains.parse(environment.getOrDefault(EvmChains.VARIABLE, EvmChains.USUAL)),
                HumanConfig.from(environment, HumanConfig.BITS_USUAL),
                payoutHoldAbove(environment.getOrDefault(PAYOUT_HOLD_ABOVE, "")),
                yes(REDIS_CLUSTER, environment.getOrDefault(REDIS_CLUSTER, "0")),
                EdgeKey.parse(environment.getOrDefault(EdgeKey.VARIABLE, "")));
    }

    /**
     * Reads {@value #PAYOUT_HOLD_ABOVE}; nothing is held where it is empty.
     *
     * @throws IllegalArgumentException {@code NAME=value (allowed: …)}
     */
    public static long payoutHoldAbove(String value) {
        if (!value.matches("[0-9]{0,18}")) {
            throw refused(PAYOUT_HOLD_ABOVE, value, "a whole number, 0 and more");
        }
        return value.isEmpty() ? Long.MAX_VALUE : Long.parseLong(value);
    }

    /**
     * Reads {@value #SIEGE_PERIOD_MS}.
     *
     * @throws IllegalArgumentException {@code NAME=value (allowed: …)}
     */
    public static SiegeSlots sieges(String periodMs) {
        try {
            return new SiegeSlots(Long.parseLong(periodMs));
        } catch (IllegalArgumentException e) {
            throw refused(
                    SIEGE_PERIOD_MS,
                    periodMs,
                    SiegeSlots.PERIOD_MS_MIN + " to " + SiegeSlots.PERIOD_MS_MAX);
        }
    }

    private static URI redisUri(String value) {
        try {
            return new URI(value);
        } catch (URISyntaxException e) {
            // Without its cause, which would show the address and so the password.
            throw refused(REDIS_URI, HIDDEN, addressOf(REDIS_SCHEMES));
        }
    }

    private static boolean yes(String name, String value) {
        return switch (value) {
            case "0" -> false;
            case "1" -> true;
            default -> throw refused(name, value, "0 or 1");
        };
    }

    private static URI webAddress(String name, String value) {
        try {
            return new URI(value);
        } catch (URISyntaxException e) {
            throw refused(name, value, addressOf(WEB_SCHEMES));
        }
    }

    private static void check(String name, String value, Pattern pattern, String allowed) {
        if (!pattern.matcher(value).matches()) {
            throw refused(name, value, allowed);
        }
    }

    private static void check(String name, String shown, URI uri, Set<String> schemes) {
        if (uri.getScheme() == null
                || !schemes.contains(uri.getScheme())
                || uri.getHost() == null) {
            throw refused(name, shown, addressOf(schemes));
        }
    }

    private static String addressOf(Set<String> schemes) {
        return "an address that begins with "
                + String.join(":// or ", new TreeSet<>(schemes))
                + "://";
    }

    private static IllegalArgumentException refused(String name, String shown, String allowed) {
        return new IllegalArgumentException(name + "=" + shown + " (allowed: " + allowed + ")");
    }

    @Override
    public String toString() {
        return ("FunctionConfig[tablePrefix=%s, redisPrefix=%s, redis=%s:%d, gateway=%s, domain=%s,"
                        + " origins=%s]")
                .formatted(
                        tablePrefix,
                        redisPrefix,
                        redisUri.getHost(),
                        redisUri.getPort(),
                        gatewayEndpoint,
                        domain,
                        origins);
    }
}
