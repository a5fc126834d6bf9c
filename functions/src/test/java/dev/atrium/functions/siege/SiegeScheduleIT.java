package dev.atrium.functions.siege;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.escrow.EscrowState;
import dev.atrium.functions.match.LobbyStage;
import dev.atrium.identity.Ticket;
import dev.atrium.identity.Tokens;
import dev.atrium.maintenance.Maintenance;
import dev.atrium.maintenance.MaintenanceBook;
import dev.atrium.match.SiegeEntry;
import dev.atrium.match.SiegeStatus;
import dev.atrium.room.RoomStatus;
import dev.atrium.room.SeatPlan;
import dev.atrium.schema.RoomRow;
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

    /** The slot that these are registered for, with 2 and 3 and 4 and so on warriors. */
    private long registered(String... players) {
        long slot = stage.slot();
        int warriors = 2;
        for (String player : players) {
            stage.lobby.connect(player);
            assertEquals(
                    "siege-registered",
                    stage.register(player, slot, warriors++).path("type").asText());
        }
        return slot;
    }

    private void assertCancelled(long slot, String reason, String... players) {
        assertEquals(SiegeStatus.CANCELLED, stage.siege(slot).status());
        for (String player : players) {
            List<JsonNode> told = stage.lobby.got(player, "siege-cancelled");
            assertEquals(1, told.size(), player);
            assertEquals(slot, told.getFirst().path("slot").asLong());
            assertEquals(reason, told.getFirst().path("reason").asText());
            assertEquals(1_000, stage.escrow.balance(player));
        }
        assertEquals(
                EscrowState.REFUNDED,
                stage.escrow.find(stage.siege(slot).roomId()).orElseThrow().state());
    }

    @Test
    void atItsTimeARoomIsPlacedAndEverybodyHasATicket() throws Exception {
        stage.lobby.host("h1");
        long slot = registered("ann", "ben");
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
        long slot = registered("ann");
        stage.startOf(slot);
        stage.beat();
        stage.beat();
        assertCancelled(slot, "not-enough-players", "ann");
        assertEquals(List.of(), stage.lobby.rooms());
    }

    @Test
    void withoutAHostItWaitsForAMinuteAndIsCancelledThen() {
        long slot = registered("ann", "ben");
        stage.startOf(slot);
        stage.beat();
        assertEquals(SiegeStatus.STARTING, stage.siege(slot).status());
        assertEquals(5 * SiegeStage.FEE, stage.held(slot));
        stage.later(SiegeSchedule.CAPACITY_WAIT_MS + SiegeStage.PERIOD_MS);
        stage.beat();
        assertCancelled(slot, "no-capacity", "ann", "ben");
    }

    @Test
    void hostThatComesWithinTheMinuteTakesIt() {
        long slot = registered("ann", "ben");
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
        long slot = registered("ann", "ben");
        new MaintenanceBook(
                        stage.local().functions().stores().dynamo(),
                        stage.local().functions().config().tablePrefix())
                .switchOn(new Maintenance("Back at noon.", "ann", 1));
        stage.startOf(slot);
        stage.beat();
        assertCancelled(slot, "maintenance", "ann", "ben");
        assertEquals("maintenance", SiegeStage.code(stage.register("ann", stage.slot(), 1)));
    }

    @Test
    void manyWhoLookAtOnceStartItOnce() throws Exception {
        stage.lobby.host("h1");
        long slot = registered("ann", "ben", "cat");
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
    void whoDiedOverItIsFollowedByAnotherWhoGoesOn() {
        stage.lobby.host("h1");
        long slot = registered("ann", "ben");
        stage.startOf(slot);
        long now = stage.local().clock().millis();
        assertTrue(stage.book.claim(stage.siege(slot), "dead", now, now + 60_000).isPresent());
        stage.beat();
        assertEquals(SiegeStatus.STARTING, stage.siege(slot).status(), "he may still be at it");
        stage.later(SiegeSchedule.CLAIM_MS);
        stage.beat();
        assertEquals(SiegeStatus.STARTED, stage.siege(slot).status());
        assertEquals(1, stage.lobby.got("ann", "match-found").size());
        assertFalse(stage.book.start(stage.siege(slot), "dead", now).isPresent(), "he is too late");
    }

    @Test
    void whoDiedBeforeHeToldIsFollowedByOneWhoTells() {
        stage.lobby.host("h1");
        long slot = registered("ann");
        stage.startOf(slot);
        long now = stage.local().clock().millis();
        stage.book.claim(stage.siege(slot), "dead", now, now + 60_000);
        stage.book.callOff(stage.siege(slot), "dead", "not-enough-players");
        stage.later(SiegeSchedule.CLAIM_MS);
        stage.beat();
        assertCancelled(slot, "not-enough-players", "ann");
    }

    @Test
    void whoWasRegisteredByAProcessThatDiedPaysAtTheStartOrIsOut() {
        stage.lobby.host("h1");
        long slot = registered("ann", "ben");
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
    void scheduleThatStoodStillForHoursStartsWhatIsDue() {
        stage.lobby.host("h1");
        long slot = registered("ann", "ben");
        stage.later(20 * SiegeStage.PERIOD_MS);
        stage.lobby.host("h1");
        stage.beat();
        assertEquals(SiegeStatus.STARTED, stage.siege(slot).status());
        assertEquals(RoomStatus.PLACED, stage.lobby.rooms().getFirst().status());
    }
}
