package dev.atrium.functions.escrow;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The same where requests and replies get lost on the way, and others' transactions conflict. */
class DynamoEscrowFaultsIT extends DynamoEscrowIT {
    private static final FaultyWrites FAULTS = FaultyWrites.drawn(7);

    @AfterAll
    static void theyWereTried() {
        assertTrue(FAULTS.repliesLost() > 0 && FAULTS.requestsLost() > 0, FAULTS::toString);
        assertTrue(FAULTS.conflicts() > 0, FAULTS::toString);
    }

    @Override
    DynamoDbClient across(DynamoDbClient client) {
        return FAULTS.across(client);
    }
}
