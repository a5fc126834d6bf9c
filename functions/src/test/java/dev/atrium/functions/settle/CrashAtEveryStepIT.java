package dev.atrium.functions.settle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.escrow.EscrowState;
import dev.atrium.escrow.LedgerAuditor;
import dev.atrium.functions.edge.Functions;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.schema.SettlementRow;
import dev.atrium.schema.Tables;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A whole settlement with a pot, cut off before and after every one of its calls, and repeated. */
class CrashAtEveryStepIT {
    /** All that a settlement leaves, but for times. */
    private record Left(
            List<Long> balances,
            EscrowState escrow,
            List<String> steps,
            Map<String, Long> figures,
            Map<String, Long> played,
            boolean settled) {}

    private static Left left(PotStage stage) {
        Functions functions = stage.local.functions();
        String prefix = functions.config().tablePrefix();
        assertEquals(
                List.of(),
                new LedgerAuditor(functions.dynamo(), prefix, 100_000).audit().findings());
        Map<String, Long> figures = new TreeMap<>();
        stage.local
                .stores()
                .table(Tables.DAILY_AGGREGATES)
                .scan()
                .items()
                .forEach(row -> figures.put(row.bucket() + " " + row.metric(), row.amount()));
        Map<String, Long> played = new TreeMap<>();
        stage.local
                .stores()
                .table(Tables.PLAYERS)
                .scan()
                .items()
                .forEach(row -> played.put(row.playerId(), row.played()));
        return new Left(
                stage.balances(),
                stage.state(PotStage.ROOM),
                stage.local.stores().table(Tables.SETTLEMENTS).scan().items().stream()
                        .map(SettlementRow::step)
                        .sorted()
                        .toList(),
                figures,
                played,
                stage.roomRow().settledAtMs() > 0);
    }

    private static SettlementHandler across(PotStage stage, Tripwire wire) {
        DynamoDbClient cut = wire.across(DynamoDbClient.class, stage.local.stores().dynamo());
        return new SettlementHandler(
                new Functions(
                        stage.local.functions().config(),
                        new Functions.Clients(
                                () -> cut, stage.local.gateway()::client, stage.local.clock())));
    }

    @Test
    void aSettlementThatIsCutOffAnywhereIsDoneOnceByTheNext() {
        Left whole;
        int calls;
        try (PotStage stage = PotStage.open()) {
            Tripwire counting = new Tripwire(0, false);
            OutcomeRow row = stage.finished(PotStage.MATCH.outcome());
            assertEquals(List.of(), SettlementStage.settle(across(stage, counting), row));
            whole = left(stage);
            calls = counting.calls();
        }
        assertTrue(whole.settled());
        assertTrue(calls > 30, "calls: " + calls);
        for (int call = 1; call <= calls; call++) {
            for (boolean heard : new boolean[] {false, true}) {
                try (PotStage stage = PotStage.open()) {
                    OutcomeRow row = stage.finished(PotStage.MATCH.outcome());
                    SettlementHandler cut = across(stage, new Tripwire(call, heard));
                    SettlementStage.settle(cut, row);
                    String why = "call " + call + (heard ? ", heard" : ", not heard");
                    assertEquals(List.of(), SettlementStage.settle(stage.settlement, row), why);
                    assertEquals(whole, left(stage), why);
                }
            }
        }
    }
}
