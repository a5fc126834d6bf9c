package dev.atrium.host.dynamo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.atrium.host.LocalStores;
import dev.atrium.room.RoomId;
import dev.atrium.schema.HostRow;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;

import java.util.List;

/** Hosts' leases in a real table. */
class HostTableIT {
    private final HostTable hosts =
            new HostTable(
                    DynamoDbEnhancedClient.builder()
                            .dynamoDbClient(LocalStores.get().client())
                            .build(),
                    "test-");

    @Test
    void renewalWhoseReplyWasLostIsNoLostLease() {
        String hostId = "host-" + RoomId.draw().value();
        assertEquals(true, hosts.renew(lease(hostId, 1, 0)));
        // The same version again, with figures of a later moment.
        assertEquals(true, hosts.renew(lease(hostId, 1, 1)));
        assertEquals(true, hosts.renew(lease(hostId, 2, 1)));
        assertEquals(false, hosts.renew(lease(hostId, 1, 1)), "older than what stands there");
        assertEquals(false, hosts.renew(lease(hostId, 4, 1)), "one was left out");
    }

    private static HostRow lease(String hostId, long version, int roomCount) {
        return new HostRow(
                hostId,
                "local",
                "ws://a",
                "http://a",
                "b",
                List.of(),
                5,
                roomCount,
                false,
                version,
                99);
    }
}
