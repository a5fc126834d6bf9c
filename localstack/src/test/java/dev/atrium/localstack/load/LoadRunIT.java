package dev.atrium.localstack.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.wire.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The load generator against a host of its own. */
class LoadRunIT {
    private static final long WAIT_S = 90;

    private static JsonNode play(String line) throws Exception {
        LoadOptions options = LoadOptions.parse(List.of(line.split(" ", -1)));
        List<String> progress = new ArrayList<>();
        LoadReport report = new LoadRun(options, progress::add).play();
        assertFalse(progress.isEmpty());
        assertTrue(report.table().lines().count() > 8, report.table());
        return Json.object(Json.mapper().writeValueAsString(report.json()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"compact", "json"})
    void everyInputAndEveryViewIsAccountedFor(String wire) throws Exception {
        JsonNode report =
                play("--rooms 2 --bots 4 --warm-up 1 --seconds 3 --threads 2 --wire " + wire);

        assertTrue(report.path("complete").asBoolean(), report.toString());
        assertEquals(8, report.path("clients").asInt());
        assertEquals(8, report.path("entered").asInt());
        JsonNode inputs = report.path("inputs");
        long sent = inputs.path("sent").asLong();
        assertEquals(8 * 10 * 3, sent + inputs.path("skipped").asLong(), "an open loop");
        assertEquals(
                sent,
                inputs.path("answered").asLong()
                        + inputs.path("refused").asLong()
                        + inputs.path("unanswered").asLong());
        assertEquals(0, inputs.path("unanswered").asLong(), report.toString());
        JsonNode latency = report.path("inputToViewMs");
        assertEquals(inputs.path("answered").asLong(), latency.path("count").asLong());
        assertTrue(latency.path("p50").asDouble() <= latency.path("p99").asDouble());
        assertTrue(latency.path("p50").asDouble() > 1, "a view is not there at once");
        // Twenty a second for each, give or take what a busy machine makes of three seconds.
        long views = report.path("views").path("read").asLong();
        assertTrue(views > 8 * 20 * 3 / 2 && views <= 8 * 20 * 4, "views: " + views);
        assertTrue(report.path("bytes").path("received").asLong() > views);
        assertTrue(report.path("bytes").path("sent").asLong() > sent * 8);
        assertTrue(report.path("host").path("cpuSeconds").asDouble() > 0);
        assertTrue(report.path("host").path("residentMiB").asDouble() > 50);
        long appends = report.path("host").path("journalAppends").asLong();
        assertTrue(appends > 2 * 20 * 3 / 2 && appends <= 2 * 20 * 4, "appends: " + appends);
        JsonNode lateness = report.path("host").path("tickLatenessMs");
        assertTrue(lateness.path("count").asLong() > 2 * 30 * 3, report.toString());
        assertEquals(0, report.path("errors").size(), report.toString());
    }

    @Test
    void clientsThatOnlyConnectStayAndAreHeard() throws Exception {
        JsonNode report = play("--connected 50 --connect-rate 100 --seconds 11");

        assertTrue(report.path("complete").asBoolean(), report.toString());
        assertEquals(50, report.path("entered").asInt());
        JsonNode heartbeats = report.path("heartbeats");
        assertTrue(heartbeats.path("pings").asInt() >= 50, "one each in ten seconds");
        assertEquals(heartbeats.path("pings").asInt(), heartbeats.path("pongs").asInt());
        assertEquals(0, report.path("ends").size());
        assertFalse(report.has("inputs"), "nobody plays");
    }

    private record Ended(int status, List<String> lines) {}

    private static Ended run(String... arguments) throws Exception {
        Path script = Path.of(System.getProperty("atrium.home"), "localstack", "load", "run");
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = process.inputReader(UTF_8).lines().toList();
        assertTrue(process.waitFor(WAIT_S, TimeUnit.SECONDS));
        return new Ended(process.exitValue(), lines);
    }

    @Test
    void aBadArgumentIsSaidInOneLineWithStatus2() throws Exception {
        Ended ended = run("--rooms", "2", "--bots", "none");

        assertEquals(2, ended.status());
        assertEquals(List.of("atrium: --bots=none (allowed: 1-20)"), ended.lines());
    }

    @Test
    void theScriptWritesTheReportWhereItIsTold(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("report.json");
        Ended ended =
                run(
                        "--rooms",
                        "1",
                        "--bots",
                        "2",
                        "--warm-up",
                        "0",
                        "--seconds",
                        "1",
                        "--json",
                        file.toString());

        assertEquals(0, ended.status(), ended.lines().toString());
        assertTrue(ended.lines().stream().anyMatch(line -> line.startsWith("input to view")));
        assertEquals(2, Json.object(Files.readString(file)).path("entered").asInt());
    }
}
