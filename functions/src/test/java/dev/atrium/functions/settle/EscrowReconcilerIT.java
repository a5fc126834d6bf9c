package dev.atrium.functions.settle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.archive.Archive;
import dev.atrium.escrow.Disposal;
import dev.atrium.escrow.EscrowState;
import dev.atrium.escrow.UnsettledEscrows;
import dev.atrium.rights.UsedRights;
import dev.atrium.room.RoomStatus;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Escrows that the streams have forgotten, over real tables. */
class EscrowReconcilerIT {
    private static final Duration FIRST_LOOK = Duration.ofMillis(UnsettledEscrows.LOOK_MS_MIN);

    @AutoClose private final PotStage stage = PotStage.open();
    private final EscrowReconciler reconciler = SettlerWiring.reconciler(stage.local.functions());

    private int run() {
        return UsedRights.doneFor(EscrowReconcilerHandler.class, reconciler::run);
    }

    private void later(Duration by) {
        stage.local.clock().advance(by);
    }

    @Test
    void whatWasPaidForAVoidRoomGoesBackThoughItsRecordWasPassedOver() {
        stage.room(PotStage.ROOM, RoomStatus.VOID);
        assertEquals(0, run(), "the stream may still do it");
        assertEquals(EscrowState.OPEN, stage.state(PotStage.ROOM));

        later(FIRST_LOOK);
        assertEquals(1, run());

        assertEquals(EscrowState.REFUNDED, stage.state(PotStage.ROOM));
        assertEquals(List.of(1_000L, 1_000L, 1_000L), stage.balances());
        later(Duration.ofDays(1));
        assertEquals(0, run(), "nobody looks at what is settled");
    }

    @Test
    void anOutcomeThatWasPassedOverIsSettled() {
        stage.finished(PotStage.MATCH.outcome());
        later(FIRST_LOOK);

        assertEquals(1, run());

        assertEquals(EscrowState.PAID, stage.state(PotStage.ROOM));
        assertEquals(1_270, stage.escrow.balance(PotStage.winner()));
        assertTrue(stage.roomRow().settledAtMs() > 0);
        later(Duration.ofDays(1));
        assertEquals(0, run());
    }

    @Test
    void whatWasPaidForARefusedOutcomeWaitsForAnOrderHoweverLongThatTakes() {
        SettlementStage.settle(stage.settlement, stage.finishedWithALie());
        for (int day = 0; day < 3; day++) {
            later(Duration.ofDays(1));
            assertEquals(1, run());
            assertEquals(EscrowState.OPEN, stage.state(PotStage.ROOM));
        }

        stage.orderRefund();
        later(Duration.ofMillis(UnsettledEscrows.LOOK_MS_MAX));
        assertEquals(1, run());

        assertEquals(EscrowState.REFUNDED, stage.state(PotStage.ROOM));
        assertEquals(List.of(1_000L, 1_000L, 1_000L), stage.balances());
    }

    @Test
    void aRoomThatPlaysIsLeftAloneAndLookedAtAgain() {
        for (RoomStatus status : List.of(RoomStatus.PLACED, RoomStatus.PLAYING)) {
            stage.room(PotStage.ROOM, status);
            later(FIRST_LOOK);
            assertEquals(1, run());
            assertEquals(0, run(), "not at once");
            assertEquals(EscrowState.OPEN, stage.state(PotStage.ROOM));
        }
        stage.room(PotStage.ROOM, RoomStatus.VOID);
        later(FIRST_LOOK.multipliedBy(2));
        assertEquals(1, run());
        assertEquals(EscrowState.REFUNDED, stage.state(PotStage.ROOM));
    }

    @Test
    void aRefundThatSomebodyHasBegunIsFinished() {
        stage.escrow.decide(PotStage.ROOM, Disposal.REFUNDED);
        stage.escrow.refund(PotStage.ROOM, "p-ann");
        later(FIRST_LOOK);

        assertEquals(1, run());

        assertEquals(EscrowState.REFUNDED, stage.state(PotStage.ROOM));
        assertEquals(List.of(1_000L, 1_000L, 1_000L), stage.balances());
    }

    @Test
    void theEscrowOfASiegeToComeIsLeftAloneUntilNoneCanComeAnyMore() {
        later(Duration.ofMillis(EscrowReconciler.PLACED_WITHIN_MS));
        assertEquals(1, run());
        assertEquals(EscrowState.OPEN, stage.state(PotStage.ROOM));

        later(Duration.ofMillis(UnsettledEscrows.LOOK_MS_MAX));
        assertEquals(1, run());
        assertEquals(EscrowState.REFUNDED, stage.state(PotStage.ROOM));
    }

    @Test
    void moreThanOneRunTakesOnIsLeftToTheNext() {
        stage.room(PotStage.ROOM, RoomStatus.PLAYING);
        List<String> rooms = new ArrayList<>();
        for (int i = 0; i < EscrowReconciler.SHARD_ESCROWS_MAX + 3; i++) {
            String roomId = "a%031x".formatted(i);
            stage.escrow.open(roomId, PotStage.TERMS);
            stage.room(roomId, RoomStatus.VOID);
            rooms.add(roomId);
        }
        later(FIRST_LOOK);

        assertEquals(EscrowReconciler.SHARD_ESCROWS_MAX + 1, run());
        assertEquals(3, run());

        for (String roomId : rooms) {
            assertEquals(EscrowState.REFUNDED, stage.state(roomId), roomId);
        }
    }

    @Test
    void oneThatFailsKeepsNobodyFromHisMoneyAndComesAgain() throws Exception {
        stage.finished(PotStage.MATCH.outcome());
        String other = "0" + "f".repeat(31);
        stage.escrow.open(other, PotStage.TERMS);
        stage.room(other, RoomStatus.VOID);
        Path journal =
                stage.local
                        .archiveFolder()
                        .resolve(
                                Archive.journalKey(
                                        PotStage.ROOM, PotStage.MATCH.journal().chainHead()));
        Path aside = journal.resolveSibling("aside");
        Files.move(journal, aside);
        Files.createDirectory(journal);
        later(FIRST_LOOK);

        assertEquals(2, run());
        assertEquals(EscrowState.OPEN, stage.state(PotStage.ROOM), "the archive cannot be read");
        assertEquals(EscrowState.REFUNDED, stage.state(other));

        Files.delete(journal);
        Files.move(aside, journal);
        later(FIRST_LOOK);
        assertEquals(1, run());
        assertEquals(EscrowState.PAID, stage.state(PotStage.ROOM));
    }

    @Test
    void ofSeveralAtOnceOneLooksAtAnEscrow() throws Exception {
        stage.room(PotStage.ROOM, RoomStatus.VOID);
        later(FIRST_LOOK);
        List<Future<Integer>> looked = new ArrayList<>();
        try (ExecutorService everybody = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 6; i++) {
                looked.add(everybody.submit(reconciler::run));
            }
        }
        int sum = 0;
        for (Future<Integer> run : looked) {
            sum += run.get();
        }
        assertEquals(1, sum);
        assertEquals(List.of(1_000L, 1_000L, 1_000L), stage.balances());
    }
}
