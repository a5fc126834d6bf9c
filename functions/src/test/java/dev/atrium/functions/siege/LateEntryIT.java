package dev.atrium.functions.siege;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.functions.match.LobbyStage;
import dev.atrium.identity.LateSeat;
import dev.atrium.identity.Ticket;
import dev.atrium.identity.Tokens;
import dev.atrium.match.SiegeSlots;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.Tables;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.TreeMap;

/** Who may enter a siege that runs, what he pays, and what his ticket says. */
class LateEntryIT {
    @AutoClose private final SiegeStage stage = new SiegeStage(Map.of());

    private long started() {
        stage.lobby.host("h1");
        long slot = stage.slot();
        for (String player : new String[] {"ann", "ben"}) {
            stage.lobby.connect(player);
            stage.register(player, slot, 5);
        }
        stage.startOf(slot);
        stage.beat();
        return slot;
    }

    private JsonNode late(String playerId, int warriors) {
        return late("arena.siege", playerId, warriors, LobbyStage.HASH);
    }

    private JsonNode late(String game, String playerId, int warriors, String hash) {
        return stage.last(
                playerId,
                """
                {"action":"matchmake","id":"m","game":"%s","nonceHash":"%s",
                 "options":{"warriors":%d,"late":true}}\
                """
                        .formatted(game, hash, warriors));
    }

    @Test
    void whoComesLateHasPaidAndHasATicketThatTheRoomCanSeatHimBy() {
        long slot = started();
        JsonNode answer = late("cat", 4);
        assertEquals("match-found", answer.path("type").asText(), answer::toString);
        assertEquals("m", answer.path("id").asText());
        assertEquals("ws://127.0.0.1/h1", answer.path("data").path("direct").asText());
        String room = stage.siege(slot).roomId();
        assertEquals(room, answer.path("data").path("roomId").asText());
        TreeMap<String, String> options = new TreeMap<>(Map.of("warriors", "4", "fee", "100"));
        assertEquals(
                new Tokens.Checked.Valid<>(
                        Ticket.late(
                                room, "cat", new LateSeat("cat", "fox", options, LobbyStage.HASH))),
                stage.local()
                        .functions()
                        .tokens()
                        .ticket(answer.path("data").path("ticket").asText()));
        assertEquals(600, stage.escrow.balance("cat"));
        assertEquals(14 * SiegeStage.FEE, stage.held(slot));

        assertEquals("match-found", late("cat", 4).path("type").asText(), "asked again");
        assertEquals(600, stage.escrow.balance("cat"));
        assertEquals("already-registered", SiegeStage.code(late("cat", 3)));
        assertEquals("already-registered", SiegeStage.code(late("ann", 5)));
        assertEquals(14, stage.siege(slot).warriors());
    }

    @Test
    void lateEntryIsForASiegeThatRunsAndNotPastHalfTime() {
        assertEquals("no-siege", SiegeStage.code(late("cat", 1)));
        long slot = started();
        assertEquals(
                "out-of-range", SiegeStage.code(late("arena.blitz", "cat", 1, LobbyStage.HASH)));
        assertEquals("out-of-range", SiegeStage.code(late("cat", 6)));
        stage.later(SiegeSlots.LATE_MS - 1);
        assertEquals("match-found", late("cat", 1).path("type").asText());
        stage.later(1);
        assertEquals("no-siege", SiegeStage.code(late("dan", 1)));
        assertEquals(11, stage.siege(slot).warriors());
        assertEquals(900, stage.escrow.balance("cat"));
    }

    @Test
    void nobodyEntersASiegeWhoseRoomIsOver() {
        long slot = started();
        RoomRow room = stage.lobby.rooms().getFirst();
        stage.local().stores().table(Tables.ROOMS).putItem(room.voided("room-failed"));
        assertEquals("no-siege", SiegeStage.code(late("cat", 1)));
        assertEquals(10, stage.siege(slot).warriors());
    }

    @Test
    void whoCannotPayIsNotEntered() {
        long slot = started();
        stage.register("cat", stage.slot(), 5);
        stage.register("cat", stage.slot() + SiegeStage.PERIOD_MS, 4);
        assertEquals("insufficient-funds", SiegeStage.code(late("cat", 2)));
        assertEquals(10, stage.siege(slot).warriors());
        assertEquals("match-found", late("cat", 1).path("type").asText());
        assertTrue(SiegeBook.entryOf(stage.siege(slot), "cat").orElseThrow().late());
    }

    @Test
    void lateWarriorsCountAmongTheHundred() {
        stage.lobby.host("h1");
        long slot = stage.slot();
        for (int i = 0; i < 19; i++) {
            stage.lobby.connect("p" + i);
            stage.register("p" + i, slot, 5);
        }
        stage.startOf(slot);
        stage.beat();
        assertEquals("match-found", late("ann", 4).path("type").asText());
        assertEquals("siege-full", SiegeStage.code(late("ben", 2)));
        assertEquals("match-found", late("ben", 1).path("type").asText());
        assertEquals(100, stage.siege(slot).warriors());
    }
}
