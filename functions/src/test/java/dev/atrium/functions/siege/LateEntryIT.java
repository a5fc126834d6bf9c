package dev.atrium.functions.siege;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.escrow.Escrow;
import dev.atrium.functions.edge.Caller;
import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.SeatPlans;
import dev.atrium.functions.match.LobbyStage;
import dev.atrium.functions.stakes.Stakes;
import dev.atrium.identity.LateSeat;
import dev.atrium.identity.Ticket;
import dev.atrium.identity.Tokens;
import dev.atrium.match.SiegeSlots;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.Tables;
import dev.atrium.wire.ClientMessage;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.WireException;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Who may enter a siege that runs, what he pays, and what his ticket says. */
class LateEntryIT {
    private static final Caller CAT = new Caller("c-cat", "cat", "cat", "fox", 0);

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
        assertEquals("already-registered", SiegeStage.code(late("ann", 3)));
        assertEquals(14, stage.siege(slot).warriors());
    }

    @Test
    void whomHisTicketDidNotReachIsGivenAnotherForHisSeatAndPaysNothingMore() {
        long slot = started();
        long balance = stage.escrow.balance("ann");
        JsonNode answer = late("ann", 5);
        assertEquals("match-found", answer.path("type").asText(), answer::toString);
        Tokens.Checked<Ticket> ticket =
                stage.local()
                        .functions()
                        .tokens()
                        .ticket(answer.path("data").path("ticket").asText());
        RoomRow room =
                stage.local()
                        .functions()
                        .stores()
                        .find(Tables.ROOMS, stage.siege(slot).roomId())
                        .orElseThrow();
        int seat =
                SeatPlans.of(room).stream()
                        .filter(plan -> plan.playerId().equals("ann"))
                        .findFirst()
                        .orElseThrow()
                        .index();
        assertEquals(
                new Tokens.Checked.Valid<>(
                        new Ticket(stage.siege(slot).roomId(), "ann", Optional.of(seat))),
                ticket);
        assertEquals(balance, stage.escrow.balance("ann"));
        assertEquals(
                "already-registered",
                SiegeStage.code(late("arena.siege", "ann", 5, "0".repeat(64))));
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

    @Test
    void siegeThatStartedLateCanBeEnteredUntilItsOwnHalfTime() {
        stage.lobby.host("h1");
        long slot = stage.registered("ann", "ben");
        stage.startOf(slot);
        stage.later(120_000);
        stage.beat();
        stage.later(SiegeSlots.LATE_MS - 60_000);
        stage.beat();
        assertEquals("match-found", late("cat", 1).path("type").asText(), "a later slot is past");
        JsonNode running = stage.local().http("GET /sieges", event -> {}).body().path("running");
        assertEquals(slot, running.path("slot").asLong());
        assertEquals(slot + 120_000 + SiegeSlots.LATE_MS, running.path("lateUntil").asLong());
        stage.later(60_000);
        assertEquals("no-siege", SiegeStage.code(late("dan", 1)));
    }

    @Test
    void ofTwoThatRunTheLaterOneIsEntered() {
        long first = started();
        stage.later(SiegeStage.PERIOD_MS - 1_000);
        long second = stage.slot();
        stage.lobby.connect("eve");
        stage.lobby.connect("fay");
        stage.register("eve", second, 1);
        stage.register("fay", second, 1);
        assertEquals("match-found", late("cat", 1).path("type").asText());
        stage.startOf(second);
        stage.beat();
        assertEquals("match-found", late("dan", 1).path("type").asText());
        assertEquals(3, stage.siege(first).entries().size());
        assertEquals(3, stage.siege(second).entries().size());
    }

    /** What happens on the way of one who has the fee when he is asked and not when he pays. */
    private LateEntry poorMeanwhile(String when, Runnable another) {
        Functions functions = stage.local().functions();
        long other = stage.slot();
        Escrow interrupted =
                InterruptedEscrow.of(
                        stage.escrow,
                        () -> {
                            stage.register("cat", other, 5);
                            stage.register("cat", other + SiegeStage.PERIOD_MS, 1);
                        },
                        when,
                        () -> {
                            stage.cancel("cat", other);
                            another.run();
                        });
        Sieges sieges =
                new Sieges(
                        functions.config().sieges(),
                        stage.book,
                        new SiegeFees(
                                new Stakes(functions.config().fees(), interrupted), interrupted),
                        functions.clock());
        return new LateEntry(sieges, functions.stores(), functions.tokens());
    }

    private static ClientMessage message() throws WireException {
        return ClientMessage.parse(
                """
                {"action":"matchmake","game":"arena.siege","nonceHash":"%s",
                 "options":{"warriors":5,"late":true}}\
                """
                        .formatted(LobbyStage.HASH)
                        .getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whoIsRefusedWhileHePaysElsewhereHasPaidAndHasATicket() throws Exception {
        long slot = started();
        List<JsonNode> others = new ArrayList<>();
        LateEntry refused = poorMeanwhile("enter", () -> others.add(late("cat", 5)));
        assertTrue(refused.enter(CAT, message()).isPresent());
        assertEquals("match-found", others.getFirst().path("type").asText());
        assertEquals(15 * SiegeStage.FEE, stage.held(slot), "both tickets are paid for");
        assertEquals(400, stage.escrow.balance("cat"));
        assertEquals(15, stage.siege(slot).warriors());
        assertTrue(stage.siege(slot).entries().containsKey("cat"));
    }

    @Test
    void whoIsRefusedForGoodLeavesNobodyATicketThatIsNotPaidFor() throws Exception {
        long slot = started();
        List<JsonNode> others = new ArrayList<>();
        LateEntry refused = poorMeanwhile("forgo", () -> others.add(late("cat", 5)));
        assertEquals(
                ErrorCode.INSUFFICIENT_FUNDS,
                assertThrows(WireException.class, () -> refused.enter(CAT, message())).code());
        assertEquals("busy", SiegeStage.code(others.getFirst()), "that round is given up");
        assertEquals(10 * SiegeStage.FEE, stage.held(slot));
        assertEquals(900, stage.escrow.balance("cat"));
        assertEquals(10, stage.siege(slot).warriors());

        assertEquals("match-found", late("cat", 5).path("type").asText(), "asked again");
        assertEquals(15 * SiegeStage.FEE, stage.held(slot));
        assertEquals(400, stage.escrow.balance("cat"));
    }
}
