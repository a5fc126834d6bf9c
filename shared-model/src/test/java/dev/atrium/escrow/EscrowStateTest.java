package dev.atrium.escrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.payout.Payouts;

import org.junit.jupiter.api.Test;

import java.util.Optional;

class EscrowStateTest {
    @Test
    void eachDecisionLeadsToAnEndOfItsOwn() {
        for (Disposal disposal : Disposal.values()) {
            EscrowState state = EscrowState.decided(disposal);
            assertEquals(Optional.of(disposal), state.disposal());
            assertTrue(state.refunds());
        }
        assertEquals(Optional.of(EscrowState.PAID), EscrowState.PAYING.closed());
        assertEquals(Optional.of(EscrowState.REFUNDED), EscrowState.REFUNDING.closed());
    }

    @Test
    void closingKeepsTheDecisionAndEndsEverything() {
        for (EscrowState state : EscrowState.values()) {
            state.closed()
                    .ifPresent(
                            closed -> {
                                assertEquals(state.disposal(), closed.disposal());
                                assertEquals(Optional.empty(), closed.closed());
                                assertFalse(closed.refunds());
                            });
        }
        assertEquals(Optional.empty(), EscrowState.OPEN.disposal());
        assertEquals(Optional.empty(), EscrowState.OPEN.closed());
        assertEquals(Optional.empty(), EscrowState.SETTLING.closed());
        assertFalse(EscrowState.PAYING.refunds());
        assertFalse(EscrowState.OPEN.refunds());
    }

    @Test
    void largestRoomsPotCanBeDivided() {
        EntryTerms dearest = new EntryTerms("arena.siege", EscrowLimits.FEE_MAX);
        long pot = dearest.amount(EscrowLimits.WARRIORS_MAX) * EscrowLimits.ENTRIES_MAX;

        assertEquals(Payouts.POT_MAX, pot);
    }
}
