package dev.atrium.functions.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.identity.Ticket;
import dev.atrium.identity.Tokens;
import dev.atrium.room.SeatPlan;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.Tables;
import dev.atrium.wire.Json;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

class MatchmakingIT {
    @AutoClose private final LobbyStage stage = new LobbyStage();

    private static List<SeatPlan> seats(RoomRow room) throws Exception {
        return Json.mapper().readValue(room.seats(), new TypeReference<List<SeatPlan>>() {});
    }

    private void later(long ms) {
        stage.local.clock().advance(Duration.ofMillis(ms));
    }

    @Test
    void whoQueuesIsToldSoAndWaits() {
        stage.connect("ann");

        List<JsonNode> answers = stage.matchmake("ann", 2, false);

        assertEquals(1, answers.size());
        assertEquals("matchmaking-queued", answers.getFirst().path("type").asText());
        assertEquals("m1", answers.getFirst().path("id").asText());
        JsonNode data = answers.getFirst().path("data");
        assertEquals("arena.blitz", data.path("game").asText());
        assertEquals(stage.local.clock().millis(), data.path("queuedAt").asLong());
        assertEquals(1, data.path("waiting").asInt());
        assertEquals(List.of("ann"), stage.waiting());
    }

    @Test
    void twoAreMatchedTenSecondsAfterTheSecondCame() throws Exception {
        stage.host("h1");
        stage.connect("ann");
        stage.connect("ben");
        stage.matchmake("ann", 2, false);
        later(1);
        stage.matchmake("ben", 3, false);
        later(9_999);
        stage.beat();
        assertEquals(List.of(), stage.rooms());
        later(1);
        stage.beat();

        RoomRow room = stage.rooms().getFirst();
        assertEquals(1, stage.rooms().size());
        assertEquals(List.of(), stage.waiting());
        assertEquals("h1", room.owner());
        assertEquals(List.of("ann", "ben"), seats(room).stream().map(SeatPlan::playerId).toList());
        assertEquals("3", seats(room).get(1).options().get("warriors"));
        assertEquals(LobbyStage.HASH, seats(room).get(1).nonceHash());
        JsonNode found = stage.got("ben", "match-found").getFirst();
        assertEquals(room.roomId(), found.path("roomId").asText());
        assertEquals("arena.blitz", found.path("game").asText());
        assertEquals("ws://127.0.0.1/h1", found.path("direct").asText());
        assertEquals(stage.local.clock().millis() + 3_600_000, found.path("expiresAt").asLong());
        assertEquals(
                new Tokens.Checked.Valid<>(new Ticket(room.roomId(), "ben", Optional.of(1))),
                stage.local.functions().tokens().ticket(found.path("ticket").asText()));
        assertNotEquals(
                found.path("ticket"), stage.got("ann", "match-found").getFirst().path("ticket"));
    }

    @Test
    void twentyWarriorsStartWithTheMessageThatMakesThemTwenty() {
        stage.host("h1");
        for (int i = 0; i < 7; i++) {
            stage.connect("p" + i);
            stage.matchmake("p" + i, i < 6 ? 3 : 2, false);
        }

        assertEquals(1, stage.rooms().size());
        List<String> types = stage.posts("p6").stream().map(p -> p.path("type").asText()).toList();
        assertEquals(List.of("matchmaking-queued", "match-found"), types);
        for (int i = 0; i < 7; i++) {
            assertEquals(1, stage.got("p" + i, "match-found").size());
        }
    }

    @Test
    void whoAcceptsBotsPlaysThemAfterFiveSecondsAndOthersWaitOn() throws Exception {
        stage.host("h1");
        stage.connect("ann");
        stage.connect("ben");
        stage.matchmake("ann", 2, true);
        stage.matchmake("ben", 2, false);
        later(4_999);
        stage.beat();
        assertEquals(List.of(), stage.rooms());
        later(1);
        stage.beat();

        List<SeatPlan> seats = seats(stage.rooms().getFirst());
        assertEquals("ann", seats.getFirst().playerId());
        assertTrue(seats.stream().skip(1).allMatch(SeatPlan::bot));
        assertEquals(20, seats.stream().mapToInt(s -> s.seat().option("warriors", 0)).sum());
        assertEquals(List.of("ben"), stage.waiting());
        assertEquals(1, stage.got("ann", "match-found").size());
        assertEquals(0, stage.got("ben", "match-found").size());
    }

    @Test
    void botsAreNotGivenToWhoDidNotAsk() {
        stage.host("h1");
        stage.connect("ann");
        stage.send(
                "ann",
                "{\"action\":\"matchmake\",\"game\":\"arena.blitz\","
                        + "\"nonceHash\":\""
                        + LobbyStage.HASH
                        + "\",\"options\":{\"warriors\":1}}");
        later(600_000);
        stage.beat();

        assertEquals(List.of(), stage.rooms());
        assertEquals(List.of("ann"), stage.waiting());
    }

    @Test
    void everyConnectionOfAPlayerIsTold() {
        stage.host("h1");
        stage.connect("ann");
        stage.connect("ann", "other-window");
        stage.matchmake("ann", 1, true);
        later(5_000);
        stage.beat();

        assertEquals(1, stage.got("ann", "match-found").size());
        assertEquals(1, stage.local.gateway().posts("other-window").size());
    }

    @Test
    void nobodyWaitsUntilTheOthersAreTold() {
        stage.host("h1");
        List.of("ann", "ben", "cem").forEach(stage::connect);
        List.of("ann", "ben", "cem").forEach(player -> stage.matchmake(player, 2, false));
        later(10_000);
        stage.local.gateway().letMeet(3);

        stage.beat();

        for (String player : List.of("ann", "ben", "cem")) {
            assertEquals(1, stage.got(player, "match-found").size(), player);
        }
    }

    @Test
    void whoIsGoneAtMatchTimeIsDroppedAndTheOthersWaitOn() {
        stage.host("h1");
        for (String player : List.of("ann", "gone", "ben")) {
            stage.connect(player);
            stage.matchmake(player, 1, false);
        }
        stage.disconnect("gone");
        later(10_000);
        stage.beat();

        RoomRow room = stage.rooms().getFirst();
        assertFalse(room.seats().contains("gone"));
        assertEquals(1, stage.got("ann", "match-found").size());
        assertEquals(1, stage.got("ben", "match-found").size());
        assertEquals(List.of(), stage.waiting());
    }

    @Test
    void whoIsNotInTheIndexYetIsPassedOverAndKeepsHisPlace() {
        stage.host("h1");
        for (int i = 0; i < 7; i++) {
            if (i != 6) {
                stage.connect("p" + i);
            }
            stage.matchmake("p" + i, i < 6 ? 3 : 2, false);
        }
        assertEquals(List.of(), stage.rooms());
        assertEquals(7, stage.waiting().size());

        later(MatchForming.FOUND_WITHIN_MS);
        stage.connect("p6");
        stage.beat();

        assertEquals(1, stage.rooms().size());
        assertEquals(1, stage.got("p6", "match-found").size());
        assertEquals(List.of(), stage.waiting());
    }

    @Test
    void whoHangsUpWhileTheMatchIsMadeHarmsNobody() {
        stage.host("h1");
        for (String player : List.of("ann", "gone", "ben")) {
            stage.connect(player);
            stage.matchmake(player, 1, false);
        }
        stage.local.gateway().hangUp("c-gone");
        later(10_000);
        stage.beat();

        assertEquals(1, stage.rooms().size());
        assertEquals(1, stage.got("ann", "match-found").size());
        assertEquals(1, stage.got("ben", "match-found").size());
    }

    @Test
    void whoCouldNotBeToldIsToldWhenHeComesBackAndOnce() {
        stage.host("host-1");
        stage.connect("p-1");
        stage.connect("p-2");
        stage.matchmake("p-1", 1, false);
        stage.matchmake("p-2", 1, false);
        stage.local.gateway().hangUp("c-p-1");
        later(10_000);
        stage.beat();
        assertEquals(1, stage.rooms().size());
        assertEquals(1, stage.got("p-2", "match-found").size());
        assertEquals(0, stage.got("p-1", "match-found").size());

        stage.local.gateway().pickUp("c-p-1");
        List<JsonNode> answers = stage.send("p-1", "{\"action\":\"hello\",\"id\":\"h\"}");
        assertEquals("connected", answers.get(0).path("type").asText());
        assertEquals("h", answers.get(0).path("id").asText());
        assertEquals("match-found", answers.get(1).path("type").asText());
        assertEquals(stage.rooms().getFirst().roomId(), answers.get(1).at("/data/roomId").asText());
        assertEquals(1, stage.send("p-1", "{\"action\":\"hello\"}").size());
        assertEquals(1, stage.send("p-2", "{\"action\":\"hello\"}").size());
    }

    @Test
    void aGatewayThatFailsDoesNotUndoTheMatch() {
        stage.host("h1");
        stage.connect("ann");
        stage.matchmake("ann", 1, true);
        later(5_000);
        stage.local.gateway().failWith(400);
        stage.beat();

        assertEquals(1, stage.rooms().size());
        assertEquals(List.of(), stage.waiting());
    }

    @Test
    void withoutAHostEverybodyKeepsHisPlaceAndTheOneWhoAskedIsTold() {
        List<JsonNode> last = List.of();
        for (int i = 0; i < 7; i++) {
            stage.connect("p" + i);
            last = stage.matchmake("p" + i, 3, false);
            later(1);
        }

        assertEquals("matchmaking-queued", last.get(0).path("type").asText());
        // Six of them fill a match; the seventh only made it start and was not refused a place.
        assertEquals(1, last.size());
        later(1_000);
        List<String> before = stage.waiting();
        List<JsonNode> again = stage.matchmake("p0", 2, false);
        assertEquals(7, stage.waiting().size());
        assertEquals(before.subList(1, 7), stage.waiting().subList(0, 6));
        // He is last now and fits into the match: he asked, and there is no host.
        assertEquals("error", again.getLast().path("type").asText());
        assertEquals("no-capacity", again.getLast().path("data").path("code").asText());
        assertEquals("m1", again.getLast().path("id").asText());
        assertTrue(again.getLast().path("data").path("retryable").asBoolean());

        stage.host("h1");
        later(Matchmaker.RETRY_MS);
        stage.beat();
        assertEquals(1, stage.rooms().size());
        assertEquals(List.of(), stage.waiting());
    }

    @Test
    void entriesGoBackWhenPlacingFails() {
        stage.host("h1");
        stage.connect("ann");
        stage.matchmake("ann", 1, true);
        later(5_000);
        stage.local
                .stores()
                .dynamo()
                .deleteTable(r -> r.tableName(stage.local.stores().tablePrefix() + "rooms"));
        try {
            stage.beat();

            assertEquals(List.of("ann"), stage.waiting());
            assertEquals(0, stage.got("ann", "match-found").size());
        } finally {
            stage.local
                    .stores()
                    .dynamo()
                    .createTable(Tables.ROOMS.createRequest(stage.local.stores().tablePrefix()));
        }
    }

    @Test
    void handlersAtTheSameTimePutNobodyIntoTwoMatches() throws Exception {
        stage.host("h1");
        int players = 40;
        for (int i = 0; i < players; i++) {
            stage.connect("p" + i);
        }
        CountDownLatch done = new CountDownLatch(4);
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        for (int t = 0; t < 4; t++) {
            int first = t;
            Thread.ofPlatform()
                    .start(
                            () -> {
                                Random random = new Random(first);
                                try {
                                    for (int i = first; i < players; i += 4) {
                                        stage.matchmake("p" + i, 1 + random.nextInt(3), true);
                                    }
                                } catch (RuntimeException | Error e) {
                                    failures.add(e);
                                }
                                done.countDown();
                            });
        }
        assertTrue(done.await(60, TimeUnit.SECONDS));
        assertEquals(List.of(), failures);
        later(20_000);
        stage.beat();

        Set<String> seated = new HashSet<>();
        for (RoomRow room : stage.rooms()) {
            for (SeatPlan seat : seats(room)) {
                assertTrue(seat.bot() || seated.add(seat.playerId()), seat.playerId());
            }
        }
        assertEquals(players, seated.size());
        for (int i = 0; i < players; i++) {
            assertEquals(1, stage.got("p" + i, "match-found").size(), "p" + i);
        }
    }
}
