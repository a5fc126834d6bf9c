package dev.atrium.functions.settle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.escrow.Beneficiary;
import dev.atrium.escrow.Disposal;
import dev.atrium.escrow.EntryTerms;
import dev.atrium.escrow.Escrow;
import dev.atrium.escrow.EscrowState;
import dev.atrium.escrow.EscrowUnavailableException;
import dev.atrium.escrow.UnsettledEscrows;
import dev.atrium.functions.edge.Functions;
import dev.atrium.rights.UsedRights;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.schema.SettlementRow;
import dev.atrium.schema.Tables;
import dev.atrium.settle.Settlement;
import dev.atrium.vrf.VrfSecretKey;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A pot of which a part is paid is never refused: the rest of it is paid, or nothing more is. */
class HalfPaidPotIT {
    private static final String ROOM = PotStage.ROOM;

    @AutoClose private final PotStage stage = PotStage.open();
    private final SettlementBook book = SettlerWiring.book(stage.local.functions());

    /** The same ledger, which does not answer any more when something goes to the house. */
    private Escrow untilTheHouseIsPaid() {
        return (Escrow)
                Proxy.newProxyInstance(
                        Escrow.class.getClassLoader(),
                        new Class<?>[] {Escrow.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("pay")
                                    && arguments[2] instanceof Beneficiary.Platform) {
                                throw new EscrowUnavailableException("cut off");
                            }
                            try {
                                return method.invoke(stage.escrow, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    private Settler cutOff() {
        Functions functions = stage.local.functions();
        return SettlerWiring.settler(
                functions, SettlerWiring.Reach.of(functions, untilTheHouseIsPaid()));
    }

    private void cutOffAfterTheWinnerIsPaid(OutcomeRow row) {
        Settler settler = cutOff();
        assertThrows(EscrowUnavailableException.class, () -> settler.settle(row));
        assertEquals(EscrowState.PAYING, stage.state(ROOM));
        assertEquals(1_270, stage.escrow.balance(PotStage.winner()));
    }

    private List<String> halts() {
        return stage.local.stores().table(Tables.SETTLEMENTS).scan().items().stream()
                .filter(row -> row.step().equals(Settlement.HALTED))
                .map(SettlementRow::reason)
                .toList();
    }

    @Test
    void whatCannotBeBelievedAnyMoreIsNotRefusedAndIsPaidOnceItCanAgain() throws Exception {
        OutcomeRow row = stage.finished(PotStage.MATCH.outcome());
        cutOffAfterTheWinnerIsPaid(row);

        stage.publishSeeds(VrfSecretKey.generate());
        assertEquals(List.of(), SettlementStage.settle(stage.settlement, row));
        assertEquals(Optional.empty(), book.refusal(ROOM), "the winner has his part");
        assertEquals(List.of("seed-key-differs"), halts());
        assertEquals(EscrowState.PAYING, stage.state(ROOM));
        assertEquals(0, stage.roomRow().settledAtMs());

        stage.publishSeeds(PotStage.SEEDS);
        stage.local.clock().advance(Duration.ofMillis(UnsettledEscrows.LOOK_MS_MIN));
        assertEquals(
                1,
                UsedRights.doneFor(
                        EscrowReconcilerHandler.class,
                        SettlerWiring.reconciler(stage.local.functions())::run));
        assertEquals(EscrowState.PAID, stage.state(ROOM));
        assertEquals(1_270, stage.escrow.balance(PotStage.winner()), "once");
        assertTrue(stage.roomRow().settledAtMs() > 0);
    }

    @Test
    void aLedgerThatDoesNotAnswerIsOnRecordAsAStoreThatFails() {
        OutcomeRow row = stage.finished(PotStage.MATCH.outcome());
        assertEquals(
                List.of("seq-0"), SettlementStage.settle(new SettlementHandler(cutOff()), row));
        assertEquals("store-fails", book.letters().find(ROOM).orElseThrow().reason());

        assertEquals(List.of(), SettlementStage.settle(stage.settlement, row));
        assertEquals(1_270, stage.escrow.balance(PotStage.winner()), "once");
    }

    @Test
    void whoRefusesWhileAnotherBeginsToPayIsTheOneWhoCannot() {
        assertTrue(book.beginPot(ROOM, 1));
        assertFalse(book.refuse(ROOM, "ticks-differ", 2));
        assertTrue(book.beginPot(ROOM, 3), "again");
        assertEquals(Optional.empty(), book.refusal(ROOM));

        String other = "f".repeat(32);
        assertTrue(book.refuse(other, "ticks-differ", 4));
        assertTrue(book.refuse(other, "seats-differ", 5), "again");
        assertFalse(book.beginPot(other, 6));
        assertEquals("ticks-differ", book.refusal(other).orElseThrow().reason());
    }

    @Test
    void aPartThatWasPaidOtherwiseIsNotedAndHoldsUpNoOther() {
        OutcomeRow row = stage.finished(PotStage.MATCH.outcome());
        stage.escrow.decide(ROOM, Disposal.PAID);
        stage.escrow.refund(ROOM, "p-cat");
        stage.escrow.fixPot(ROOM);
        stage.escrow.pay(ROOM, "platform", new Beneficiary.Platform(), 1);

        for (int time = 0; time < 2; time++) {
            assertEquals(List.of(), SettlementStage.settle(stage.settlement, row));
            assertEquals(List.of("pay-other-payment"), halts());
            assertEquals(0, stage.roomRow().settledAtMs());
        }
    }

    @Test
    void aPotOfWhichAllGoesBackIsNotedAndHoldsUpNoOther() {
        OutcomeRow row = stage.finished(PotStage.MATCH.outcome());
        stage.escrow.decide(ROOM, Disposal.REFUNDED);

        assertEquals(List.of(), SettlementStage.settle(stage.settlement, row));

        assertEquals(List.of("decide-decided-otherwise"), halts());
        assertEquals(0, stage.roomRow().settledAtMs());
    }

    @Test
    void aPotOfAGameThatDividesNoneGoesBackToAll() {
        String roomId = "d".repeat(32);
        PlayedMatch practice = PlayedMatch.drawnPractice(PotStage.SEEDS, roomId, "p-ann", "p-ben");
        practice.archive(stage.local.functions().archive());
        stage.escrow.open(roomId, new EntryTerms("arena.practice", 5));
        for (String player : PotStage.PLAYERS) {
            stage.escrow.enter(roomId, player, 1);
        }

        OutcomeRow row = stage.finished(practice.outcome());
        for (int time = 0; time < 2; time++) {
            assertEquals(List.of(), SettlementStage.settle(stage.settlement, row));
            assertEquals(EscrowState.REFUNDED, stage.state(roomId));
            assertEquals(List.of(700L, 700L, 700L), stage.balances(), "all but the other fee");
        }
        assertEquals(List.of(), halts());
    }
}
