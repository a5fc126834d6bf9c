package dev.atrium.maintenance;

import dev.atrium.schema.SwitchRow;
import dev.atrium.schema.Tables;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.GetItemEnhancedRequest;

import java.util.Optional;

/** Whether a deployment makes new matches, in DynamoDB. Blocking, thread-safe. */
public final class MaintenanceBook {
    private static final Key KEY = Key.builder().partitionValue(Maintenance.NAME).build();

    private final DynamoDbTable<SwitchRow> table;

    /** The book of a deployment. */
    public MaintenanceBook(DynamoDbEnhancedClient client, String tablePrefix) {
        this.table = Tables.SWITCHES.in(client, tablePrefix);
    }

    /** From now on; what stood there is replaced. */
    public void switchOn(Maintenance maintenance) {
        table.putItem(maintenance.row());
    }

    /** No longer; nothing happens if it is off. */
    public void switchOff() {
        table.deleteItem(KEY);
    }

    /** What is on now, read consistently. */
    public Optional<Maintenance> current() {
        return Optional.ofNullable(
                        table.getItem(
                                GetItemEnhancedRequest.builder()
                                        .key(KEY)
                                        .consistentRead(true)
                                        .build()))
                .map(Maintenance::of);
    }
}
