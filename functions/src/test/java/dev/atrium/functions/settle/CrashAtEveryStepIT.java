package dev.atrium.functions.settle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.board.BoardCatalog;
import dev.atrium.board.BoardDefinition;
import dev.atrium.escrow.EscrowState;
import dev.atrium.escrow.LedgerAuditor;
import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.LocalStores;
import dev.atrium.schema.BoardRow;
import dev.atrium.schema.ConnectionRow;
import dev.atrium.schema.DeadLetterRow;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.schema.PlayerRow;
import dev.atrium.schema.RatingRow;
import dev.atrium.schema.SettlementRow;
import dev.atrium.schema.Tables;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A whole settlement with a pot, cut off before and after every one of its calls to DynamoDB, to
 * Redis and to players' sockets, and repeated.
 */
class CrashAtEveryStepIT {
    private static final List<String> PLAYED = List.of("p-ann", "p-ben");

    /** How a process is cut off. */
    enum Cut {
        /** It dies before the call. */
        DIES_BEFORE,
        /** It dies after the call, of which it does not hear. */
        DIES_AFTER,
        /** The call fails, and the process goes on. */
        FAILS,
        /** The call is heard, its answer is lost, and the process goes on. */
        ANSWER_LOST;

        boolean isDeadly() {
            return switch (this) {
                case DIES_BEFORE, DIES_AFTER -> true;
                case FAILS, ANSWER_LOST -> false;
            };
        }

        Tripwire wire(int call) {
            return switch (this) {
                case DIES_BEFORE -> Tripwire.deadly(call, false);
                case DIES_AFTER -> Tripwire.deadly(call, true);
                case FAILS -> new Tripwire(call, false);
                case ANSWER_LOST -> new Tripwire(call, true);
            };
        }
    }

    /** All that a settlement leaves, but for times. */
    private record Left(
            List<Long> balances,
            EscrowState escrow,
            List<String> steps,
            Map<String, Long> figures,
            Map<String, PlayerRow> players,
            Map<String, BoardRow> boards,
            Map<String, RatingRow> ratings,
            boolean settled) {}

    private static PotStage open() {
        PotStage stage = PotStage.open();
        for (String player : PLAYED) {
            stage.local
                    .stores()
                    .table(Tables.CONNECTIONS)
                    .putItem(new ConnectionRow("c-" + player, player, player, "fox", 1, 0));
        }
        return stage;
    }

    private static Left left(PotStage stage) {
        Functions functions = stage.local.functions();
        String prefix = functions.config().tablePrefix();
        assertEquals(
                List.of(),
                new LedgerAuditor(functions.dynamo(), prefix, 100_000).audit().findings());
        LocalStores stores = stage.local.stores();
        Map<String, Long> figures = new TreeMap<>();
        stores.table(Tables.DAILY_AGGREGATES)
                .scan()
                .items()
                .forEach(row -> figures.put(row.bucket() + " " + row.metric(), row.amount()));
        Map<String, PlayerRow> players = new TreeMap<>();
        stores.table(Tables.PLAYERS).scan().items().forEach(r -> players.put(r.playerId(), r));
        Map<String, BoardRow> boards = new TreeMap<>();
        stores.table(Tables.BOARDS)
                .scan()
                .items()
                .forEach(row -> boards.put(row.boardShard() + " " + row.playerId(), row));
        Map<String, RatingRow> ratings = new TreeMap<>();
        stores.table(Tables.RATINGS).scan().items().forEach(r -> ratings.put(r.playerId(), r));
        for (BoardDefinition board : BoardCatalog.shipped().countedOn("arena.blitz")) {
            ShownBoards.assertRecord(
                    stores, board, board.season(PlayedMatch.FINISHED_AT), PLAYED.size());
        }
        return new Left(
                stage.balances(),
                stage.state(PotStage.ROOM),
                stores.table(Tables.SETTLEMENTS).scan().items().stream()
                        .map(SettlementRow::step)
                        .sorted()
                        .toList(),
                figures,
                players,
                boards,
                ratings,
                stage.roomRow().settledAtMs() > 0);
    }

    /** Everybody has heard of it, if not of a call that failed, and nobody more than twice. */
    private static void assertTold(PotStage stage, Cut cut, String why) {
        for (String player : PLAYED) {
            List<JsonNode> told = stage.local.gateway().posts("c-" + player);
            assertTrue(told.size() <= 2, why);
            assertTrue(!cut.isDeadly() || !told.isEmpty(), why);
            for (JsonNode message : told) {
                assertEquals("match-settled", message.path("type").asText(), why);
            }
        }
    }

    /** What failed is on record as what it was, and waits for nobody. */
    private static void assertNothingWaits(PotStage stage, String why) {
        for (DeadLetterRow row : stage.local.stores().table(Tables.DEAD_LETTERS).scan().items()) {
            assertEquals("store-fails", row.reason(), why);
            assertEquals("settled", row.closedAs(), why);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSettlementThatIsCutOffAnywhereIsDoneOnceByTheNext(Cut cut) {
        Left whole;
        int calls;
        try (PotStage stage = open()) {
            Tripwire counting = new Tripwire(0, false);
            OutcomeRow row = stage.finished(PotStage.MATCH.outcome());
            assertEquals(List.of(), SettlementStage.settle(stage.across(counting), row));
            whole = left(stage);
            calls = counting.calls();
            for (String player : PLAYED) {
                assertEquals(1, stage.local.gateway().posts("c-" + player).size());
            }
        }
        assertTrue(whole.settled());
        assertTrue(calls > 40, "calls: " + calls);
        for (int call = 1; call <= calls; call++) {
            try (PotStage stage = open()) {
                OutcomeRow row = stage.finished(PotStage.MATCH.outcome());
                Tripwire wire = cut.wire(call);
                SettlementStage.settle(stage.across(wire), row);
                String why = "call " + call + " of " + calls;
                assertTrue(wire.calls() >= call, why);
                assertEquals(List.of(), SettlementStage.settle(stage.settlement, row), why);
                assertEquals(whole, left(stage), why);
                assertTold(stage, cut, why);
                assertNothingWaits(stage, why);
            }
        }
    }
}
