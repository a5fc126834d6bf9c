package dev.atrium.functions.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.escrow.Disposal;
import dev.atrium.escrow.EntryTerms;
import dev.atrium.escrow.Escrow;
import dev.atrium.escrow.EscrowState;
import dev.atrium.escrow.RoomEscrow;
import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.stakes.Stakes;
import dev.atrium.room.RoomStatus;
import dev.atrium.room.SeatPlan;
import dev.atrium.schema.RoomRow;
import dev.atrium.wire.Json;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Matches for stakes: who may queue, whom he meets, and that a ticket is given to who has paid. */
class StakesIT {
    private static final long FEE = 100;
    private static final Queue STAKED = new Queue("arena.blitz", true);

    @AutoClose
    final LobbyStage stage =
            new LobbyStage(
                    Map.of("ATRIUM_FEES", "arena.blitz=" + FEE, "ATRIUM_PLAY_MONEY", "1000"));

    private final Escrow escrow = stage.local.functions().escrow();

    private List<JsonNode> queue(String playerId, int warriors) {
        return queue("arena.blitz", playerId, warriors, false);
    }

    private List<JsonNode> queue(String game, String playerId, int warriors, boolean bots) {
        return stage.send(
                playerId,
                """
                {"action":"matchmake","id":"m1","game":"%s","nonceHash":"%s",
                 "options":{"warriors":%d,"bots":%s,"stakes":true}}\
                """
                        .formatted(game, LobbyStage.HASH, warriors, bots));
    }

    private void later(long ms) {
        stage.local.clock().advance(Duration.ofMillis(ms));
    }

    private static String code(List<JsonNode> answers) {
        return answers.getLast().path("data").path("code").asText();
    }

    /** What looks at those who wait. */
    void look() {
        stage.beat();
    }

    @Test
    void whoIsMatchedHasPaidBeforeHeHasATicket() throws Exception {
        stage.host("h1");
        stage.connect("ann");
        stage.connect("ben");
        queue("ann", 2);
        assertEquals(1_000, escrow.balance("ann"), "nothing is taken while he waits");
        queue("ben", 3);
        later(10_000);
        look();

        RoomRow room = stage.rooms().getFirst();
        RoomEscrow paid = escrow.find(room.roomId()).orElseThrow();
        assertEquals(5 * FEE, paid.balance());
        assertEquals(EscrowState.OPEN, paid.state());
        assertEquals(FEE, paid.terms().feePerWarrior());
        assertEquals(1_000 - 2 * FEE, escrow.balance("ann"));
        assertEquals(1_000 - 3 * FEE, escrow.balance("ben"));
        assertEquals(1, stage.got("ann", "match-found").size());
        List<SeatPlan> seats =
                Json.mapper().readValue(room.seats(), new TypeReference<List<SeatPlan>>() {});
        assertEquals("100", seats.getFirst().options().get("fee"), "it stands in the seats");
    }

    @Test
    void whoPlaysForStakesMeetsOnlyOthersWhoDo() {
        stage.host("h1");
        for (String player : List.of("ann", "ben", "cat", "dan")) {
            stage.connect(player);
        }
        queue("ann", 1);
        stage.matchmake("ben", 1, false);
        queue("cat", 1);
        stage.matchmake("dan", 1, false);
        later(10_000);
        look();

        assertEquals(2, stage.rooms().size());
        List<RoomRow> staked =
                stage.rooms().stream()
                        .filter(room -> escrow.find(room.roomId()).isPresent())
                        .toList();
        assertEquals(1, staked.size());
        assertTrue(staked.getFirst().seats().contains("\"ann\""));
        assertTrue(staked.getFirst().seats().contains("\"cat\""));
        assertEquals(1_000 - FEE, escrow.balance("ann"));
        assertEquals(0, escrow.balance("ben"), "nobody asked for his account yet");
    }

    @Test
    void whoCannotPayDoesNotWait() {
        stage.connect("ann");
        escrow.grant("ann", "welcome", 1_000);
        spend("ann", 8);
        assertEquals("insufficient-funds", code(queue("ann", 3)));
        assertEquals(List.of(), stage.waiting(STAKED));
        assertEquals("matchmaking-queued", queue("ann", 2).getLast().path("type").asText());
    }

    @Test
    void stakesAreForPeopleInGamesThatHaveAFee() {
        stage.connect("ann");
        assertEquals("no-stakes", code(queue("arena.practice", "ann", 1, false)));
        assertEquals("bots-with-stakes", code(queue("arena.blitz", "ann", 1, true)));
        assertEquals(List.of(), stage.waiting(STAKED));
    }

    @Test
    void whoCannotPayAnyMoreIsToldAndTheOthersWaitOnWithTheirMoney() {
        stage.host("h1");
        for (String player : List.of("ann", "ben", "cat")) {
            stage.connect(player);
            queue(player, 3);
        }
        spend("ben", 9);
        later(10_000);
        look();
        later(Matchmaker.RETRY_MS);
        look();

        assertEquals(
                "insufficient-funds",
                stage.posts("ben").getLast().path("data").path("code").asText());
        List<RoomRow> rooms = stage.rooms();
        assertEquals(2, rooms.size());
        RoomRow called = room(rooms, RoomStatus.VOID);
        assertEquals("entries-missing", called.voidReason());
        assertEquals(EscrowState.REFUNDED, escrow.find(called.roomId()).orElseThrow().state());
        RoomRow played = room(rooms, RoomStatus.PLACED);
        assertEquals(6 * FEE, escrow.find(played.roomId()).orElseThrow().balance());
        assertEquals(1_000 - 3 * FEE, escrow.balance("ann"), "he has paid once");
        assertEquals(100, escrow.balance("ben"));
        assertEquals(0, stage.got("ben", "match-found").size());
        assertEquals(1, stage.got("cat", "match-found").size());
    }

    /** Twenty warriors are all that a match takes, and the last of seven players brings two. */
    private void fill() {
        List<String> most = List.of("p1", "p2", "p3", "p4", "p5", "p6");
        for (String player : most) {
            stage.connect(player);
            queue(player, 3);
        }
    }

    @Test
    void theCallThatMakesAMatchFullFormsItAtOnceAndTakesTheEntries() {
        stage.host("h1");
        fill();
        stage.connect("p7");
        queue("p7", 2);

        RoomRow room = stage.rooms().getFirst();
        assertEquals(RoomStatus.PLACED, room.status());
        assertEquals(20 * FEE, escrow.find(room.roomId()).orElseThrow().balance());
        assertEquals(1, stage.got("p7", "match-found").size());
    }

    @Test
    void theCallThatMakesAMatchFullGivesEntriesBackIfSomebodyHasNoMoneyAnyMore() {
        stage.host("h1");
        fill();
        spend("p2", 8);
        stage.connect("p7");
        queue("p7", 2);

        assertEquals(1, stage.got("p2", "error").size());
        RoomRow called = room(stage.rooms(), RoomStatus.VOID);
        assertEquals(EscrowState.REFUNDED, escrow.find(called.roomId()).orElseThrow().state());
        assertEquals(1_000, escrow.balance("p1"));
    }

    /** He enters warriors elsewhere while he waits. */
    private void spend(String player, int warriors) {
        EntryTerms terms = stage.local.functions().config().fees().of("arena.blitz").get();
        escrow.open("elsewhere", terms);
        escrow.enter("elsewhere", player, 5);
        escrow.open("elsewhere2", terms);
        escrow.enter("elsewhere2", player, warriors - 5);
    }

    private static RoomRow room(List<RoomRow> rooms, RoomStatus status) {
        return rooms.stream().filter(r -> r.status() == status).findFirst().orElseThrow();
    }

    @Test
    void withoutAHostEverybodyHasHisMoneyAndWaitsOn() {
        stage.connect("ann");
        stage.connect("ben");
        queue("ann", 1);
        later(1);
        queue("ben", 1);
        later(10_000);
        look();
        assertEquals(List.of("ann", "ben"), stage.waiting(STAKED));
        assertEquals(1_000, escrow.balance("ann"));
        assertEquals(List.of(), stage.rooms());
    }

    @Test
    void anAccountTellsWhatItsOwnerHasAndWhatGamesCost() {
        var answer =
                stage.local.http(
                        "GET /account",
                        event ->
                                event.withObject("/requestContext/authorizer/lambda")
                                        .put("playerId", "ann")
                                        .put("name", "ann")
                                        .put("icon", "fox")
                                        .put("kind", "guest"));
        assertEquals(200, answer.status(), answer.body().toString());
        assertEquals("ann", answer.body().path("playerId").asText());
        assertEquals(1_000, answer.body().path("balance").asLong());
        assertEquals(FEE, answer.body().path("fees").path("arena.blitz").asLong());
        assertEquals(1_000, escrow.balance("ann"), "given once");
    }

    @Test
    void whenAnEntryIsRefusedForAnythingElseThanMoneyAllWaitOnAndNobodyIsToldThatHeHasNone() {
        stage.host("h1");
        for (String player : List.of("ann", "ben")) {
            stage.connect(player);
            queue(player, 3);
            later(1);
        }
        later(10_000);

        // Somebody makes the room void between its placement and its entries.
        lobby(closedBeforeAnybodyEnters()).sweep();

        RoomRow called = stage.rooms().getFirst();
        assertEquals(1, stage.rooms().size(), "it is not tried again at once");
        assertEquals(RoomStatus.VOID, called.status());
        assertEquals(EscrowState.REFUNDED, escrow.find(called.roomId()).orElseThrow().state());
        assertEquals(List.of("ann", "ben"), stage.waiting(STAKED));
        for (String player : List.of("ann", "ben")) {
            assertEquals(1_000, escrow.balance(player));
            assertEquals(List.of(), stage.got(player, "error"));
        }

        later(Matchmaker.RETRY_MS);
        look();
        assertEquals(1, stage.got("ann", "match-found").size());
        assertEquals(1, stage.got("ben", "match-found").size());
    }

    private Lobby lobby(Escrow ledger) {
        Functions functions = stage.local.functions();
        MatchForming.Settings settings = MatchForming.Settings.of(functions);
        return LobbyParts.lobby(
                functions,
                new MatchForming.Settings(
                        settings.clock(),
                        settings.random(),
                        new Stakes(functions.config().fees(), ledger),
                        settings.openRooms()));
    }

    private Escrow closedBeforeAnybodyEnters() {
        return (Escrow)
                Proxy.newProxyInstance(
                        Escrow.class.getClassLoader(),
                        new Class<?>[] {Escrow.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("enter")) {
                                escrow.decide((String) arguments[0], Disposal.REFUNDED);
                            }
                            try {
                                return method.invoke(escrow, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }
}
