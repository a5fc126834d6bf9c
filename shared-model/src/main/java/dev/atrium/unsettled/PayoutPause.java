package dev.atrium.unsettled;

import dev.atrium.maintenance.Maintenance;
import dev.atrium.schema.SwitchRow;
import dev.atrium.schema.Tables;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.GetItemEnhancedRequest;

import java.util.Optional;

/**
 * Whether a deployment pays pots, in DynamoDB: the switch {@code payouts-paused}. Refunds are not
 * paused. Blocking, thread-safe.
 */
public final class PayoutPause {
    private static final String NAME = "payouts-paused";
    private static final Key KEY = Key.builder().partitionValue(NAME).build();

    private final DynamoDbTable<SwitchRow> table;

    /** The switch of a deployment. */
    public PayoutPause(DynamoDbEnhancedClient client, String tablePrefix) {
        this.table = Tables.SWITCHES.in(client, tablePrefix);
    }

    /** Whether operators can be told that: 1 to 200 characters, one line. */
    public static boolean isReason(String text) {
        return Maintenance.isMessage(text);
    }

    /**
     * No pot is paid from now on; a reason that stands is replaced.
     *
     * @param operator the name of his key
     */
    public void pause(String reason, String operator, long nowMs) {
        if (!isReason(reason)) {
            throw new IllegalArgumentException("reason (allowed: 1-200 characters, one line)");
        }
        table.putItem(new SwitchRow(NAME, reason, operator, nowMs));
    }

    /** Pots are paid again; nothing happens if they were. */
    public void resume() {
        table.deleteItem(KEY);
    }

    /** The pause that is on, read consistently. */
    public Optional<SwitchRow> current() {
        return Optional.ofNullable(
                table.getItem(
                        GetItemEnhancedRequest.builder().key(KEY).consistentRead(true).build()));
    }
}
