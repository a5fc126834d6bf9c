package dev.atrium.functions.settle;

import dev.atrium.schema.SettlementRow;
import dev.atrium.schema.Tables;
import dev.atrium.settle.Settlement;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactPutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

import java.util.List;

/**
 * Steps of settlement: what a step writes is one transaction with its marker, so that it is done
 * once however often it is tried, and never after the outcome was refused. Blocking and
 * thread-safe; {@code SdkException} means that the step may or may not be done, and may be tried
 * again.
 */
final class StepBook {
    /** Others write the same rows at the same time so often at most; then the stream retries. */
    static final int ATTEMPTS_MAX = 20;

    /** The code of what in a cancelled transaction was not as it had to be. */
    static final String FAILED = "ConditionalCheckFailed";

    private final DynamoDbEnhancedClient client;
    private final DynamoDbTable<SettlementRow> settlements;

    /**
     * The steps of a deployment.
     *
     * @param prefix before every table's name
     */
    StepBook(DynamoDbEnhancedClient client, String prefix) {
        this.client = client;
        this.settlements = Tables.SETTLEMENTS.in(client, prefix);
    }

    /** What a step writes. */
    @FunctionalInterface
    interface Write {
        /**
         * Reads what it must and adds what it writes; called anew if others wrote in between, so a
         * row that is not absolute must be conditional.
         *
         * @return false if the player is no more whose step it is
         */
        boolean addTo(TransactWriteItemsEnhancedRequest.Builder transaction);
    }

    /**
     * Does a step of a room's settlement, unless it is done.
     *
     * @throws IllegalStateException if others were faster every time
     */
    Booking book(String roomId, String step, long nowMs, Write write) {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            TransactWriteItemsEnhancedRequest.Builder transaction = begun(roomId, step, nowMs);
            if (!write.addTo(transaction)) {
                return Booking.NO_SUCH_PLAYER;
            }
            try {
                client.transactWriteItems(transaction.build());
                return Booking.DONE;
            } catch (TransactionCanceledException e) {
                List<CancellationReason> reasons = e.cancellationReasons();
                if (FAILED.equals(reasons.get(0).code())) {
                    return Booking.REFUSED;
                }
                if (FAILED.equals(reasons.get(1).code())) {
                    return Booking.DONE;
                }
                // Another room of this player is settled at the same time: read again.
            }
        }
        throw othersWrite(roomId, step);
    }

    /** What a step ends with that never got its turn. */
    static IllegalStateException othersWrite(String roomId, String step) {
        return new IllegalStateException(
                "room " + roomId + ": others write what " + step + " writes all the time");
    }

    private TransactWriteItemsEnhancedRequest.Builder begun(
            String roomId, String step, long nowMs) {
        return TransactWriteItemsEnhancedRequest.builder()
                .addConditionCheck(
                        settlements,
                        ConditionCheck.builder()
                                .key(key(roomId, Settlement.REFUSED))
                                .conditionExpression(absent("step"))
                                .build())
                .addPutItem(
                        settlements,
                        TransactPutItemEnhancedRequest.builder(SettlementRow.class)
                                .item(new SettlementRow(roomId, step, nowMs, null))
                                .conditionExpression(absent("step"))
                                .build());
    }

    /** Where a step has its marker. */
    static Key key(String roomId, String step) {
        return Key.builder().partitionValue(roomId).sortValue(step).build();
    }

    /** That there is no row, as one of its keys tells. */
    static Expression absent(String attribute) {
        return Expression.builder()
                .expression("attribute_not_exists(#attribute)")
                .putExpressionName("#attribute", attribute)
                .build();
    }
}
