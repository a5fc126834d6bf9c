package dev.atrium.host.config;

import dev.atrium.archive.ArchivePlace;
import dev.atrium.keys.KeyPlace;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A host's configuration.
 *
 * @param directUrl the WebSocket address that players are given, {@code ATRIUM_DIRECT_URL}
 * @param internalUrl the HTTP address for the gateway and other hosts, {@code ATRIUM_INTERNAL_URL};
 *     {@code ecs} for the one that ECS gave the task
 * @param region where it is, {@code ATRIUM_REGION}
 * @param build what it runs, {@code ATRIUM_BUILD}
 * @param tablePrefix before every table's name, {@code ATRIUM_TABLE_PREFIX}
 * @param redisPrefix before every key, {@code ATRIUM_REDIS_PREFIX}
 * @param redisCluster whether Redis, which {@code ATRIUM_REDIS_URI} names, is a cluster, {@code
 *     ATRIUM_REDIS_CLUSTER}, 0 or 1
 * @param archive where journals of finished rooms go, {@code ATRIUM_ARCHIVE}
 * @param keys where the keys are, {@code ATRIUM_KEYS}
 * @param gatewayEndpoint the {@code @connections} endpoint, {@code ATRIUM_GATEWAY_ENDPOINT}
 * @param gatewayKey what the gateway's HTTP integration must show, {@code ATRIUM_GATEWAY_KEY}; at
 *     least 16 characters
 * @param capacityRooms rooms that it takes at most, {@code ATRIUM_CAPACITY_ROOMS}, 1 to 100000
 * @param loops tick loops, {@code ATRIUM_LOOPS}, 1 to 64; one for each core if left out
 * @param speed game seconds in a wall second, {@code ATRIUM_SPEED}, 1 to 1000
 * @param journals where journals are kept
 * @param waits how long it waits for players
 * @param operator what its operators set
 * @param edges who may connect, and how many of them
 */
public record HostConfig(
        URI directUrl,
        URI internalUrl,
        String region,
        String build,
        String tablePrefix,
        String redisPrefix,
        boolean redisCluster,
        ArchivePlace archive,
        KeyPlace keys,
        URI gatewayEndpoint,
        String gatewayKey,
        int capacityRooms,
        int loops,
        int speed,
        Journals journals,
        Waits waits,
        Operator operator,
        Edges edges) {

    /**
     * How long a host waits for players, in wall time.
     *
     * @param enterMs a room for its players, from the first that enters, {@code
     *     ATRIUM_ENTER_WAIT_MS}, 0 to 60000
     * @param neverEnteredMs a room for its first player; then it is void, {@code
     *     ATRIUM_NEVER_ENTERED_MS}, 100 to 600000
     * @param finishedKeptMs a room that is over for those who look again, from when its outcome was
     *     stored; then it is out of memory and Redis, {@code ATRIUM_FINISHED_KEPT_MS}, 0 to 600000
     * @param connectMs a connection that is in no room; then it is closed, {@code
     *     ATRIUM_CONNECT_TIMEOUT_MS}, 100 to 60000
     * @param silenceMs a silent connection; then its seat is gone until it is heard, {@code
     *     ATRIUM_SILENCE_MS}, 100 to 60000; sooner where the game says so. Clients ping as often as
     *     {@code entered} says
     * @param deadMs a silent connection; then it is closed, {@code ATRIUM_DEAD_MS}, 100 to 600000
     */
    public record Waits(
            int enterMs,
            int neverEnteredMs,
            int finishedKeptMs,
            int connectMs,
            int silenceMs,
            int deadMs) {
        public Waits {
            if (silenceMs > deadMs) {
                throw Environment.refused(
                        "ATRIUM_SILENCE_MS",
                        Integer.toString(silenceMs),
                        "at most ATRIUM_DEAD_MS=" + deadMs);
            }
        }

        static Waits from(Environment environment) {
            return new Waits(
                    environment.number("ATRIUM_ENTER_WAIT_MS", 10_000, 0, 60_000),
                    environment.number("ATRIUM_NEVER_ENTERED_MS", 60_000, 100, 600_000),
                    environment.number("ATRIUM_FINISHED_KEPT_MS", 30_000, 0, 600_000),
                    environment.number("ATRIUM_CONNECT_TIMEOUT_MS", 10_000, 100, 60_000),
                    environment.number("ATRIUM_SILENCE_MS", 25_000, 100, 60_000),
                    environment.number("ATRIUM_DEAD_MS", 60_000, 100, 600_000));
        }
    }

    public HostConfig {
        if (edges.heartbeatMs() >= waits.deadMs()) {
            // Else who is well and only listens would be closed as dead.
            throw Environment.refused(
                    "ATRIUM_HEARTBEAT_MS",
                    Integer.toString(edges.heartbeatMs()),
                    "less than ATRIUM_DEAD_MS=" + waits.deadMs() + ", or 0");
        }
    }

    /**
     * What operators set. Their listener is {@code ATRIUM_OPERATOR_BIND}, 127.0.0.1 if left out,
     * and {@code ATRIUM_OPERATOR_PORT}, 1 to 65535, 9081 if left out; the log is {@code LOG_LEVEL},
     * INFO if left out, and {@code ATRIUM_LOG}, {@code json} or {@code lines}.
     *
     * @param keys what who inspects or commands must show, {@code ATRIUM_OPERATOR_KEY}; see {@link
     *     OperatorKeys}
     * @param url the HTTP address of the operators' listener as others reach it, {@code
     *     ATRIUM_OPERATOR_URL}; {@code http://127.0.0.1} and its port if left out, {@code ecs} for
     *     the address that ECS gave the task
     * @param shedsLoad whether an overloaded host sheds load, {@code ATRIUM_SHED_LOAD}, 0 or 1.
     *     Left out it does at speed 1: a faster host is asked to fill its loops, so full ones say
     *     nothing
     * @param rehearsalMs for how long the host rehearses before it takes rooms, {@code
     *     ATRIUM_REHEARSAL_MS}, 0 to 60000
     * @param takeoverMs how often it looks for hosts that died, {@code ATRIUM_TAKEOVER_MS}, 0 for
     *     never, to 60000
     * @param drainMs how long a host that leaves waits for rooms that end by themselves, {@code
     *     ATRIUM_DRAIN_MS}, 0 to 90000: what follows takes up to 18 s, and ECS kills after 120 s
     * @param agent the ECS agent that protects the task while it has rooms, {@code ECS_AGENT_URI};
     *     ECS sets it, and nobody is asked if it is not set
     */
    public record Operator(
            OperatorKeys keys,
            URI url,
            boolean shedsLoad,
            int rehearsalMs,
            int takeoverMs,
            int drainMs,
            Optional<URI> agent) {
        /** The longest wait of a host that leaves. */
        public static final int DRAIN_MS_MAX = 90_000;

        private static final List<String> LEVELS =
                List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "OFF");

        static Operator from(Environment environment, int speed) {
            // Read by the listener's and the log's own configuration; checked here.
            int port = environment.number("ATRIUM_OPERATOR_PORT", 9_081, 1, 65_535);
            environment.choice("LOG_LEVEL", "INFO", LEVELS);
            environment.choice("ATRIUM_LOG", "json", List.of("json", "lines"));
            return new Operator(
                    OperatorKeys.parse(environment.text("ATRIUM_OPERATOR_KEY", "")),
                    TaskAddress.of(
                            environment, "ATRIUM_OPERATOR_URL", "http://127.0.0.1:" + port, port),
                    environment.number("ATRIUM_SHED_LOAD", speed == 1 ? 1 : 0, 0, 1) == 1,
                    environment.number("ATRIUM_REHEARSAL_MS", 15_000, 0, 60_000),
                    environment.number("ATRIUM_TAKEOVER_MS", 250, 0, 60_000),
                    environment.number("ATRIUM_DRAIN_MS", DRAIN_MS_MAX, 0, DRAIN_MS_MAX),
                    environment.httpUriIfSet("ECS_AGENT_URI"));
        }
    }

    /** Reads the environment; an error says {@code NAME=value (allowed: …)}. */
    public static HostConfig from(Environment environment) {
        int speed = environment.number("ATRIUM_SPEED", 1, 1, 1_000);
        return new HostConfig(
                environment.uri("ATRIUM_DIRECT_URL", "ws://localhost:8081/play"),
                TaskAddress.of(
                        environment,
                        "ATRIUM_INTERNAL_URL",
                        "http://localhost:8081",
                        environment.number("ATRIUM_PORT", 8_081, 1, 65_535)),
                environment.text("ATRIUM_REGION", "local"),
                environment.text("ATRIUM_BUILD", "dev"),
                environment.text("ATRIUM_TABLE_PREFIX", "atrium-"),
                environment.text("ATRIUM_REDIS_PREFIX", "atrium:"),
                environment.number("ATRIUM_REDIS_CLUSTER", 0, 0, 1) == 1,
                ArchivePlace.from(name -> environment.text(name, "")),
                KeyPlace.from(name -> environment.text(name, "")),
                environment.httpUri("ATRIUM_GATEWAY_ENDPOINT", "http://localhost:8080/ws"),
                environment.secret("ATRIUM_GATEWAY_KEY", 16),
                environment.number("ATRIUM_CAPACITY_ROOMS", 500, 1, 100_000),
                environment.number(
                        "ATRIUM_LOOPS", Runtime.getRuntime().availableProcessors(), 1, 64),
                speed,
                Journals.from(environment),
                Waits.from(environment),
                Operator.from(environment, speed),
                Edges.from(environment));
    }

    @Override
    public String toString() {
        return ("HostConfig[%s, region=%s, build=%s, capacityRooms=%d, loops=%d, speed=%d,"
                        + " connections=%d, origins=%s]")
                .formatted(
                        directUrl,
                        region,
                        build,
                        capacityRooms,
                        loops,
                        speed,
                        edges.connections(),
                        edges.origins());
    }
}
