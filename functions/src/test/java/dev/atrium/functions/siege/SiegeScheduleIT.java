package dev.atrium.functions.siege;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.escrow.EntryTerms;
import dev.atrium.functions.match.LobbyStage;
import dev.atrium.identity.Ticket;
import dev.atrium.identity.Tokens;
import dev.atrium.maintenance.Maintenance;
import dev.atrium.maintenance.MaintenanceBook;
import dev.atrium.match.SiegeEntry;
import dev.atrium.match.SiegeSlots;
import dev.atrium.match.SiegeStatus;
import dev.atrium.room.SeatPlan;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.SiegeRow;
import dev.atrium.wire.Json;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** How a siege starts at its time, or does not. */
class SiegeScheduleIT {
    @AutoClose private final SiegeStage stage = new SiegeStage(Map.of());

    @Test
    void atItsTimeARoomIsPlacedAndEverybodyHasATicket() throws Exception {
        stage.lobby.host("h1");
        long slot = stage.registered("ann", "ben");
        stage.beat();
        assertEquals(List.of(), stage.lobby.rooms(), "its time has not come");

        stage.startOf(slot);
        stage.beat();
        stage.beat();
        RoomRow room = stage.lobby.rooms().getFirst();
        assertEquals(1, stage.lobby.rooms().size());
        assertEquals(stage.siege(slot).roomId(), room.roomId());
        assertEquals("arena.siege", room.game());
        List<SeatPlan> seats =
                Json.mapper().readValue(room.seats(), new TypeReference<List<SeatPlan>>() {});
        assertEquals(List.of("ann", "ben"), seats.stream().map(SeatPlan::playerId).toList());
        assertEquals(Map.of("warriors", "2", "fee", "100"), seats.getFirst().options());
        assertEquals(LobbyStage.HASH, seats.getFirst().nonceHash());
        assertEquals(5 * SiegeStage.FEE, stage.held(slot));
        for (String player : List.of("ann", "ben")) {
            List<JsonNode> found = stage.lobby.got(player, "match-found");
            assertEquals(1, found.size(), "told once");
            assertEquals("ws://127.0.0.1/h1", found.getFirst().path("direct").asText());
            Tokens.Checked<Ticket> ticket =
                    stage.local()
                            .functions()
                            .tokens()
                            .ticket(found.getFirst().path("ticket").asText());
            assertEquals(
                    new Tokens.Checked.Valid<>(
                            new Ticket(
                                    room.roomId(),
                                    player,
                                    Optional.of(player.equals("ann") ? 0 : 1))),
                    ticket);
        }
        assertEquals(SiegeStatus.STARTED, stage.siege(slot).status());
        assertTrue(stage.siege(slot).told());
        JsonNode running = stage.local().http("GET /sieges", event -> {}).body().path("running");
        assertEquals(slot, running.path("slot").asLong());
        assertEquals(room.roomId(), running.path("roomId").asText());
    }

    @Test
    void withOnePlayerItDoesNotTakePlaceAndHisFeeIsBack() {
        stage.lobby.host("h1");
        long slot = stage.registered("ann");
        stage.startOf(slot);
        stage.beat();
        stage.beat();
        stage.assertCancelled(slot, "not-enough-players", "ann");
        assertEquals(List.of(), stage.lobby.rooms());
    }

    @Test
    void withoutAHostItWaitsForAMinuteAndIsCancelledThen() {
        long slot = stage.registered("ann", "ben");
        stage.startOf(slot);
        stage.beat();
        assertEquals(SiegeStatus.STARTING, stage.siege(slot).status());
        assertEquals(5 * SiegeStage.FEE, stage.held(slot));
        stage.later(SiegeSchedule.CAPACITY_WAIT_MS + 1);
        stage.beat();
        stage.assertCancelled(slot, "no-capacity", "ann", "ben");
    }

    @Test
    void hostThatComesWithinTheMinuteTakesIt() {
        long slot = stage.registered("ann", "ben");
        stage.startOf(slot);
        stage.beat();
        stage.lobby.host("h1");
        stage.beat();
        assertEquals(SiegeStatus.STARTED, stage.siege(slot).status());
        assertEquals(1, stage.lobby.got("ann", "match-found").size());
    }

    @Test
    void noneStartsWhileMaintenanceIsOn() {
        stage.lobby.host("h1");
        long slot = stage.registered("ann", "ben");
        new MaintenanceBook(
                        stage.local().functions().stores().dynamo(),
                        stage.local().functions().config().tablePrefix())
                .switchOn(new Maintenance("Back at noon.", "ann", 1));
        stage.startOf(slot);
        stage.beat();
        stage.assertCancelled(slot, "maintenance", "ann", "ben");
        assertEquals("maintenance", SiegeStage.code(stage.register("ann", stage.slot(), 1)));
    }

    @Test
    void manyWhoLookAtOnceStartItOnce() throws Exception {
        stage.lobby.host("h1");
        long slot = stage.registered("ann", "ben", "cat");
        stage.startOf(slot);
        List<Callable<Boolean>> beats =
                IntStream.range(0, 8)
                        .<Callable<Boolean>>mapToObj(
                                i ->
                                        () -> {
                                            LobbyStage.beat(
                                                    new SiegeScheduleHandler(
                                                            stage.local().functions()));
                                            return true;
                                        })
                        .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (var beat : threads.invokeAll(beats, 60, TimeUnit.SECONDS)) {
                assertTrue(beat.get());
            }
        }
        assertEquals(1, stage.lobby.rooms().size());
        assertEquals(SiegeStatus.STARTED, stage.siege(slot).status());
        for (String player : List.of("ann", "ben", "cat")) {
            assertEquals(1, stage.lobby.got(player, "match-found").size());
        }
    }

    @Test
    void whoWasRegisteredByAProcessThatDiedPaysAtTheStartOrIsOut() {
        stage.lobby.host("h1");
        long slot = stage.registered("ann", "ben");
        for (String player : List.of("cat", "dan")) {
            stage.lobby.connect(player);
            SiegeEntry entry =
                    new SiegeEntry(player, player, "fox", 1, LobbyStage.HASH, 0, false, slot);
            stage.book.enter(stage.siege(slot), entry, SiegeStatus.OPEN);
        }
        stage.escrow.grant("cat", "welcome", 1_000);
        stage.startOf(slot);
        stage.beat();
        assertEquals(900, stage.escrow.balance("cat"));
        assertEquals(1, stage.lobby.got("cat", "match-found").size());
        assertEquals(0, stage.lobby.got("dan", "match-found").size());
        assertEquals(
                "not-paid",
                stage.lobby.got("dan", "siege-cancelled").getFirst().path("reason").asText());
        assertFalse(stage.lobby.rooms().getFirst().seats().contains("\"dan\""));
    }

    @Test
    void siegeMayStartAFewMinutesLateAndNoLater() {
        stage.lobby.host("h1");
        long slot = stage.registered("ann", "ben");
        long next = slot + SiegeStage.PERIOD_MS;
        stage.startOf(slot);
        stage.later(SiegeSlots.LATE_START_MS_MAX);
        stage.beat();
        assertEquals(SiegeStatus.STARTED, stage.siege(slot).status());

        stage.lobby.connect("cat");
        stage.lobby.connect("dan");
        stage.register("cat", next, 1);
        stage.register("dan", next, 1);
        stage.startOf(next);
        stage.later(SiegeSlots.LATE_START_MS_MAX + 1);
        stage.beat();
        stage.assertCancelled(next, "too-late", "cat", "dan");
        assertEquals(List.of(), stage.lobby.got("cat", "match-found"));
        assertEquals(1, stage.lobby.rooms().size());
    }

    @Test
    void howeverLongNobodyLookedEverySiegeIsCalledOffThen() {
        stage.lobby.host("h1");
        long slot = stage.registered("ann", "ben");
        stage.later(30L * 24 * 3_600_000);
        stage.beat();
        stage.assertCancelled(slot, "too-late", "ann", "ben");
    }

    /** As those of a deployment that has changed its period meanwhile. */
    @Test
    void siegesOfAnotherPeriodStartAtTheirTime() {
        stage.lobby.host("h1");
        long slot = stage.slot() + 1_234;
        stage.book.open(slot, SiegeStage.FEE);
        for (String player : List.of("ann", "ben")) {
            stage.lobby.connect(player);
            stage.escrow.grant(player, "welcome", 1_000);
            stage.book.enter(
                    stage.siege(slot),
                    new SiegeEntry(player, player, "fox", 1, LobbyStage.HASH, 0, false, 1),
                    SiegeStatus.OPEN);
        }
        stage.startOf(slot);
        stage.beat();
        assertEquals(SiegeStatus.STARTED, stage.siege(slot).status());
        assertEquals(900, stage.escrow.balance("ann"));
        assertEquals(1, stage.lobby.got("ann", "match-found").size());
        JsonNode running = stage.local().http("GET /sieges", event -> {}).body().path("running");
        assertEquals(slot, running.path("slot").asLong());
    }

    @Test
    void siegeIsLookedAtUntilNobodyMayEnterItAndThenNoMore() {
        stage.lobby.host("h1");
        long slot = stage.registered("ann", "ben");
        assertEquals(List.of(), stage.book.due(slot - 1));
        assertEquals(0, stage.siege(slot).ttl(), "it must not expire while money is in it");
        stage.startOf(slot);
        stage.beat();
        stage.later(SiegeSlots.LATE_MS - 1);
        stage.beat();
        assertEquals(1, stage.book.due(Long.MAX_VALUE / 1_000).size());
        stage.later(1);
        stage.beat();
        assertEquals(List.of(), stage.book.due(Long.MAX_VALUE / 1_000));
        long nowS = stage.local().clock().millis() / 1_000;
        assertEquals(nowS + 30 * 24 * 3_600, stage.siege(slot).ttl());
        assertEquals(SiegeStatus.STARTED, stage.siege(slot).status());
    }

    @Test
    void oneThatFailsForGoodKeepsNoOtherWaiting() {
        stage.lobby.host("h1");
        long slot = stage.registered("ann", "ben");
        for (int i = 1; i <= SiegeBook.DUE_MAX; i++) {
            SiegeRow empty = stage.book.open(slot - i * 1_000L, SiegeStage.FEE);
            if (i == 1) {
                stage.escrow.open(empty.roomId(), new EntryTerms("arena.siege", 1));
            }
        }
        stage.startOf(slot);
        List<SiegeRow> due = stage.book.due(slot);
        assertEquals(SiegeBook.DUE_MAX, due.size());
        assertEquals(slot, due.getFirst().startsAtMs());
        stage.beat();
        assertEquals(SiegeStatus.STARTED, stage.siege(slot).status());
        assertFalse(stage.siege(slot - 1_000).told(), "its escrow is of other terms");
        assertTrue(stage.siege(slot - 2_000).told());
    }
}
