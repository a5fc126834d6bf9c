package dev.atrium.host.dynamo;

import dev.atrium.host.lease.HostLease;
import dev.atrium.schema.HostRow;
import dev.atrium.schema.Tables;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
public final class HostTable implements HostLease.Store {
    private static final Logger LOG = LoggerFactory.getLogger(HostTable.class);

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

    /** Writes the row if its version is one above what stands there, or the first. */
    @Override
    public boolean renew(HostRow row) {
        Expression unchanged =
                row.leaseVersion() == 1
                        ? Expression.builder().expression("attribute_not_exists(hostId)").build()
                        : hasVersion(row.leaseVersion() - 1);
        try {
            put(row, unchanged);
            return true;
        } catch (ConditionalCheckFailedException e) {
            // An earlier attempt whose reply was lost may have succeeded, with other figures in it.
            // A host's id is new at every start, so what stands under it is its own.
            return find(row.hostId())
                    .filter(stored -> stored.leaseVersion() == row.leaseVersion())
                    .isPresent();
        }
    }

    /** Left out if the row has another version by now. */
    @Override
    public void tell(HostRow row) {
        try {
            put(row, hasVersion(row.leaseVersion()));
        } catch (ConditionalCheckFailedException e) {
            // It was renewed since, or removed: then there is nothing to tell.
            LOG.info("what host {} had to tell comes too late", row.hostId());
        }
    }

    private void put(HostRow row, Expression condition) {
        hosts.putItem(
                PutItemEnhancedRequest.builder(HostRow.class)
                        .item(row)
                        .conditionExpression(condition)
                        .build());
    }

    private static Expression hasVersion(long version) {
        return Expression.builder()
                .expression("leaseVersion = :version")
                .putExpressionValue(":version", AttributeValue.fromN(Long.toString(version)))
                .build();
    }
}
