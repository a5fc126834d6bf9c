package dev.atrium.functions.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.maintenance.Maintenance;
import dev.atrium.maintenance.MaintenanceBook;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/** While an operator has switched maintenance on, no match is made, and nobody waits in vain. */
class MaintenanceIT {
    private static final String NOON = "Back at noon.";

    @AutoClose final LobbyStage stage = new LobbyStage();
    private MaintenanceBook book;

    @BeforeEach
    void open() {
        stage.host("h-1");
        book =
                new MaintenanceBook(
                        stage.local.functions().stores().dynamo(),
                        stage.local.functions().config().tablePrefix());
    }

    private void switchOn() {
        book.switchOn(new Maintenance(NOON, "ann", 1));
    }

    private void later(long ms) {
        stage.local.clock().advance(Duration.ofMillis(ms));
    }

    private static void assertMaintenance(JsonNode error) {
        assertEquals("maintenance", error.path("code").asText());
        assertEquals(NOON, error.path("message").asText());
        assertEquals("matchmake", error.path("action").asText());
        assertTrue(error.path("retryable").asBoolean());
    }

    /** What looks at those who wait. */
    void look() {
        stage.beat();
    }

    @Test
    void whoAsksForAMatchIsToldWhyThereIsNone() {
        switchOn();
        stage.connect("ann");
        List<JsonNode> answers = stage.matchmake("ann", 3, true);
        assertEquals(1, answers.size());
        assertEquals("m1", answers.getFirst().path("id").asText());
        assertMaintenance(answers.getFirst().path("data"));
        assertEquals(List.of(), stage.waiting());
        later(60_000);
        look();
        assertEquals(List.of(), stage.rooms());
    }

    @Test
    void whoWaitsIsToldOnceAndWaitsNoLonger() {
        stage.connect("ann");
        stage.matchmake("ann", 1, false);
        stage.connect("gone");
        stage.matchmake("gone", 1, false);
        stage.disconnect("gone");
        switchOn();
        later(5_000);
        look();
        look();
        assertEquals(1, stage.got("ann", "error").size());
        JsonNode error = stage.got("ann", "error").getFirst();
        assertMaintenance(error);
        assertEquals(30_000, error.path("retryAfterMs").asLong());
        assertEquals(List.of(), stage.waiting());
    }

    @Test
    void whatWasReadIsBelievedForFiveSecondsAndNoLonger() {
        stage.connect("ann");
        assertEquals("matchmaking-queued", answerTo("ann"));
        switchOn();
        later(4_999);
        assertEquals("matchmaking-queued", answerTo("ann"));
        later(1);
        assertEquals("error", answerTo("ann"));
        book.switchOff();
        later(5_000);
        assertEquals("matchmaking-queued", answerTo("ann"));
    }

    private String answerTo(String player) {
        return stage.matchmake(player, 1, false).getFirst().path("type").asText();
    }
}
