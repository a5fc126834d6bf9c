package dev.atrium.localstack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.localstack.scenario.BlitzScenario;
import dev.atrium.localstack.scenario.ScenarioPlayer;
import dev.atrium.localstack.scenario.ScenarioReport;
import dev.atrium.wire.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Optional;

/** A stack with a data folder, ended and started again. */
class KeptDataIT {
    private static final int SPEED = 50;

    @Test
    void whatIsKeptIsThereAgainAfterARestart(@TempDir Path data) throws Exception {
        StackOptions options =
                new StackOptions(
                        FreePorts.inARow(2), 1, Optional.of(data), SPEED, Optional.empty());
        String roomId;
        try (RunningStack first = RunningStack.start(options, line -> {})) {
            ScenarioReport report = new BlitzScenario(first).play();
            assertTrue(report.complete(), report.json());
            roomId = Json.object(report.json()).path("roomId").asText();
        }
        try (RunningStack again = RunningStack.start(options, line -> {});
                HttpClient http = HttpClient.newHttpClient();
                ScenarioPlayer dora =
                        ScenarioPlayer.join(
                                http, again.httpUrl(), again.socketUrl(), "Dora", "stag")) {
            assertTrue(dora.get("/matches/" + roomId).path("settled").asBoolean());
            assertEquals(7, dora.get("/leaderboards/blitz").path("entries").size());
        }
    }
}
