package dev.atrium.localstack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.localstack.scenario.PartyScenario;
import dev.atrium.localstack.scenario.ScenarioReport;
import dev.atrium.wire.Json;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** A party from its code to the board, through the gateway of a stack with two hosts. */
class PartyThroughIT {
    private static final int SPEED = 20;
    private static final long SEED = 7;

    @Test
    void sixPeoplePlayAPartyThatIsScoredTwiceSettledKeptRankedAndReplayed() throws Exception {
        StackOptions options =
                new StackOptions(
                        FreePorts.inARow(3), 2, Optional.empty(), SPEED, Optional.of("party"));
        try (RunningStack stack = RunningStack.start(options, line -> {})) {
            ScenarioReport report = new PartyScenario(stack, SEED).play();
            JsonNode json = Json.object(report.json());
            assertTrue(report.complete(), report.json());
            assertEquals(0, json.path("wrong").size(), report.json());
            assertEquals(4, json.path("roomCode").asText().length());
            assertEquals("same-hash", json.path("replayed").asText());
            assertTrue(json.path("settled").asBoolean());
            assertEquals(6, names(json).size(), "two came as Ada, and are told apart");
            assertEquals(8, json.path("rounds").size());
            Set<String> questions = new HashSet<>();
            for (JsonNode round : json.path("rounds")) {
                questions.add(round.path("questionId").asText());
                assertTrue(round.path("answers").size() >= 2, report.json());
            }
            assertEquals(8, questions.size(), "no question comes twice");
            assertEquals(6, json.path("standings").size());
            assertTrue(json.path("winners").size() >= 1);
            assertEquals(6, json.path("history").path("players").size());
            assertEquals(6, json.path("leaderboard").size());
            assertTrue(json.path("watched").asInt() > 8, "views that the watcher was shown");
        }
    }

    private static Set<String> names(JsonNode json) {
        Set<String> names = new HashSet<>();
        json.path("players").forEach(player -> names.add(player.path("name").asText()));
        return names;
    }
}
