package dev.atrium.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.metric.FunctionMetric;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds the table of {@code docs/metrics.md} against a host that runs. */
class MetricsDocumentIT {
    private static final Pattern SAMPLE =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern OURS = Pattern.compile("([a-zA-Z0-9_]+)(?:\\{(.*)})?");
    private static final Pattern LATER = Pattern.compile("later, issue [4-9]");
    private static final String FUNCTIONS = "[functions](../../cdk/docs/alarms.md)";
    private static final Map<String, Set<String>> SOURCES =
            Map.of(
                    "atrium",
                    Set.of(
                            "rooms taken over from the dead",
                            "rooms taken over from who leaves",
                            "rooms quarantined",
                            "rooms refused",
                            "threads that stand still",
                            "time slips",
                            "shedding",
                            "busiest loop",
                            "tick lateness",
                            "message time",
                            "trims of journals"),
                    "socket-server",
                    Set.of(
                            "cpu.usage",
                            "cpu.load",
                            "memory.used",
                            "memory.available",
                            "network.bytesIn",
                            "network.bytesOut",
                            "network.connections",
                            "players.connected",
                            "players.active",
                            "updates.rate",
                            "updates.latency",
                            "state.size",
                            "state.updateFrequency",
                            "websocket.connections",
                            "websocket.messageRate",
                            "websocket.bandwidth",
                            "latency.average",
                            "latency.p95",
                            "latency.p99",
                            "region.capacity",
                            "region.currentLoad"),
                    "aurelius",
                    Set.of(
                            "active_games",
                            "players_online",
                            "game_duration",
                            "games_completed",
                            "operation.${operation}"),
                    "nemeths-domain",
                    Set.of(
                            "activeConnections",
                            "actionsPerSecond",
                            "combatsResolved",
                            "averageLatency",
                            "actionsByType",
                            "errorsByType",
                            "memoryUsage",
                            "cpuUsage",
                            "dbQueryTime",
                            "alert: server down",
                            "alert: latency",
                            "alert: error rate",
                            "alert: DB connections exhausted",
                            "alert: blockchain sync lag"),
                    "robots-party",
                    Set.of(
                            "active connections",
                            "rooms active",
                            "rooms completed",
                            "average game duration",
                            "vote latency",
                            "error rates",
                            "CPU usage per node",
                            "memory usage",
                            "network I/O",
                            "disk I/O",
                            "active WebSocket connections",
                            "messages per second",
                            "room count",
                            "player count by phase",
                            "error rate by type",
                            "daily, weekly, monthly active users",
                            "average players per room",
                            "game completion rate",
                            "most popular game mode",
                            "question difficulty accuracy",
                            "http_requests_total",
                            "websocket_message_duration_seconds_bucket",
                            "up{job=\"redis\"}",
                            "target: WebSocket latency p95",
                            "target: message throughput",
                            "target: concurrent games",
                            "target: room creation time",
                            "target: vote aggregation",
                            "target: database write",
                            "target: max players per server"));

    /** AWS's own. */
    private static final String OF_LAMBDA = "IteratorAge";

    private static RunningHost host;
    private static String scrape = "";

    /** A line of the table. */
    record Line(String source, String name, String ours, String type, String unit, String where) {
        boolean isHere() {
            return where.equals("host");
        }

        @Override
        public String toString() {
            return source + " " + name;
        }
    }

    private record Sample(String name, String labels, String value) {
        boolean is(String wanted, Set<String> wantedLabels) {
            Set<String> own = new TreeSet<>(List.of(labels.split(",", -1)));
            return name.equals(wanted) && own.containsAll(wantedLabels);
        }
    }

    @BeforeAll
    static void play() {
        host = RunningHost.start(1, Map.of("ATRIUM_LOOPS", "1"));
        RunningHost.Guest guest = RunningHost.Guest.named("Ana");
        String room = host.place(List.of(guest), 3);
        try (TestPlayer player = host.connect()) {
            player.enter(host, room, guest).await("entered");
            player.send("{\"action\":\"fly\",\"room\":\"" + room + "\",\"id\":\"x\"}");
            player.error("unknown-action");
            player.move(room, "0-0", "e", 1);
            player.await("state", state -> state.path("applied").path("0").asLong() == 1);
            player.await("state", state -> state.get("tick").asLong() > 120);
            Operators operators = Operators.of(host);
            assertEquals(200, Operators.get(host.port(), "/health").statusCode());
            // The network's times are sampled every five seconds.
            scrape =
                    operators.await(
                            "/metrics",
                            answer ->
                                    answer.contains("atrium_round_trip_seconds_count")
                                            && !answer.contains("atrium_round_trip_seconds_count 0")
                                            && answer.contains("dynamodb-PutItem")
                                            && answer.contains("atrium_http_requests_total{"));
        }
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    static Stream<Line> lines() throws IOException {
        List<Line> lines = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("docs/metrics.md"))) {
            String[] cells = line.split("\\|", -1);
            if (cells.length == 8 && SOURCES.containsKey(cells[1].strip())) {
                lines.add(
                        new Line(
                                cells[1].strip(),
                                cells[2].strip(),
                                cells[3].strip().replace("`", ""),
                                cells[4].strip(),
                                cells[5].strip(),
                                cells[6].strip()));
            }
        }
        return lines.stream();
    }

    @ParameterizedTest
    @MethodSource("lines")
    void whatTheTableNamesIsInTheScrapeAndOfThatType(Line line) {
        assertFalse(line.unit().isEmpty());
        if (line.where().equals(FUNCTIONS)) {
            boolean theirs =
                    Stream.of(FunctionMetric.values()).anyMatch(m -> m.label().equals(line.ours()));
            assertTrue(theirs || line.ours().equals(OF_LAMBDA), line.ours());
            return;
        }
        if (!line.isHere()) {
            assertTrue(LATER.matcher(line.where()).matches(), line.where());
            assertEquals("", line.ours(), "what is not there yet has no name");
            return;
        }
        Matcher ours = OURS.matcher(line.ours());
        assertTrue(ours.matches(), line.ours());
        Set<String> labels =
                ours.group(2) == null ? Set.of() : Set.of(ours.group(2).split(",", -1));
        List<Sample> found = samples().filter(sample -> sample.is(ours.group(1), labels)).toList();
        assertFalse(found.isEmpty(), line.ours() + " is not in the scrape");
        for (Sample sample : found) {
            assertFalse(sample.value().equals("NaN"), sample.toString());
        }
        assertTrue(typeOf(ours.group(1)).equals(line.type()), typeOf(ours.group(1)));
    }

    private static Stream<Sample> samples() {
        return scrape.lines()
                .map(SAMPLE::matcher)
                .filter(Matcher::matches)
                .map(m -> new Sample(m.group(1), m.group(2) == null ? "" : m.group(2), m.group(3)));
    }

    private static String typeOf(String sample) {
        for (String name : List.of(sample, sample.replaceAll("_(bucket|count|sum)$", ""))) {
            Matcher type = Pattern.compile("# TYPE " + name + " (\\w+)").matcher(scrape);
            if (type.find()) {
                return type.group(1);
            }
        }
        return "untyped";
    }

    @Test
    void everyNameOfTheSourcesHasItsLine() throws IOException {
        Map<String, Set<String>> mapped =
                lines().collect(
                                Collectors.groupingBy(
                                        Line::source,
                                        Collectors.mapping(Line::name, Collectors.toSet())));
        assertEquals(SOURCES, mapped);
    }

    @Test
    void whatWasPlayedWasCounted() {
        assertEquals("1.0", value("atrium_actions_total", "action=\"move-warrior\""));
        assertEquals("1.0", value("atrium_actions_total", "action=\"other\""));
        assertEquals("3.0", value("atrium_messages_total", "direction=\"in\""));
        assertEquals("1.0", value("atrium_errors_total", "code=\"unknown-action\""));
        assertEquals("1.0", value("atrium_rooms", "phase=\"playing\""));
        assertEquals("1.0", value("atrium_players", "phase=\"playing\""));
        assertEquals("1.0", value("atrium_connections", "kind=\"direct\""));
        assertEquals("1.0", value("atrium_games_started_total", "game=\"arena.blitz\""));
        assertEquals("1.0", value("atrium_lease_valid", ""));
        assertEquals("0.0", value("atrium_shedding", "step=\"refuse-rooms\""));
        assertEquals("1", value("atrium_operation_seconds_count", "operation=\"room-open\""));
        assertEquals("1", value("atrium_command_wait_seconds_count", "game=\"arena.blitz\""));
        assertTrue(number("atrium_ticks_total", "loop=\"loop-0\"") > 60);
        assertTrue(number("atrium_room_run_seconds_count", "loop=\"loop-0\"") > 60);
        assertTrue(number("atrium_room_lateness_recent_seconds", "quantile=\"0.99\"") > 0);
        assertTrue(number("atrium_room_state_bytes_sum", "") > 100);
        assertTrue(number("atrium_message_bytes_total", "direction=\"out\"") > 10_000);
    }

    @Test
    void noRoomAndNoPlayerIsALabel() {
        Set<String> names =
                samples()
                        .flatMap(sample -> Stream.of(sample.labels().split(",", -1)))
                        .map(label -> label.replaceAll("=.*", ""))
                        .collect(Collectors.toSet());
        assertFalse(names.contains("room"), names.toString());
        assertFalse(names.contains("player"), names.toString());
        assertFalse(scrape.contains("guest-"), "an id of a player");
    }

    private static String value(String name, String label) {
        Set<String> labels = label.isEmpty() ? Set.of() : Set.of(label);
        return samples().filter(s -> s.is(name, labels)).findFirst().orElseThrow().value();
    }

    private static double number(String name, String label) {
        return Double.parseDouble(value(name, label));
    }
}
