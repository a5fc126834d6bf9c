package dev.atrium.functions.settle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.wire.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines as CloudWatch's "Specification: Embedded metric format" wants them. */
class MetricLineTest {
    private static final long AT_MS = 1_795_151_105_000L;
    private static final MetricLine LINES = new MetricLine("atrium-test");

    private static JsonNode read(String line) throws Exception {
        assertFalse(line.contains("\n"), "one line is one event");
        return Json.object(line);
    }

    /** Without its target member a metric is dropped in silence. */
    private static void assertEmbedded(JsonNode line) {
        assertEquals(AT_MS, line.at("/_aws/Timestamp").longValue());
        assertTrue(line.at("/_aws/Timestamp").isIntegralNumber());
        JsonNode directives = line.at("/_aws/CloudWatchMetrics");
        assertEquals(1, directives.size());
        JsonNode directive = directives.get(0);
        assertEquals("atrium-test", directive.path("Namespace").asText());
        assertEquals("[[],[\"Game\"]]", directive.path("Dimensions").toString());
        assertEquals("arena.blitz", line.path("Game").textValue());
        assertTrue(directive.path("Metrics").size() <= 100);
        for (JsonNode metric : directive.path("Metrics")) {
            assertEquals("Count", metric.path("Unit").asText());
            assertTrue(line.path(metric.path("Name").asText()).isNumber(), metric.toString());
        }
        assertEquals(directive.path("Metrics").size() + 2, line.size(), "and nothing else");
    }

    @Test
    void aRoomWithAnOutcomeHasItsPeopleAndWhoOfThemIsNew() throws Exception {
        JsonNode line = read(LINES.finished(AT_MS, "arena.blitz", 4, new long[] {3, 2, 1}));
        assertEmbedded(line);
        assertEquals(1, line.path("RoomsFinished").asLong());
        assertEquals(4, line.path("PlayersPerRoom").asLong());
        assertEquals(3, line.path("DailyActivePlayers").asLong());
        assertEquals(2, line.path("WeeklyActivePlayers").asLong());
        assertEquals(1, line.path("MonthlyActivePlayers").asLong());
    }

    @Test
    void aVoidRoomIsOne() throws Exception {
        JsonNode line = read(LINES.madeVoid(AT_MS, "arena.blitz", "nobody-entered"));
        assertEmbedded(line);
        assertEquals(1, line.path("RoomsVoid").asLong());
        assertEquals(0, line.path("RoomsLost").asLong(), "its players stayed away");
    }

    @ParameterizedTest
    @ValueSource(strings = {"room-failed", "end-not-stored", "quarantined", "journal-lost", "new"})
    void aRoomThatAtriumLostIsCountedAsLost(String reason) throws Exception {
        JsonNode line = read(LINES.madeVoid(AT_MS, "arena.blitz", reason));
        assertEmbedded(line);
        assertEquals(1, line.path("RoomsLost").asLong());
    }

    @Test
    void whatWaitsIsOfNoGame() throws Exception {
        JsonNode line = read(LINES.waiting(AT_MS, 7));
        JsonNode directive = line.at("/_aws/CloudWatchMetrics/0");
        assertEquals("[[]]", directive.path("Dimensions").toString());
        assertEquals(7, line.path("OutcomesWaiting").asLong());
        assertEquals(2, line.size());
    }
}
