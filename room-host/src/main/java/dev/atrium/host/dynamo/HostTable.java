package dev.atrium.host.dynamo;

import dev.atrium.schema.HostRow;
import dev.atrium.schema.Tables;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.GetItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.PutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.ScanEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

import java.util.List;
import java.util.Optional;

/** The hosts and their leases in DynamoDB. Thread-safe. */
public final class HostTable {
    private final DynamoDbTable<HostRow> hosts;

    /**
     * The table of a deployment.
     *
     * @param prefix before its name
     */
    public HostTable(DynamoDbEnhancedClient client, String prefix) {
        this.hosts = Tables.HOSTS.in(client, prefix);
    }

    /** All hosts that have a row, read consistently. */
    public List<HostRow> all() {
        return hosts
                .scan(ScanEnhancedRequest.builder().consistentRead(true).build())
                .items()
                .stream()
                .toList();
    }

    /** That host, if it has a row. */
    public Optional<HostRow> find(String hostId) {
        return Optional.ofNullable(
                hosts.getItem(
                        GetItemEnhancedRequest.builder()
                                .key(Key.builder().partitionValue(hostId).build())
                                .consistentRead(true)
                                .build()));
    }

    /**
     * Renews a lease: writes the row if its version is one above what stands there, or the first.
     *
     * @return false if somebody else wrote or removed the row: the lease is lost
     */
    public boolean renew(HostRow row) {
        Expression unchanged =
                row.leaseVersion() == 1
                        ? Expression.builder().expression("attribute_not_exists(hostId)").build()
                        : Expression.builder()
                                .expression("leaseVersion = :before")
                                .putExpressionValue(
                                        ":before",
                                        AttributeValue.fromN(Long.toString(row.leaseVersion() - 1)))
                                .build();
        try {
            hosts.putItem(
                    PutItemEnhancedRequest.builder(HostRow.class)
                            .item(row)
                            .conditionExpression(unchanged)
                            .build());
            return true;
        } catch (ConditionalCheckFailedException e) {
            // An earlier attempt whose reply was lost may have succeeded, with other figures in it.
            // A host's id is new at every start, so what stands under it is its own.
            return find(row.hostId())
                    .filter(stored -> stored.leaseVersion() == row.leaseVersion())
                    .isPresent();
        }
    }
}
