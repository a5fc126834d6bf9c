package dev.atrium.functions.settle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.escrow.EscrowState;
import dev.atrium.functions.edge.Functions;
import dev.atrium.rights.UsedRights;
import dev.atrium.schema.DeadLetterRow;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.settle.MatchState;
import dev.atrium.unsettled.DeadLetterBook;
import dev.atrium.unsettled.MatchStates;
import dev.atrium.unsettled.PayoutPause;
import dev.atrium.unsettled.WaitingPayouts;
import dev.atrium.vrf.VrfSecretKey;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** What waits for a person is not lost, and goes on once he has decided. */
class WaitingOutcomesIT {
    private static final String ROOM = PotStage.ROOM;

    @AutoClose private final PotStage stage = PotStage.open();
    private final Functions functions = stage.local.functions();
    private final String prefix = functions.config().tablePrefix();
    private final DeadLetterBook letters = new DeadLetterBook(functions.dynamo(), prefix);
    private final WaitingPayouts waiting = new WaitingPayouts(functions.dynamo(), prefix);
    private final PayoutPause pause = new PayoutPause(functions.stores().dynamo(), prefix);
    private final WaitingOutcomes schedule = SettlerWiring.waiting(functions);

    private int run() {
        return UsedRights.doneFor(EscrowReconcilerHandler.class, schedule::run);
    }

    private long nowMs() {
        return functions.nowMs();
    }

    private MatchState state() {
        return new MatchStates(functions.dynamo(), prefix).of(stage.roomRow());
    }

    private List<String> settle(OutcomeRow row) {
        return SettlementStage.settle(stage.settlement, row);
    }

    @Test
    void aPotWaitsWhilePayoutsArePausedAndIsPaidByTheNextRunAfter() {
        OutcomeRow row = stage.finished(PotStage.MATCH.outcome());
        pause.pause("the books are looked at", "ann", nowMs());

        assertEquals(List.of(), settle(row), "it holds up nothing");
        assertEquals(0, run());
        assertEquals(MatchState.FINISHED, state());
        assertEquals(600, waiting.find(ROOM).orElseThrow().pot());
        assertEquals(EscrowState.OPEN, stage.state(ROOM));

        pause.resume();
        assertEquals(1, run());
        assertEquals(MatchState.SETTLED, state());
        assertEquals(1_270, stage.escrow.balance(PotStage.winner()));
        assertEquals(Optional.empty(), waiting.find(ROOM));
        assertEquals(0, run());
    }

    @Test
    void aPotAboveTheSumWaitsForItsReleaseAndOneThatIsNotDoesNot() {
        PayoutGate at = gate(600);
        assertTrue(at.isOpen(PotStage.MATCH.outcome()), "600 are not above 600");
        PayoutGate above = gate(599);
        assertFalse(above.isOpen(PotStage.MATCH.outcome()));
        assertEquals(List.of(), waiting.due("0", 10, nowMs()), "nobody looks before");
        assertEquals(1, waiting.page(10, Optional.empty()).payouts().size());

        assertTrue(waiting.release(ROOM, "ann", nowMs()));
        assertTrue(waiting.release(ROOM, "ben", nowMs() + 1), "again");
        assertEquals("ann", waiting.find(ROOM).orElseThrow().releasedBy());
        assertTrue(above.isOpen(PotStage.MATCH.outcome()));
        assertEquals(1, waiting.due("0", 10, nowMs() + 1).size());
        assertFalse(waiting.release("f".repeat(32), "ann", nowMs()), "nothing waits there");
    }

    private PayoutGate gate(long holdAbove) {
        return new PayoutGate(stage.escrow, pause, waiting, holdAbove, functions.clock());
    }

    @Test
    void aDeadLetterIsSettledOnceWhatWasWrongIsMendedAndSomebodyOrdersIt() {
        stage.publishSeeds(VrfSecretKey.generate());
        OutcomeRow row = stage.finished(PotStage.MATCH.outcome());
        assertEquals(List.of(), settle(row));
        assertEquals(MatchState.DISPUTED, state());
        DeadLetterRow letter = letters.open(ROOM).orElseThrow();
        assertEquals("seed-key-differs", letter.reason());
        assertEquals("outcomes/" + ROOM, letter.payload());
        assertEquals(0, run(), "not by itself");

        assertTrue(letters.orderRetry(ROOM, "ann", nowMs()));
        assertEquals(1, run());
        assertEquals(MatchState.DISPUTED, state());
        assertEquals(2, letters.open(ROOM).orElseThrow().attempts());
        assertEquals(0, run(), "once");

        stage.publishSeeds(PotStage.SEEDS);
        assertTrue(letters.orderRetry(ROOM, "ann", nowMs()));
        assertEquals(1, run());
        assertEquals(MatchState.SETTLED, state());
        assertEquals(1_270, stage.escrow.balance(PotStage.winner()));
        assertEquals("settled", letters.find(ROOM).orElseThrow().closedAs());
        assertFalse(letters.orderRetry(ROOM, "ann", nowMs()), "it is closed");
        assertEquals(List.of(), settle(row));
        assertEquals(1_270, stage.escrow.balance(PotStage.winner()), "once");
    }

    @Test
    void whatIsGivenBackByAnOrderIsRefundedForGood() {
        OutcomeRow row = stage.finishedWithALie();
        assertEquals(List.of(), settle(row));
        assertEquals(MatchState.DISPUTED, state());
        assertTrue(letters.orderRetry(ROOM, "ann", nowMs()));

        stage.orderRefund();
        assertEquals(List.of(), stage.tell(new VoidRoomsHandler(functions)));
        assertEquals(MatchState.REFUNDED, state());
        assertEquals("refunded", letters.find(ROOM).orElseThrow().closedAs());
        assertEquals(List.of(1_000L, 1_000L, 1_000L), stage.balances());

        assertEquals(0, run(), "a closed letter is not tried");
        assertEquals(MatchState.REFUNDED, state());
    }

    @Test
    void whatFailsTooOftenIsADeadLetterAndIsTriedAgainByItself() {
        try (SettlementStage other = new SettlementStage()) {
            other.player("p-ann");
            OutcomeRow row = other.ended(PlayedMatch.left("3f0c".repeat(8), 7, "p-ann", "p-ben"));
            DeadLetterBook book =
                    new DeadLetterBook(other.stores.dynamo(), other.stores.tablePrefix());
            other.archive.fails = true;
            for (int delivery = 1; delivery < Deliveries.DELIVERIES_MAX; delivery++) {
                assertEquals(List.of("seq-0"), SettlementStage.settle(other.handler(), row));
                assertEquals(Optional.empty(), book.open(row.roomId()));
            }
            assertEquals(List.of(), SettlementStage.settle(other.handler(), row), "no more");
            DeadLetterRow letter = book.open(row.roomId()).orElseThrow();
            assertEquals("archive-unreadable", letter.reason());
            long laterMs = SettlementStage.NOW.toEpochMilli() + Deliveries.RETRY_MS_MAX;
            assertEquals(1, book.due("3", 10, laterMs).size());

            other.archive.fails = false;
            assertEquals(List.of(), SettlementStage.settle(other.handler(), row));
            assertEquals(Optional.empty(), book.open(row.roomId()));
            assertEquals(1, other.playerRow("p-ann").played());
        }
    }
}
