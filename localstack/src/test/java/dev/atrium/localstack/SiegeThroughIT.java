package dev.atrium.localstack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.localstack.scenario.ScenarioReport;
import dev.atrium.localstack.scenario.SiegeScenario;
import dev.atrium.wire.Json;

import org.junit.jupiter.api.Test;

import java.util.Optional;

/** A siege from its registrations to its payouts, with somebody who comes late. */
class SiegeThroughIT {
    @Test
    void sevenPeoplePlayASiegeForStakesThatIsSettledPaidAndReplayed() throws Exception {
        StackOptions options =
                new StackOptions(
                        FreePorts.inARow(2), 1, Optional.empty(), 20, Optional.of("siege"));
        try (RunningStack stack = RunningStack.start(options, line -> {})) {
            ScenarioReport report = new SiegeScenario(stack).play();
            JsonNode json = Json.object(report.json());
            assertTrue(report.complete(), report.json());
            assertEquals("arena.siege", json.path("game").asText());
            assertEquals(7, json.path("players").asInt());
            assertEquals("same-hash", json.path("replayed").asText());
            assertEquals("vrf", json.path("proof").path("seedSource").asText());
            assertEquals(6, json.path("proof").path("nonces").asInt(), "late ones add nothing");
            assertEquals(7 * 3 * 100, json.path("stakes").path("pot").asLong());
            JsonNode paid = json.path("stakes").path("payouts").path("players");
            assertTrue(paid.size() >= 3, report.json());
            assertTrue(json.path("paid").asBoolean());
        }
    }
}
