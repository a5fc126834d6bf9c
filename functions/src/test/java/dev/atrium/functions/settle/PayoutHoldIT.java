package dev.atrium.functions.settle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;

import dev.atrium.escrow.EscrowState;
import dev.atrium.escrow.LedgerAuditor;
import dev.atrium.functions.edge.FunctionConfig;
import dev.atrium.functions.edge.Functions;
import dev.atrium.room.RoomStatus;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.schema.WaitingPayoutRow;
import dev.atrium.settle.MatchState;
import dev.atrium.unsettled.MatchStates;
import dev.atrium.unsettled.WaitingPayouts;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** {@code ATRIUM_PAYOUT_HOLD_ABOVE}, from the environment to the players' accounts. */
class PayoutHoldIT {
    private static final String ROOM = PotStage.ROOM;

    private static PotStage holdingAbove(String sum) {
        return PotStage.open(Map.of(FunctionConfig.PAYOUT_HOLD_ABOVE, sum));
    }

    private static WaitingPayouts waiting(PotStage stage) {
        Functions functions = stage.local.functions();
        return new WaitingPayouts(functions.dynamo(), functions.config().tablePrefix());
    }

    private static MatchState state(PotStage stage) {
        Functions functions = stage.local.functions();
        return new MatchStates(functions.dynamo(), functions.config().tablePrefix())
                .of(stage.roomRow());
    }

    private static void runSchedule(PotStage stage) {
        var _ =
                new EscrowReconcilerHandler(stage.local.functions())
                        .handleRequest(new ScheduledEvent(), null);
    }

    private static void assertHeld(PotStage stage) {
        assertEquals(MatchState.FINISHED, state(stage));
        assertEquals(EscrowState.OPEN, stage.state(ROOM));
        assertEquals(List.of(700L, 700L, 700L), stage.balances(), "nobody has anything of it");
        WaitingPayoutRow held = waiting(stage).find(ROOM).orElseThrow();
        assertEquals("held", held.why());
        assertEquals(600, held.pot(), "of two who played; the third has his back");
    }

    @Test
    void aPotOverTheSumWaitsAsHeldAndItsReleasePaysItOnceAlsoTwiceAtOnce() throws Exception {
        try (PotStage stage = holdingAbove("599")) {
            OutcomeRow row = stage.finished(PotStage.MATCH.outcome());
            assertEquals(List.of(), SettlementStage.settle(stage.settlement, row));
            assertHeld(stage);

            // Nothing but a release lets it go: not time, and not that it is told again.
            for (int hour = 0; hour < 3; hour++) {
                stage.local.clock().advance(Duration.ofHours(1));
                runSchedule(stage);
                assertEquals(List.of(), SettlementStage.settle(stage.settlement, row));
                assertHeld(stage);
            }

            assertTrue(waiting(stage).release(ROOM, "ann", stage.local.functions().nowMs()));
            assertEquals(MatchState.FINISHED, state(stage), "somebody pays it within a minute");
            CyclicBarrier begin = new CyclicBarrier(3);
            List<Callable<Object>> all =
                    List.of(
                            () -> begin.await(1, TimeUnit.MINUTES) + scheduled(stage),
                            () -> begin.await(1, TimeUnit.MINUTES) + scheduled(stage),
                            () -> {
                                var _ = begin.await(1, TimeUnit.MINUTES);
                                return SettlementStage.settle(stage.settlement, row);
                            });
            try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
                List<Future<Object>> done = new ArrayList<>();
                all.forEach(each -> done.add(threads.submit(each)));
                for (Future<Object> each : done) {
                    var _ = each.get(1, TimeUnit.MINUTES);
                }
            }

            assertPaidOnce(stage);
            runSchedule(stage);
            assertPaidOnce(stage);
            long nowMs = stage.local.functions().nowMs();
            assertFalse(waiting(stage).release(ROOM, "ann", nowMs), "nothing waits any more");
        }
    }

    private static int scheduled(PotStage stage) {
        runSchedule(stage);
        return 0;
    }

    private static void assertPaidOnce(PotStage stage) {
        Functions functions = stage.local.functions();
        assertEquals(1_270, stage.escrow.balance(PotStage.winner()));
        assertEquals(1_000, stage.escrow.balance("p-cat"));
        assertEquals(EscrowState.PAID, stage.state(ROOM));
        assertEquals(MatchState.SETTLED, state(stage));
        assertEquals(Optional.empty(), waiting(stage).find(ROOM));
        assertEquals(
                List.of(),
                new LedgerAuditor(functions.dynamo(), functions.config().tablePrefix(), 100_000)
                        .audit()
                        .findings());
    }

    @Test
    void aPotThatIsNotOverTheSumIsPaidAtOnce() {
        try (PotStage stage = holdingAbove("600")) {
            OutcomeRow row = stage.finished(PotStage.MATCH.outcome());
            assertEquals(List.of(), SettlementStage.settle(stage.settlement, row));
            assertPaidOnce(stage);
        }
    }

    @Test
    void whatGoesBackIsNeverHeld() {
        try (PotStage stage = holdingAbove("0")) {
            stage.room(ROOM, RoomStatus.VOID);
            assertEquals(List.of(), stage.tell(new VoidRoomsHandler(stage.local.functions())));
            assertEquals(List.of(1_000L, 1_000L, 1_000L), stage.balances());
            assertEquals(Optional.empty(), waiting(stage).find(ROOM));
        }
    }
}
