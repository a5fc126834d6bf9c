package dev.atrium.functions.escrow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.atrium.escrow.DynamoEscrow;
import dev.atrium.escrow.Escrow;
import dev.atrium.escrow.EscrowContractTest;
import dev.atrium.escrow.LedgerAudit;
import dev.atrium.escrow.LedgerAuditor;
import dev.atrium.functions.edge.LocalStores;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.InstantSource;
import java.util.List;

/** The ledger in DynamoDB does what every ledger must. */
class DynamoEscrowIT extends EscrowContractTest {
    private static final int ROWS_MAX = 100_000;

    private static LocalStores stores;
    private final Escrow escrow =
            new DynamoEscrow(across(stores.dynamo()), stores.tablePrefix(), InstantSource.system());

    @BeforeAll
    static void open() {
        stores = LocalStores.open();
    }

    @AfterAll
    static void close() {
        stores.close();
    }

    /** What stands between the ledger and DynamoDB: nothing. */
    DynamoDbClient across(DynamoDbClient client) {
        return client;
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
