package dev.atrium.cdk.observe;

import dev.atrium.cdk.observe.AlarmRule.Limit;
import dev.atrium.cdk.observe.AlarmRule.Unit;
import dev.atrium.cdk.observe.AlarmRule.Window;
import dev.atrium.cdk.stage.Stage;
import dev.atrium.metric.FunctionMetric;
import dev.atrium.schema.TableDefinition;
import dev.atrium.schema.Tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every alarm of a stage but those of the service level; {@code docs/alarms.md} is held to it. */
final class Alarms {
    /** The source's: an answer may take half a second. */
    private static final double LATENCY_S = 0.5;

    /** The other source's: a message is read and handed on within that. */
    private static final double MESSAGE_S = 0.1;

    /** Three ticks of a game of sixty a second. */
    private static final double LATENESS_S = 0.05;

    private static final double CHAIN_LAG_MS = 60_000;
    private static final double STUCK_MS = 900_000;
    private static final double ERRORS_SHARE = 0.01;
    private static final double HTTP_SHARE = 0.05;

    /** Fewer failures than that in five minutes are no rate. */
    private static final int FAILURES_MIN = 5;

    private static final double ROOMS_SHARE = 0.9;
    private static final int WAITING_MAX = 10;

    /** Redis has one thread for commands: beyond it they wait for each other. */
    private static final int REDIS_BUSY_PERCENT = 70;

    /** A full Redis is written to no more. */
    private static final int REDIS_FULL_PERCENT = 80;

    /** What a fail-over would lose of strict rooms. */
    private static final int REDIS_LAG_S = 1;

    private static final int LOG_ERRORS_MAX = 20;
    private static final String MOST = "Maximum";
    private static final String LEAST = "Minimum";
    private static final String SUM = "Sum";
    private static final String P95 = "0.95";
    private static final String P99 = "0.99";

    /** Tables that a burst of players reaches first. */
    private static final List<TableDefinition<?>> BUSY_TABLES =
            List.of(
                    Tables.ROOMS,
                    Tables.OUTCOMES,
                    Tables.SETTLEMENTS,
                    Tables.CONNECTIONS,
                    Tables.TICKETS);

    private static final Window AT_ONCE = new Window(60, 2, 2);
    private static final Window FIVE_MINUTES = new Window(300, 1, 1);
    private static final Window MOSTLY = new Window(60, 3, 5);

    private Alarms() {}

    /** All of them, in the order of the page. */
    static List<AlarmRule> of(Stage stage, Watched watched) {
        List<AlarmRule> rules = new ArrayList<>(hosts(stage));
        rules.addAll(load());
        rules.addAll(settlement(stage, watched));
        rules.addAll(errors());
        rules.addAll(functions(stage, watched));
        rules.addAll(apis(watched));
        rules.addAll(redis(stage, watched));
        watched.balancer().ifPresent(balancer -> rules.addAll(balancer(balancer)));
        rules.add(
                warn("dynamodb-throttled", throttled(stage), Limit.above(0, Unit.NUMBER), MOSTLY));
        rules.add(
                warn("undelivered", undelivered(stage), Limit.above(0, Unit.NUMBER), FIVE_MINUTES));
        return List.copyOf(rules);
    }

    private static List<AlarmRule> hosts(Stage stage) {
        return List.of(
                new AlarmRule(
                        "host-down",
                        "",
                        Severity.PAGE,
                        new Figure.AcrossHosts(HostMetric.LEASE_VALID, ""),
                        // Half a host is the play of a scrape that fell into the next period.
                        Limit.below(stage.hosts().min() - 0.5, Unit.NUMBER),
                        new Window(60, 3, 3),
                        true),
                page(
                        "redis-down",
                        new Figure.OfHosts(HostMetric.STORE_UP, "redis", LEAST),
                        Limit.below(1, Unit.NUMBER),
                        AT_ONCE),
                page(
                        "dynamodb-down",
                        new Figure.OfHosts(HostMetric.STORE_UP, "dynamodb", LEAST),
                        Limit.below(1, Unit.NUMBER),
                        AT_ONCE),
                warn(
                        "lease-takeovers",
                        new Figure.OfHosts(HostMetric.ROOMS_TAKEN_OVER, "dead", SUM),
                        Limit.above(0, Unit.NUMBER),
                        FIVE_MINUTES),
                warn(
                        "loop-standing",
                        new Figure.OfHosts(HostMetric.THREADS_STANDING, "", MOST),
                        Limit.above(0, Unit.NUMBER),
                        AT_ONCE),
                warn(
                        "room-quarantined",
                        new Figure.OfHosts(HostMetric.ROOMS_QUARANTINED, "", SUM),
                        Limit.above(0, Unit.NUMBER),
                        FIVE_MINUTES),
                warn(
                        "archive-failing",
                        new Figure.OfHosts(HostMetric.JOURNAL_TRIMS, "failed", SUM),
                        Limit.above(0, Unit.NUMBER),
                        new Window(300, 3, 3)));
    }

    private static List<AlarmRule> load() {
        return List.of(
                warn(
                        "latency",
                        new Figure.OfHosts(HostMetric.COMMAND_WAIT, P95, MOST),
                        Limit.above(LATENCY_S, Unit.SECONDS),
                        MOSTLY),
                warn(
                        "message-latency",
                        new Figure.OfHosts(HostMetric.MESSAGE_TIME, P95, MOST),
                        Limit.above(MESSAGE_S, Unit.SECONDS),
                        new Window(60, 5, 5)),
                warn(
                        "tick-lateness",
                        new Figure.OfHosts(HostMetric.ROOM_LATENESS, P99, MOST),
                        Limit.above(LATENESS_S, Unit.SECONDS),
                        MOSTLY),
                warn(
                        "time-slips",
                        new Figure.OfHosts(HostMetric.TIME_SLIPS, "", SUM),
                        Limit.above(0, Unit.NUMBER),
                        MOSTLY),
                warn(
                        "load-shedding",
                        new Figure.OfHosts(HostMetric.SHEDDING, "refuse-rooms", MOST),
                        Limit.above(0, Unit.NUMBER),
                        MOSTLY),
                warn(
                        "capacity-used",
                        new Figure.OfHosts(HostMetric.ROOMS_LOAD, "", "Average"),
                        Limit.above(ROOMS_SHARE, Unit.SHARE),
                        new Window(60, 10, 10)),
                page(
                        "rooms-refused",
                        new Figure.OfHosts(HostMetric.ROOMS_REFUSED, "", SUM),
                        Limit.above(0, Unit.NUMBER),
                        new Window(60, 3, 3)));
    }

    private static List<AlarmRule> settlement(Stage stage, Watched watched) {
        List<AlarmRule> rules = new ArrayList<>();
        if (watched.functions().contains(Watched.SETTLEMENT)) {
            Figure age =
                    new Figure.OfAws(
                            "AWS/Lambda", "IteratorAge", function(stage, Watched.SETTLEMENT), MOST);
            rules.add(warn("chain-lag", age, Limit.above(CHAIN_LAG_MS, Unit.MILLISECONDS), MOSTLY));
            rules.add(
                    page(
                            "settlement-stuck",
                            age,
                            Limit.above(STUCK_MS, Unit.MILLISECONDS),
                            AT_ONCE));
        }
        rules.add(
                warn(
                        "settlement-backlog",
                        new Figure.OfFunctions(FunctionMetric.OUTCOMES_WAITING, SUM),
                        Limit.above(WAITING_MAX, Unit.NUMBER),
                        new Window(300, 3, 3)));
        rules.add(
                warn(
                        "dead-letters",
                        new Figure.OfLogs(LogMetric.DEAD_LETTERS),
                        Limit.above(0, Unit.NUMBER),
                        FIVE_MINUTES));
        return rules;
    }

    private static List<AlarmRule> errors() {
        return List.of(
                warn(
                        "error-rate",
                        new Figure.Share(
                                new Figure.OfHosts(HostMetric.ERRORS, HostMetric.Label.FAULT, SUM),
                                new Figure.OfHosts(HostMetric.MESSAGES, "in", SUM),
                                FAILURES_MIN),
                        Limit.above(ERRORS_SHARE, Unit.SHARE),
                        FIVE_MINUTES),
                page(
                        "http-errors",
                        new Figure.Share(
                                new Figure.OfHosts(
                                        HostMetric.HTTP_FAILURES, HostMetric.Label.FAULT, SUM),
                                new Figure.OfHosts(HostMetric.HTTP_REQUESTS, "", SUM),
                                FAILURES_MIN),
                        Limit.above(HTTP_SHARE, Unit.SHARE),
                        FIVE_MINUTES),
                warn(
                        "host-log-errors",
                        new Figure.OfLogs(LogMetric.HOST_ERRORS),
                        Limit.above(LOG_ERRORS_MAX, Unit.NUMBER),
                        FIVE_MINUTES),
                warn(
                        "function-log-errors",
                        new Figure.OfLogs(LogMetric.FUNCTION_ERRORS),
                        Limit.above(LOG_ERRORS_MAX, Unit.NUMBER),
                        FIVE_MINUTES));
    }

    /** One for each function: which one it is, is the first question. */
    private static List<AlarmRule> functions(Stage stage, Watched watched) {
        return watched.functions().stream()
                .map(
                        name ->
                                new AlarmRule(
                                        "function-failing",
                                        name,
                                        Severity.WARN,
                                        new Figure.Total(
                                                Stream.of("Errors", "Throttles")
                                                        .map(
                                                                metric ->
                                                                        (Figure)
                                                                                lambda(
                                                                                        stage, name,
                                                                                        metric))
                                                        .toList()),
                                        Limit.above(0, Unit.NUMBER),
                                        MOSTLY,
                                        false))
                .toList();
    }

    private static Figure.OfAws lambda(Stage stage, String function, String metric) {
        return new Figure.OfAws("AWS/Lambda", metric, function(stage, function), SUM);
    }

    private static Map<String, String> function(Stage stage, String name) {
        return Map.of("FunctionName", stage.stack(name));
    }

    private static List<AlarmRule> apis(Watched watched) {
        List<AlarmRule> rules = new ArrayList<>();
        watched.httpApi().ifPresent(id -> rules.add(api("api-errors", id, "5xx", "Count")));
        watched.socketApi()
                .ifPresent(
                        id ->
                                rules.add(
                                        api(
                                                "socket-errors",
                                                id,
                                                "IntegrationError",
                                                "MessageCount")));
        return rules;
    }

    private static AlarmRule api(String name, String id, String failures, String all) {
        Map<String, String> dimensions = Map.of("ApiId", id);
        return page(
                name,
                new Figure.Share(
                        new Figure.OfAws("AWS/ApiGateway", failures, dimensions, SUM),
                        new Figure.OfAws("AWS/ApiGateway", all, dimensions, SUM),
                        FAILURES_MIN),
                Limit.above(HTTP_SHARE, Unit.SHARE),
                FIVE_MINUTES);
    }

    /** Of each node: a shard that is full or slow is not seen in what all of them are together. */
    private static List<AlarmRule> redis(Stage stage, Watched watched) {
        List<AlarmRule> rules = new ArrayList<>();
        for (String node : nodes(stage)) {
            watched.redis()
                    .map(group -> Map.of("CacheClusterId", group + "-" + node))
                    .ifPresent(dimensions -> rules.addAll(node(stage, node, dimensions)));
        }
        return rules;
    }

    /** As ElastiCache calls the nodes of a group. */
    private static List<String> nodes(Stage stage) {
        List<String> nodes = new ArrayList<>();
        for (int shard = 1; shard <= stage.cache().shards(); shard++) {
            for (int node = 1; node <= 1 + stage.cache().replicas(); node++) {
                nodes.add("%04d-%03d".formatted(shard, node));
            }
        }
        return nodes;
    }

    private static List<AlarmRule> node(Stage stage, String node, Map<String, String> dimensions) {
        List<AlarmRule> rules = new ArrayList<>();
        rules.add(
                redis(
                        "redis-processor",
                        node,
                        Severity.WARN,
                        cache("EngineCPUUtilization", dimensions),
                        Limit.above(REDIS_BUSY_PERCENT, Unit.PERCENT)));
        rules.add(
                redis(
                        "redis-memory",
                        node,
                        Severity.PAGE,
                        cache("DatabaseMemoryUsagePercentage", dimensions),
                        Limit.above(REDIS_FULL_PERCENT, Unit.PERCENT)));
        if (stage.cache().failsOver()) {
            rules.add(
                    redis(
                            "redis-lag",
                            node,
                            Severity.WARN,
                            cache("ReplicationLag", dimensions),
                            Limit.above(REDIS_LAG_S, Unit.SECONDS)));
        }
        return rules;
    }

    private static Figure cache(String metric, Map<String, String> dimensions) {
        return new Figure.OfAws("AWS/ElastiCache", metric, dimensions, MOST);
    }

    private static AlarmRule redis(
            String name, String node, Severity severity, Figure figure, Limit limit) {
        return new AlarmRule(name, node, severity, figure, limit, new Window(60, 5, 5), false);
    }

    private static List<AlarmRule> balancer(Watched.Balancer balancer) {
        Map<String, String> all = Map.of("LoadBalancer", balancer.name());
        Map<String, String> hosts =
                Map.of("LoadBalancer", balancer.name(), "TargetGroup", balancer.hosts());
        String namespace = "AWS/NetworkELB";
        return List.of(
                page(
                        "no-healthy-host",
                        new Figure.OfAws(namespace, "HealthyHostCount", hosts, MOST),
                        Limit.below(1, Unit.NUMBER),
                        AT_ONCE),
                warn(
                        "host-unhealthy",
                        new Figure.OfAws(namespace, "UnHealthyHostCount", hosts, LEAST),
                        Limit.above(0, Unit.NUMBER),
                        new Window(60, 5, 5)),
                warn(
                        "balancer-ports",
                        new Figure.OfAws(namespace, "PortAllocationErrorCount", all, SUM),
                        Limit.above(0, Unit.NUMBER),
                        MOSTLY));
    }

    /** What queues and streams could not deliver to functions. */
    private static Figure undelivered(Stage stage) {
        return new Figure.Total(
                Stream.of("undelivered", "undelivered-wakes")
                        .map(
                                queue ->
                                        (Figure)
                                                new Figure.OfAws(
                                                        "AWS/SQS",
                                                        "ApproximateNumberOfMessagesVisible",
                                                        Map.of("QueueName", stage.stack(queue)),
                                                        MOST))
                        .toList());
    }

    private static Figure throttled(Stage stage) {
        List<Figure> parts = new ArrayList<>();
        for (TableDefinition<?> table : BUSY_TABLES) {
            for (String event : List.of("ReadThrottleEvents", "WriteThrottleEvents")) {
                parts.add(
                        new Figure.OfAws(
                                "AWS/DynamoDB",
                                event,
                                Map.of("TableName", stage.tablePrefix() + table.name()),
                                SUM));
            }
        }
        return new Figure.Total(parts);
    }

    private static AlarmRule page(String name, Figure figure, Limit limit, Window window) {
        return new AlarmRule(name, "", Severity.PAGE, figure, limit, window, false);
    }

    private static AlarmRule warn(String name, Figure figure, Limit limit, Window window) {
        return new AlarmRule(name, "", Severity.WARN, figure, limit, window, false);
    }
}
