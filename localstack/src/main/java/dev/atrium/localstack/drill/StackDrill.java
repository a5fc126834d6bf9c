package dev.atrium.localstack.drill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.localstack.RunningStack;
import dev.atrium.localstack.StackOptions;
import dev.atrium.localstack.ops.Ops;
import dev.atrium.localstack.scenario.BlitzScenario;
import dev.atrium.localstack.scenario.ScenarioPlayer;
import dev.atrium.localstack.scenario.ScenarioReport;
import dev.atrium.localstack.store.FreePort;
import dev.atrium.wire.Json;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What drills on a whole stack do with it. */
final class StackDrill {
    /** Of a match: a Blitz of 90 s takes five. */
    private static final int SPEED = 20;

    private static final long POLL_MS = 50;

    private StackDrill() {}

    /** A stack that keeps what it has in that folder. */
    static RunningStack start(Path data) throws IOException, InterruptedException {
        return RunningStack.start(
                new StackOptions(FreePort.find(), 1, Optional.of(data), SPEED, Optional.empty()),
                line -> {});
    }

    /**
     * Plays a match for stakes until it is settled, paid, on the board and replayed.
     *
     * @return its report
     * @throws IllegalStateException if something of that did not happen
     */
    static JsonNode play(RunningStack stack) {
        ScenarioReport report = new BlitzScenario(stack).play();
        if (!report.complete()) {
            throw new IllegalStateException("a match is not whole: " + report.json());
        }
        return read(report.json());
    }

    /** A line of JSON. */
    static JsonNode read(String json) {
        try {
            return Json.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("this is no JSON: " + json, e);
        }
    }

    /**
     * An operator's command, as the runbook has it.
     *
     * @throws IllegalStateException if it is refused
     */
    static List<String> operate(Path data, String... words) {
        List<String> arguments = new ArrayList<>(List.of("--data", data.toString()));
        arguments.addAll(List.of(words));
        List<String> said = new ArrayList<>();
        int status =
                Ops.run(
                        arguments,
                        Map.of(),
                        Path.of(System.getProperty("java.io.tmpdir")),
                        said::add,
                        said::add);
        if (status != 0) {
            throw new IllegalStateException(String.join(" ", words) + ": " + said);
        }
        return said;
    }

    /**
     * The record of a match once it is settled, or as it is when the time is over, as anybody sees
     * it.
     */
    static JsonNode settled(RunningStack stack, String room, Duration within) {
        long end = System.nanoTime() + within.toNanos();
        HttpClient http = HttpClient.newHttpClient();
        try (ScenarioPlayer who =
                ScenarioPlayer.join(http, stack.httpUrl(), stack.socketUrl(), "Dora", "stag")) {
            JsonNode match = who.get("/matches/" + room);
            while (!match.path("settled").asBoolean() && System.nanoTime() < end) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MS));
                match = who.get("/matches/" + room);
            }
            return match;
        } finally {
            http.shutdownNow();
        }
    }

    static Duration since(long nanos) {
        return Duration.ofMillis(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos));
    }
}
