package dev.atrium.functions.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.functions.wake.RecordedWakes;
import dev.atrium.identity.Ticket;
import dev.atrium.identity.Tokens;
import dev.atrium.schema.Tables;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What those who wait are told, and that nobody waits in vain. */
class WaitingIT {
    private static final Queue BLITZ = new Queue(LobbyStage.GAME, false);

    @AutoClose private final LobbyStage stage = new LobbyStage();

    private void later(long ms) {
        stage.local.clock().advance(Duration.ofMillis(ms));
    }

    private List<JsonNode> ask(String player) {
        return stage.send(player, "{\"action\":\"matchmaking-status\",\"game\":\"arena.blitz\"}");
    }

    private JsonNode why(String player) {
        return ask(player).getFirst().at("/data/why");
    }

    private List<JsonNode> queue(String game, String player, String options) {
        stage.connect(player);
        return stage.send(
                player,
                """
                {"action":"matchmake","id":"m1","game":"%s","nonceHash":"%s",
                 "options":{"warriors":1,%s}}\
                """
                        .formatted(game, LobbyStage.HASH, options));
    }

    @Test
    void whoWaitsIsToldWhatIsMissing() {
        stage.connect("ann");
        stage.connect("ben");
        stage.matchmake("ann", 1, false);
        JsonNode alone = why("ann");
        assertEquals("too-few-players", alone.path("code").asText());
        assertEquals(1, alone.path("have").asInt());
        assertEquals(2, alone.path("need").asInt());

        stage.matchmake("ben", 1, false);
        later(4_000);
        JsonNode two = why("ben");
        assertEquals("gathering", two.path("code").asText());
        assertEquals(6_000, two.path("changesInMs").asLong());

        later(6_000);
        assertEquals("no-capacity", why("ann").path("code").asText());
    }

    @Test
    void aRegionThatIsTooFarIsTakenOnceOneHasWaitedForIt() {
        stage.host("h1");
        queue("arena.blitz", "far", "\"latencies\":{\"local\":300,\"moon\":1}");
        queue("arena.blitz", "near", "\"latencies\":{\"local\":20}");
        later(10_000);
        stage.beat();
        assertEquals(List.of(), stage.rooms());
        assertEquals("nobody-in-your-region", why("near").path("code").asText());

        // 80 ms at first, 40 more every two seconds.
        later(2_000);
        stage.beat();
        assertEquals(1, stage.rooms().size());
        assertEquals(1, stage.got("far", "match-found").size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"latencies\":{\"LOCAL\":1}",
                "\"latencies\":{\"local\":-1}",
                "\"latencies\":{\"local\":10001}",
                "\"latencies\":{\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1,\"f\":1,\"g\":1,"
                        + "\"h\":1,\"i\":1}"
            })
    void waysThatAreNoneAreRefused(String latencies) {
        assertEquals(
                "out-of-range",
                queue("arena.blitz", "ann", latencies).getLast().at("/data/code").asText());
        assertEquals(List.of(), stage.waiting());
    }

    @Test
    void whoMissedHisMatchIsToldAgainWhenHeAsks() {
        stage.host("h1");
        stage.connect("ann");
        stage.matchmake("ann", 1, true);
        later(5_000);
        stage.beat();
        String first = stage.got("ann", "match-found").getFirst().path("ticket").asText();

        List<JsonNode> answers = ask("ann");

        String roomId = stage.rooms().getFirst().roomId();
        assertEquals(roomId, answers.get(0).at("/data/roomId").asText());
        assertFalse(answers.get(0).at("/data/queued").asBoolean());
        assertEquals("match-found", answers.get(1).path("type").asText());
        String again = answers.get(1).at("/data/ticket").asText();
        assertNotEquals(first, again);
        assertEquals(
                new Tokens.Checked.Valid<>(new Ticket(roomId, "ann", Optional.of(0))),
                stage.local.functions().tokens().ticket(again));
        var room = stage.rooms().getFirst();
        stage.local.stores().table(Tables.ROOMS).putItem(room.voided("nobody-entered"));
        assertEquals(1, ask("ann").size(), "it is over");
    }

    @Test
    void whomRedisForgotIsFoundAgainWithHisWaitingTime() {
        stage.host("h1");
        stage.connect("ann");
        stage.connect("ben");
        stage.matchmake("ann", 1, false);
        stage.matchmake("ben", 1, false);
        later(9_000);
        stage.local
                .stores()
                .redis()
                .del(
                        stage.local.stores().keys().matchQueued(BLITZ.name()),
                        stage.local.stores().keys().matchTickets(BLITZ.name()),
                        stage.local.stores().keys().matchBriefs(BLITZ.name()),
                        stage.local.stores().keys().matchDue(BLITZ.name()),
                        stage.local.stores().keys().matchWake(BLITZ.name()));
        stage.local.wakes().clear();
        assertEquals(List.of(), stage.waiting());
        assertTrue(ask("ann").getFirst().at("/data/queued").asBoolean(), "the record knows");

        stage.beat();
        assertEquals(2, stage.waiting().size());
        assertEquals(9_000, ask("ann").getFirst().at("/data/waitedMs").asLong());
        assertEquals(
                List.of(BLITZ.name()),
                stage.local.wakes().sent().stream().map(RecordedWakes.Sent::queue).toList(),
                "and looked at when their time comes");
        later(1_000);
        stage.beat();
        assertEquals(1, stage.rooms().size());
    }

    @Test
    void whoWasClaimedBySomebodyWhoDiedIsMatchedLater() {
        stage.host("h1");
        stage.connect("ann");
        stage.matchmake("ann", 1, true);
        String id = stage.index().oldest(BLITZ, 1).getFirst();
        var ticket = stage.index().find(BLITZ, id).orElseThrow();
        stage.index().claim(BLITZ, List.of(ticket.waiting()), stage.local.clock().millis());
        later(5_000);
        stage.beat();
        assertEquals(List.of(), stage.rooms());

        later(WaitingIndex.CLAIM_MS - 5_000);
        stage.beat();
        later(Matchmaker.RETRY_MS);
        stage.beat();
        assertEquals(1, stage.rooms().size());
        assertEquals(1, stage.got("ann", "match-found").size());
    }

    @Test
    void whoCameBackAfterTwoHoursWaitsForNothingAnyMore() {
        stage.connect("ann");
        stage.matchmake("ann", 1, false);
        later(LostTickets.WAIT_MS_MAX + 1);
        stage.beat();
        assertEquals(List.of(), stage.waiting());
        assertFalse(ask("ann").getFirst().at("/data/queued").asBoolean());
    }

    @Test
    void whoLikesIsSeatedInARoomThatRuns() {
        stage.host("h1");
        String join = "\"join\":true";
        queue("arena.practice", "ann", join);
        queue("arena.practice", "alone", "\"bots\":false");
        assertEquals(2, stage.rooms().size());
        String room = stage.got("ann", "match-found").getFirst().path("roomId").asText();

        queue("arena.practice", "ben", join);

        assertEquals(2, stage.rooms().size(), "no new one");
        JsonNode found = stage.got("ben", "match-found").getFirst();
        assertEquals(room, found.path("roomId").asText());
        Ticket ticket =
                switch (stage.local.functions().tokens().ticket(found.path("ticket").asText())) {
                    case Tokens.Checked.Valid<Ticket>(Ticket valid) -> valid;
                    default -> throw new AssertionError();
                };
        assertEquals("ben", ticket.late().orElseThrow().name());
        assertEquals(Optional.empty(), ticket.seat());

        var row = stage.rooms().stream().filter(r -> r.roomId().equals(room)).findFirst().get();
        stage.local.stores().table(Tables.ROOMS).putItem(row.voided("everybody-left"));
        queue("arena.practice", "cat", join);
        assertEquals(3, stage.rooms().size(), "that one is over");
    }

    @Test
    void aRoomIsGivenToNoMoreThanFit() {
        stage.host("h1");
        for (int i = 0; i < 21; i++) {
            queue("arena.practice", "p" + i, "\"join\":true");
        }
        assertEquals(2, stage.rooms().size(), "twenty, and one");
    }
}
