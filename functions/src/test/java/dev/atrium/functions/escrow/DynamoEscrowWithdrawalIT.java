package dev.atrium.functions.escrow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.atrium.escrow.DynamoEscrow;
import dev.atrium.escrow.Escrow;
import dev.atrium.escrow.EscrowWithdrawalContractTest;
import dev.atrium.escrow.LedgerAudit;
import dev.atrium.escrow.LedgerAuditor;
import dev.atrium.functions.edge.LocalStores;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import java.time.InstantSource;
import java.util.List;

/** The ledger in DynamoDB gives back what is withdrawn, also where replies get lost on the way. */
class DynamoEscrowWithdrawalIT extends EscrowWithdrawalContractTest {
    private static final int ROWS_MAX = 100_000;
    private static final FaultyWrites FAULTS = FaultyWrites.drawn(11);

    private static LocalStores stores;
    private final Escrow escrow =
            new DynamoEscrow(
                    FAULTS.across(stores.dynamo()), stores.tablePrefix(), InstantSource.system());

    @BeforeAll
    static void open() {
        stores = LocalStores.open();
    }

    @AfterAll
    static void close() {
        stores.close();
    }

    @Override
    protected Escrow escrow() {
        return escrow;
    }

    @Override
    protected void assertInOrder() {
        LedgerAudit audit =
                new LedgerAuditor(stores.dynamo(), stores.tablePrefix(), ROWS_MAX).audit();
        assertEquals(List.of(), audit.findings());
        assertEquals(0, audit.sum());
    }
}
