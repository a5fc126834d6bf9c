package dev.atrium.escrow;

/** What the tests compare ledgers with passes as well. */
class MemoryEscrowWithdrawalTest extends EscrowWithdrawalContractTest {
    private final MemoryEscrow escrow = new MemoryEscrow();

    @Override
    protected Escrow escrow() {
        return escrow;
    }

    @Override
    protected void assertInOrder() {
        escrow.assertInOrder();
    }
}
