package dev.atrium.functions.siege;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.escrow.EntryTerms;
import dev.atrium.escrow.EscrowLimits;
import dev.atrium.functions.match.LobbyStage;
import dev.atrium.match.SiegeEntry;
import dev.atrium.match.SiegeStatus;
import dev.atrium.schema.SiegeRow;
import dev.atrium.schema.Tables;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Who is registered for a siege, what he has paid for it, and how he gets out of it again. */
class SiegeRegistrationIT {
    @AutoClose private final SiegeStage stage = new SiegeStage(Map.of());

    @AfterEach
    void theLedgerIsInOrder() {
        stage.assertLedgerIsInOrder();
    }

    private long balance(String playerId) {
        return stage.escrow.balance(playerId);
    }

    @Test
    void whoRegistersHasPaidAndIsToldWhenItStarts() {
        long slot = stage.slot();
        JsonNode ann = stage.register("ann", slot, 2);
        assertEquals("siege-registered", ann.path("type").asText(), ann::toString);
        assertEquals("r", ann.path("id").asText());
        assertEquals(slot, ann.path("data").path("slot").asLong());
        assertEquals(slot, ann.path("data").path("startsAt").asLong());
        assertEquals(2, ann.path("data").path("warriors").asInt());
        assertEquals(1, ann.path("data").path("registered").asInt());
        assertEquals(2, stage.register("ben", slot, 5).path("data").path("registered").asInt());
        assertEquals(800, balance("ann"));
        assertEquals(700, stage.held(slot));
        assertEquals(7, stage.siege(slot).warriors());
    }

    @Test
    void whoAsksForTheSameAgainPaysOnceAndForAnotherIsRefused() {
        long slot = stage.slot();
        stage.register("ann", slot, 2);
        assertEquals("siege-registered", stage.register("ann", slot, 2).path("type").asText());
        assertEquals("already-registered", SiegeStage.code(stage.register("ann", slot, 3)));
        assertEquals(
                "already-registered",
                SiegeStage.code(stage.register("ann", slot, 2, "ab".repeat(32))));
        assertEquals(800, balance("ann"));
        assertEquals(2, stage.siege(slot).warriors());
    }

    @Test
    void onlySlotsToComeCanBeRegisteredFor() {
        long slot = stage.slot();
        long period = SiegeStage.PERIOD_MS;
        for (long other : new long[] {slot + 1, slot - period, 0, -period, slot + 24 * period}) {
            assertEquals("unknown-slot", SiegeStage.code(stage.register("ann", other, 1)));
        }
        assertEquals(
                "siege-registered",
                stage.register("ann", slot + 23 * period, 1).path("type").asText());
        assertEquals("out-of-range", SiegeStage.code(stage.register("ann", slot, 6)));
        assertEquals("out-of-range", SiegeStage.code(stage.register("ann", slot, 0)));
        assertEquals("out-of-range", SiegeStage.code(stage.register("ann", slot, 1, "x")));
        assertEquals(900, balance("ann"));
    }

    @Test
    void whoCancelsHasHisFeeBackAndMayRegisterAgain() {
        long slot = stage.slot();
        stage.register("ann", slot, 3);
        stage.register("ben", slot, 1);
        JsonNode cancelled = stage.cancel("ann", slot);
        assertEquals(
                "registration-cancelled", cancelled.path("type").asText(), cancelled::toString);
        assertEquals("c", cancelled.path("id").asText());
        assertEquals(1_000, balance("ann"));
        assertEquals(1, stage.siege(slot).warriors());
        assertEquals(
                "registration-cancelled",
                stage.cancel("ann", slot).path("type").asText(),
                "an answer may get lost");

        JsonNode again = stage.register("ann", slot, 5, "ab".repeat(32));
        assertEquals("siege-registered", again.path("type").asText(), again::toString);
        assertEquals(500, balance("ann"));
        assertEquals(600, stage.held(slot));
        stage.cancel("ann", slot);
        assertEquals(1_000, balance("ann"));
        assertEquals("not-registered", SiegeStage.code(stage.cancel("cat", slot)));
        assertEquals(
                "not-registered",
                SiegeStage.code(stage.cancel("cat", slot + SiegeStage.PERIOD_MS)));
        assertEquals("unknown-slot", SiegeStage.code(stage.cancel("cat", slot + 1)));
    }

    @Test
    void whoChangesHisMindTooOftenStaysOut() {
        long slot = stage.slot();
        stage.register("ann", slot, 1);
        stage.cancel("ann", slot);
        // Not by messages, of which nobody may send so many.
        for (int round = 1; round < EscrowLimits.ROUNDS_MAX; round++) {
            SiegeEntry entry =
                    new SiegeEntry("ann", "ann", "fox", 1, LobbyStage.HASH, round, false, 1);
            stage.book.enter(stage.siege(slot), entry, SiegeStatus.OPEN);
            stage.book.cancel(stage.siege(slot), entry, SiegeStatus.OPEN);
        }
        assertEquals("rate-limited", SiegeStage.code(stage.register("ann", slot, 1)));
        assertEquals(1_000, balance("ann"));
    }

    @Test
    void oneMayCancelUntilSomebodyStartsIt() {
        long slot = stage.slot();
        stage.register("ann", slot, 3);
        stage.register("ben", slot, 3);
        stage.register("cat", slot, 3);
        stage.startOf(slot);
        assertEquals("unknown-slot", SiegeStage.code(stage.register("dan", slot, 1)));
        assertEquals("registration-cancelled", stage.cancel("ann", slot).path("type").asText());
        assertEquals(1_000, balance("ann"));
        stage.beat();
        assertEquals(SiegeStatus.STARTING, stage.siege(slot).status(), "there is no host");
        assertEquals("unknown-slot", SiegeStage.code(stage.cancel("ben", slot)));
        assertEquals(700, balance("ben"));
    }

    /** Nobody has started it for days, or it was of another period. */
    @Test
    void whatIsRegisteredForASlotThatIsNoneAnyMoreCanBeCancelled() {
        long slot = stage.slot() + 1;
        SiegeEntry entry = new SiegeEntry("ann", "ann", "fox", 2, LobbyStage.HASH, 0, false, 1);
        stage.escrow.grant("ann", "welcome", 1_000);
        SiegeRow siege = stage.book.open(slot, SiegeStage.FEE);
        stage.book.enter(siege, entry, SiegeStatus.OPEN);
        stage.local()
                .functions()
                .stakes()
                .enter(siege.roomId(), new EntryTerms("arena.siege", SiegeStage.FEE), entry);
        assertEquals(800, balance("ann"));
        stage.later(100 * SiegeStage.PERIOD_MS);
        assertEquals("not-registered", SiegeStage.code(stage.cancel("ben", slot)));
        assertEquals("registration-cancelled", stage.cancel("ann", slot).path("type").asText());
        assertEquals(1_000, balance("ann"));
        assertEquals("unknown-slot", SiegeStage.code(stage.register("ann", slot, 1)));
    }

    /** With a field more, and its fields in another order. */
    @Test
    void entryThatAnotherBuildWroteCanBeCancelled() {
        long slot = stage.slot();
        stage.register("ann", slot, 2);
        SiegeRow siege = stage.siege(slot);
        Map<String, String> entries = new HashMap<>(siege.entries());
        entries.compute(
                "ann", (id, json) -> "{\"colour\": \"red\", " + json.replaceFirst("\\{", ""));
        stage.local()
                .stores()
                .table(Tables.SIEGES)
                .updateItem(
                        new SiegeRow(
                                siege.slot(),
                                siege.roomId(),
                                siege.status(),
                                siege.feePerWarrior(),
                                siege.warriors(),
                                entries,
                                siege.cancelled(),
                                siege.forgotten(),
                                siege.reason(),
                                siege.claimedBy(),
                                siege.claimedUntilMs(),
                                siege.startedAtMs(),
                                siege.told(),
                                siege.unfinished(),
                                siege.ttl()));
        assertEquals("siege-registered", stage.register("ann", slot, 2).path("type").asText());
        assertEquals("registration-cancelled", stage.cancel("ann", slot).path("type").asText());
        assertEquals(1_000, balance("ann"));
        assertEquals(0, stage.siege(slot).warriors());
    }

    @Test
    void thoseWhoHaveCancelledTakeNobodysPlace() {
        long slot = stage.slot();
        stage.register("zoe", slot, 1);
        SiegeRow siege = stage.siege(slot);
        for (int i = 0; i < SiegeBook.CANCELLED_MAX; i++) {
            SiegeEntry entry =
                    new SiegeEntry("g-" + i, "g", "fox", 1, LobbyStage.HASH, 0, false, i);
            SiegeRow entered = stage.book.enter(siege, entry, SiegeStatus.OPEN).orElseThrow();
            siege = stage.book.cancel(entered, entry, SiegeStatus.OPEN).orElseThrow();
        }
        assertEquals(SiegeBook.CANCELLED_MAX, siege.cancelled().size());
        assertEquals("siege-registered", stage.register("ann", slot, 2).path("type").asText());
        assertEquals("siege-registered", stage.register("ben", slot, 2).path("type").asText());
        assertEquals("registration-cancelled", stage.cancel("ann", slot).path("type").asText());
        assertEquals("registration-cancelled", stage.cancel("zoe", slot).path("type").asText());
        siege = stage.siege(slot);
        assertEquals(10, siege.forgotten());
        assertEquals(SiegeBook.CANCELLED_MAX - 8, siege.cancelled().size());
        assertEquals(1_000, balance("ann"));
        assertEquals(2 * SiegeStage.FEE, stage.held(slot));
    }

    @Test
    void whoWasForgottenPaysAgainWhenHeComesAgain() {
        long slot = stage.slot();
        stage.register("ann", slot, 2);
        stage.cancel("ann", slot);
        stage.register("ann", slot, 3);
        stage.cancel("ann", slot);
        SiegeRow before = stage.siege(slot);
        assertTrue(stage.book.forget(before, List.of("ann")).isPresent());
        assertTrue(stage.book.forget(before, List.of("ann")).isEmpty(), "it was done before");
        assertEquals(Map.of(), stage.siege(slot).cancelled());
        SiegeEntry stale = new SiegeEntry("ben", "ben", "fox", 1, LobbyStage.HASH, 0, false, 1);
        assertTrue(
                stage.book.enter(before, stale, SiegeStatus.OPEN).isEmpty(),
                "his round was found before somebody was forgotten");

        assertEquals("siege-registered", stage.register("ann", slot, 5).path("type").asText());
        assertEquals(500, balance("ann"), "and does not play by what went back to him");
        assertEquals(2, SiegeBook.entryOf(stage.siege(slot), "ann").orElseThrow().round());
        assertEquals(5 * SiegeStage.FEE, stage.held(slot));
        stage.cancel("ann", slot);
        assertEquals(1_000, balance("ann"));
        assertEquals(Map.of("ann", 3L), stage.siege(slot).cancelled());
    }

    @Test
    void whoIsRegisteredAgainIsNotForgotten() {
        long slot = stage.slot();
        stage.register("ann", slot, 2);
        stage.cancel("ann", slot);
        SiegeRow before = stage.siege(slot);
        stage.register("ann", slot, 1);
        assertTrue(stage.book.forget(before, List.of("ann")).isEmpty());
        assertEquals(Map.of("ann", 1L), stage.siege(slot).cancelled());
    }

    @Test
    void whoCannotPayIsNotRegistered() {
        long slot = stage.slot();
        stage.register("ann", slot, 5);
        stage.register("ann", slot + SiegeStage.PERIOD_MS, 4);
        long third = slot + 2 * SiegeStage.PERIOD_MS;
        assertEquals("insufficient-funds", SiegeStage.code(stage.register("ann", third, 2)));
        assertEquals("siege-registered", stage.register("ann", third, 1).path("type").asText());
        assertEquals(0, balance("ann"));
    }

    @Test
    void aHundredWarriorsFitAndNoMoreThoughAllComeAtOnce() throws Exception {
        long slot = stage.slot();
        List<Callable<JsonNode>> calls = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            String player = "p" + i;
            calls.add(() -> stage.register(player, slot, 5));
        }
        int registered = 0;
        int full = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            for (Future<JsonNode> answer : threads.invokeAll(calls, 60, TimeUnit.SECONDS)) {
                String type = answer.get().path("type").asText();
                registered += type.equals("siege-registered") ? 1 : 0;
                full += SiegeStage.code(answer.get()).equals("siege-full") ? 1 : 0;
            }
        }
        assertEquals(20, registered);
        assertEquals(4, full);
        SiegeRow siege = stage.siege(slot);
        assertEquals(100, siege.warriors());
        assertEquals(20, siege.entries().size());
        assertEquals(100 * SiegeStage.FEE, stage.held(slot));
        stage.cancel("p" + siege.entries().keySet().iterator().next().substring(1), slot);
        assertEquals(95, stage.siege(slot).warriors());
    }

    @Test
    void whatAProcessThatDiedHasBegunIsEndedByWhoAsksAgain() {
        long slot = stage.slot();
        stage.register("ben", slot, 1);
        SiegeEntry entry = new SiegeEntry("ann", "ann", "fox", 2, LobbyStage.HASH, 0, false, 1);
        stage.escrow.grant("ann", "welcome", 1_000);
        assertTrue(stage.book.enter(stage.siege(slot), entry, SiegeStatus.OPEN).isPresent());
        assertEquals(1_000, balance("ann"), "it died before it took the fee");

        assertEquals("siege-registered", stage.register("ann", slot, 2).path("type").asText());
        assertEquals(800, balance("ann"));
        assertTrue(stage.book.cancel(stage.siege(slot), entry, SiegeStatus.OPEN).isPresent());
        assertEquals(800, balance("ann"), "it died before it gave the fee back");

        assertEquals("registration-cancelled", stage.cancel("ann", slot).path("type").asText());
        assertEquals(1_000, balance("ann"));
        stage.register("ann", slot, 2);
        stage.book.cancel(
                stage.siege(slot),
                SiegeBook.entryOf(stage.siege(slot), "ann").orElseThrow(),
                SiegeStatus.OPEN);
        assertEquals("siege-registered", stage.register("ann", slot, 4).path("type").asText());
        assertEquals(600, balance("ann"), "what was paid before is back first");
    }

    @Test
    void whoPaysForOneWhoHasCancelledMeanwhileComesTooLate() {
        long slot = stage.slot();
        stage.register("ben", slot, 1);
        String room = stage.siege(slot).roomId();
        stage.escrow.grant("ann", "welcome", 1_000);
        SiegeEntry entry = new SiegeEntry("ann", "ann", "fox", 2, LobbyStage.HASH, 0, false, 1);
        stage.book.enter(stage.siege(slot), entry, SiegeStatus.OPEN);
        stage.cancel("ann", slot);
        stage.local().functions().stakes().enter(room, new EntryTerms("arena.siege", 100), entry);
        assertEquals(1_000, balance("ann"));
        assertEquals(100, stage.held(slot));
    }

    @Test
    void whereNoFeeIsAskedItCostsNothing() {
        try (SiegeStage free = new SiegeStage(Map.of("ATRIUM_FEES", ""))) {
            long slot = free.slot();
            assertEquals("siege-registered", free.register("ann", slot, 5).path("type").asText());
            assertTrue(free.escrow.find(free.siege(slot).roomId()).isEmpty());
            assertEquals("registration-cancelled", free.cancel("ann", slot).path("type").asText());
            assertEquals("siege-registered", free.register("ann", slot, 5).path("type").asText());
        }
    }

    @Test
    void everybodyMaySeeWhatSiegesThereAre() {
        long slot = stage.slot();
        stage.register("ann", slot, 3);
        stage.register("ben", slot, 1);
        JsonNode list = stage.local().http("GET /sieges", event -> {}).body();
        assertEquals(SiegeStage.PERIOD_MS, list.path("periodMs").asLong());
        assertTrue(list.path("running").isNull(), list::toString);
        JsonNode next = list.path("next");
        assertEquals(slot, next.get(0).path("slot").asLong());
        assertEquals(2, next.get(0).path("registered").asInt());
        assertEquals(4, next.get(0).path("warriors").asInt());
        assertEquals(SiegeStage.FEE, next.get(0).path("feePerWarrior").asLong());
        assertEquals(slot + SiegeStage.PERIOD_MS, next.get(1).path("slot").asLong());
        assertEquals(0, next.get(1).path("registered").asInt());
    }
}
