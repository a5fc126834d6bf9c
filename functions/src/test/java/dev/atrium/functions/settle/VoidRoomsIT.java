package dev.atrium.functions.settle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.atrium.escrow.EscrowState;
import dev.atrium.room.RoomStatus;
import dev.atrium.schema.OutcomeRow;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import java.util.List;

/** What an operator orders back goes back, and nothing that may still be paid. */
class VoidRoomsIT {
    @AutoClose private final PotStage stage = PotStage.open();
    private final VoidRoomsHandler refunds = new VoidRoomsHandler(stage.local.functions());

    @Test
    void whatWasPaidForARefusedOutcomeGoesBackOnceAnOperatorOrdersIt() {
        SettlementStage.settle(stage.settlement, stage.finishedWithALie());
        assertEquals(List.of(), stage.tell(refunds));
        assertEquals(EscrowState.OPEN, stage.state(PotStage.ROOM), "nobody has ordered it");

        for (int time = 0; time < 2; time++) {
            stage.orderRefund();
            assertEquals(List.of(), stage.tell(refunds));
            assertEquals(EscrowState.REFUNDED, stage.state(PotStage.ROOM));
            assertEquals(List.of(1_000L, 1_000L, 1_000L), stage.balances());
        }
    }

    @Test
    void whileAnOutcomeMayStillBePaidAnOrderGivesNothingBack() {
        OutcomeRow row = stage.finished(PotStage.MATCH.outcome());
        stage.orderRefund();
        assertEquals(List.of(), stage.tell(refunds));
        assertEquals(EscrowState.OPEN, stage.state(PotStage.ROOM));

        assertEquals(List.of(), SettlementStage.settle(stage.settlement, row));
        assertEquals(List.of(), stage.tell(refunds));
        assertEquals(EscrowState.PAID, stage.state(PotStage.ROOM));
        assertEquals(1_270, stage.escrow.balance(PotStage.winner()));
    }

    @Test
    void aVoidRoomWhoseRecordWasPassedOverIsToldOfAgainByAnOrder() {
        stage.room(PotStage.ROOM, RoomStatus.VOID);
        stage.orderRefund();

        assertEquals(List.of(), stage.tell(refunds));

        assertEquals(EscrowState.REFUNDED, stage.state(PotStage.ROOM));
        assertEquals("quarantined", stage.roomRow().voidReason(), "the order changes nothing else");
    }

    @Test
    void ofARoomThatPlaysNothingGoesBackWhateverIsOrdered() {
        stage.room(PotStage.ROOM, RoomStatus.PLAYING);
        stage.orderRefund();

        assertEquals(List.of(), stage.tell(refunds));

        assertEquals(EscrowState.OPEN, stage.state(PotStage.ROOM));
    }
}
