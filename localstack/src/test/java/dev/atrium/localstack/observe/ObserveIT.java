package dev.atrium.localstack.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.localstack.FreePorts;
import dev.atrium.localstack.RunningStack;
import dev.atrium.localstack.StackOptions;
import dev.atrium.localstack.scenario.Inbox;
import dev.atrium.localstack.scenario.ScenarioPlayer;
import dev.atrium.wire.Json;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Rules and dashboard of Prometheus and Grafana, over a stack on which somebody plays. */
class ObserveIT {
    private static final Duration WAIT = Duration.ofSeconds(60);
    private static final Pattern METRIC =
            Pattern.compile("\\b(?:atrium|jvm|process|system)_[a-z0-9_]+(\\{[^}]*})?");
    private static final Path FILES =
            Path.of(System.getProperty("atrium.home"), "localstack", "observe");

    @TempDir private static Path data;

    private static HttpClient http;
    private static RunningStack stack;
    private static String scrape = "";

    @BeforeAll
    static void play() throws Exception {
        http = HttpClient.newHttpClient();
        int port = FreePorts.inARow(3);
        stack =
                RunningStack.start(
                        new StackOptions(port, 2, Optional.of(data), 1, Optional.empty()),
                        line -> {});
        try (ScenarioPlayer player =
                ScenarioPlayer.join(http, stack.httpUrl(), stack.socketUrl(), "Ada", "fox")) {
            player.matchmake("arena.practice", 1, false);
            JsonNode match = player.awaitMatch(WAIT).data();
            try (Inbox room = player.enter(match)) {
                room.await("state", WAIT);
                String roomId = match.path("roomId").asText();
                room.send(Json.object("{\"action\":\"fly\",\"room\":\"" + roomId + "\"}"));
                room.await("error", WAIT);
                room.await("state", WAIT);
                scrape = scrapeAll();
            }
        }
    }

    @AfterAll
    static void stop() {
        stack.close();
        http.shutdownNow();
    }

    private static List<String> targets() throws Exception {
        JsonNode groups = Json.mapper().readTree(data.resolve("prometheus-targets.json").toFile());
        assertEquals("room-host", groups.at("/0/labels/service").asText());
        List<String> targets = new ArrayList<>();
        groups.at("/0/targets").forEach(target -> targets.add(target.asText()));
        return targets;
    }

    private static String scrapeAll() throws Exception {
        StringBuilder all = new StringBuilder();
        for (String target : targets()) {
            HttpResponse<String> answer =
                    http.send(
                            HttpRequest.newBuilder(URI.create("http://" + target + "/metrics"))
                                    .timeout(WAIT)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertEquals(200, answer.statusCode(), target);
            all.append(answer.body());
        }
        return all.toString();
    }

    @Test
    void prometheusIsToldOfEveryHostAndOfNoKey() throws Exception {
        assertEquals(2, targets().size());
        String file = Files.readString(data.resolve("prometheus-targets.json"));
        String key = Files.readAllLines(data.resolve("operators")).getFirst();
        assertFalse(file.contains(key));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--data | usage: localstack/observe/prometheus --data DIR [--port 9090]",
                "--data /no/where | no stack runs in /no/where: start one with localstack/up"
                        + " --data /no/where",
                "--data /tmp --port 0 | --port=0 (allowed: 1 to 65535)",
                "--fast yes | unknown --fast; usage: localstack/observe/prometheus --data DIR"
                        + " [--port 9090]"
            })
    void whoCallsItWronglyIsToldInOneLine(String words, String line) throws Exception {
        List<String> command = new ArrayList<>(List.of(FILES.resolve("prometheus").toString()));
        command.addAll(List.of(words.split(" ", -1)));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = process.inputReader().lines().toList();
        assertEquals(2, process.waitFor());
        assertEquals(List.of("atrium: " + line), lines);
    }

    /** The expressions of a file, by what they are called. */
    private static Map<String, String> rules() throws Exception {
        Map<String, String> rules = new TreeMap<>();
        Map<String, List<Map<String, Object>>> file =
                new Yaml().load(Files.readString(FILES.resolve("rules.yml")));
        for (Map<String, Object> group : file.getOrDefault("groups", List.of())) {
            for (Object rule : (List<?>) group.getOrDefault("rules", List.of())) {
                Map<?, ?> alert = (Map<?, ?>) rule;
                String before =
                        rules.put(
                                String.valueOf(alert.get("alert")),
                                String.valueOf(alert.get("expr")));
                assertEquals(null, before, "twice");
            }
        }
        return rules;
    }

    private static Map<String, String> graphs() throws Exception {
        Map<String, String> graphs = new TreeMap<>();
        for (JsonNode panel :
                Json.mapper().readTree(FILES.resolve("dashboard.json").toFile()).path("panels")) {
            for (JsonNode target : panel.path("targets")) {
                graphs.put(
                        panel.path("title").asText() + " " + target.path("refId").asText(),
                        target.path("expr").asText());
            }
        }
        return graphs;
    }

    @Test
    void everyMetricAndLabelThatTheyNameIsShownByAHostThatRuns() throws Exception {
        Map<String, String> all = rules();
        all.putAll(graphs());
        int found = 0;
        for (Map.Entry<String, String> one : all.entrySet()) {
            Matcher metric = METRIC.matcher(one.getValue());
            while (metric.find()) {
                found++;
                assertTrue(isShown(metric.group()), one.getKey() + ": " + metric.group());
            }
        }
        assertTrue(found > 40, found + " metrics");
    }

    /** Whether there is such a sample; of labels by {@code =} the value, of others the name. */
    private static boolean isShown(String selector) {
        String name = selector.replaceAll("\\{.*", "");
        Set<String> labels = new TreeSet<>();
        Matcher label = Pattern.compile("([a-z]+)(=~?)\"([^\"]*)\"").matcher(selector);
        while (label.find()) {
            labels.add(
                    label.group(2).equals("=")
                            ? label.group(1) + "=\"" + label.group(3) + "\""
                            : label.group(1) + "=\"");
        }
        return scrape.lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .anyMatch(line -> labels.stream().allMatch(line::contains));
    }

    /** Otherwise the test above would pass whatever they name. */
    @Test
    void whatNoHostShowsIsFound() {
        assertFalse(isShown("atrium_rooms_total"));
        assertFalse(isShown("atrium_rooms{phase=\"dreaming\"}"));
        assertTrue(isShown("atrium_rooms{phase=\"playing\"}"));
    }

    /** The page is held to the alarms of CloudWatch by the deployment's own tests. */
    @Test
    void rulesAreNamedAndWeighedAsTheAlarmsOfTheDeploymentAre() throws Exception {
        String page =
                Files.readString(
                        Path.of(System.getProperty("atrium.home"), "cdk", "docs", "alarms.md"));
        Map<String, List<Map<String, Object>>> file =
                new Yaml().load(Files.readString(FILES.resolve("rules.yml")));
        Set<String> missing =
                file.getOrDefault("groups", List.of()).stream()
                        .flatMap(
                                group ->
                                        ((List<?>) group.getOrDefault("rules", List.of())).stream())
                        .map(rule -> (Map<?, ?>) rule)
                        .map(
                                rule ->
                                        "| `%s` | %s |"
                                                .formatted(
                                                        rule.get("alert"),
                                                        ((Map<?, ?>) rule.get("labels"))
                                                                .get("severity")))
                        .filter(row -> !page.contains(row))
                        .collect(Collectors.toSet());
        assertEquals(Set.of(), missing);
    }
}
