package dev.atrium.localstack.load.party;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.wire.Json;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** The parties of a load run against a host of its own. */
class PartyLoadIT {
    private static JsonNode play(String line) throws Exception {
        PartyOptions options = PartyOptions.parse(List.of(line.split(" ", -1)));
        List<String> progress = new ArrayList<>();
        PartyReport report = new PartyLoad(options, progress::add).play();
        assertFalse(progress.isEmpty());
        JsonNode json = Json.object(Json.mapper().writeValueAsString(report.json()));
        assertTrue(json.path("complete").asBoolean(), json.toString());
        return json;
    }

    @Test
    void everyAnswerAndEveryVoteIsAccountedFor() throws Exception {
        JsonNode report =
                play(
                        "--rooms 3 --players 3 --answers 2 --votes 1 --start-rate 3"
                                + " --warm-up 0 --seconds 20");

        assertEquals(9, report.path("entered").asInt());
        JsonNode commands = report.path("commands");
        assertEquals(commands.path("sent").asLong(), commands.path("accepted").asLong());
        JsonNode results = report.path("results");
        // One round each at least, with an elimination and a voting.
        assertTrue(results.path("roundsCompared").asLong() >= 3, report.toString());
        assertTrue(results.path("phases").asLong() >= 6, report.toString());
        assertEquals(
                3 * results.path("phases").asLong(),
                report.at("/voteToResultMs/count").asLong(),
                "everybody hears of every result");
        assertTrue(commands.path("sent").asLong() >= 3 * 3 * 2, report.toString());
        assertTrue(report.at("/toPlayers/viewsPerSecond").asDouble() > 0, report.toString());
        assertTrue(report.at("/host/appendsPerSecond").asDouble() > 0, report.toString());
    }

    @Test
    void answersAreReplacedAtTheRateThatIsAskedFor() throws Exception {
        JsonNode report =
                play("--throughput --rate 6 --rooms 2 --players 3 --warm-up 2 --seconds 5");

        assertEquals(6.0, report.at("/toHost/commandsPerSecond").asDouble(), 0.5, "an open loop");
        assertEquals(0, report.at("/commands/skipped").asLong(), "the question lasts");
    }
}
