package dev.atrium.functions.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.room.SeatPlan;
import dev.atrium.schema.RoomRow;
import dev.atrium.wire.Json;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Practice: nobody waits, and nobody waits for anybody. */
class MatchmakingPracticeIT {
    private static final String PRACTICE = "arena.practice";

    @AutoClose private final LobbyStage stage = new LobbyStage();

    private static List<SeatPlan> seats(RoomRow room) throws IOException {
        return Json.mapper().readValue(room.seats(), new TypeReference<List<SeatPlan>>() {});
    }

    private static List<String> types(List<JsonNode> answers) {
        return answers.stream().map(answer -> answer.path("type").asText()).toList();
    }

    @Test
    void onePlayerHasARoomAtOnceAndAlone() throws IOException {
        stage.host("h1");
        stage.connect("ann");

        List<JsonNode> answers = stage.matchmake(PRACTICE, "ann", 1, false);

        assertEquals(List.of("matchmaking-queued", "match-found"), types(answers));
        RoomRow room = stage.rooms().getFirst();
        assertEquals(PRACTICE, room.game());
        assertEquals(1, seats(room).size());
        assertEquals("ann", seats(room).getFirst().playerId());
        JsonNode found = answers.getLast().path("data");
        assertEquals(room.roomId(), found.path("roomId").asText());
        assertEquals(PRACTICE, found.path("game").asText());
        assertEquals(List.of(), stage.waiting(new Queue(PRACTICE, false)));
    }

    @Test
    void botsFillToFourSeatsForWhoAsksForThem() throws IOException {
        stage.host("h1");
        stage.connect("ann");

        stage.matchmake(PRACTICE, "ann", 1, true);

        List<SeatPlan> seats = seats(stage.rooms().getFirst());
        assertEquals(4, seats.size());
        assertFalse(seats.getFirst().bot());
        assertTrue(seats.stream().skip(1).allMatch(SeatPlan::bot));
        assertTrue(seats.stream().allMatch(s -> s.seat().option("warriors", 0) == 1));
        assertEquals(
                Set.of("weak", "medium", "strong"),
                seats.stream()
                        .skip(1)
                        .map(s -> s.options().get("strength"))
                        .collect(Collectors.toSet()),
                "one of each strength");
    }

    @Test
    void moreThanOneWarriorIsRefusedAndNobodyQueues() {
        stage.host("h1");
        stage.connect("ann");

        for (int warriors : new int[] {2, 3}) {
            List<JsonNode> answers = stage.matchmake(PRACTICE, "ann", warriors, true);
            assertEquals(List.of("error"), types(answers));
            JsonNode error = answers.getFirst().path("data");
            assertEquals("out-of-range", error.path("code").asText());
            assertEquals(
                    "options.warriors=" + warriors + " (allowed: 1-1)",
                    error.path("message").asText());
        }
        assertEquals(List.of(), stage.rooms());
        assertEquals(List.of(), stage.waiting(new Queue(PRACTICE, false)));
    }

    @Test
    void withoutAHostOneWaitsAndTheScheduleFormsEachARoom() {
        for (String player : List.of("ann", "ben")) {
            stage.connect(player);
            List<JsonNode> answers = stage.matchmake(PRACTICE, player, 1, false);
            assertEquals("matchmaking-queued", types(answers).getFirst());
        }
        // The first in the queue is told; the other one waits behind him.
        assertEquals(1, stage.got("ann", "error").size());
        stage.host("h1");
        stage.local.clock().advance(Duration.ofMillis(Matchmaker.RETRY_MS));
        stage.beat();

        assertEquals(2, stage.rooms().size());
        assertEquals(1, stage.got("ann", "match-found").size());
        assertEquals(1, stage.got("ben", "match-found").size());
    }

    @Test
    void queuesOfDifferentGamesDoNotMix() {
        stage.host("h1");
        stage.connect("ann");
        stage.connect("ben");
        stage.matchmake("ann", 3, false);

        stage.matchmake(PRACTICE, "ben", 1, false);

        assertEquals(List.of("ann"), stage.waiting());
        assertEquals(1, stage.rooms().size());
    }
}
