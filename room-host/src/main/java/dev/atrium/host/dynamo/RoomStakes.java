package dev.atrium.host.dynamo;

import dev.atrium.escrow.EscrowState;
import dev.atrium.schema.DeadLetterRow;
import dev.atrium.schema.EscrowRow;
import dev.atrium.schema.RefundOrderRow;
import dev.atrium.schema.SettlementRow;
import dev.atrium.schema.Tables;
import dev.atrium.settle.Settlement;
import dev.atrium.unsettled.DeadLetterBook;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.model.UpdateItemEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

import java.time.InstantSource;
import java.util.Optional;

/**
 * How the stakes of rooms fare, and the order that they go back. A host moves no money: a function
 * hears of the order from the stream of the rooms' table. Blocking, thread-safe; {@code
 * SdkException} if the store fails.
 */
public final class RoomStakes {
    private final DynamoDbTable<EscrowRow> escrows;
    private final DynamoDbTable<SettlementRow> settlements;
    private final DynamoDbTable<RefundOrderRow> orders;
    private final DeadLetterBook letters;
    private final InstantSource wallClock;

    /**
     * Those of a deployment.
     *
     * @param letters of outcomes that could not be settled
     * @param prefix before every table's name
     * @param wallClock dates the orders
     */
    public RoomStakes(
            DynamoDbEnhancedClient client,
            DeadLetterBook letters,
            String prefix,
            InstantSource wallClock) {
        this.letters = letters;
        this.wallClock = wallClock;
        this.escrows = Tables.ESCROWS.in(client, prefix);
        this.settlements = Tables.SETTLEMENTS.in(client, prefix);
        this.orders = RefundOrderRow.TABLE.in(client, prefix);
    }

    /** Where the escrow of a room is in its life, if the room has one. */
    public Optional<EscrowState> escrow(String roomId) {
        return Optional.ofNullable(
                        escrows.getItem(
                                get -> get.key(k -> k.partitionValue(roomId)).consistentRead(true)))
                .map(row -> EscrowState.valueOf(row.escrowState()));
    }

    /** Why settlement refused the room's outcome for good, if it did. */
    public Optional<String> refusal(String roomId) {
        return Optional.ofNullable(
                        settlements.getItem(
                                get ->
                                        get.key(
                                                        k ->
                                                                k.partitionValue(roomId)
                                                                        .sortValue(
                                                                                Settlement.REFUSED))
                                                .consistentRead(true)))
                .map(row -> String.valueOf(row.reason()));
    }

    /** Why the room's outcome is a dead letter, if one is open. */
    public Optional<String> deadLetter(String roomId) {
        return letters.open(roomId).map(DeadLetterRow::reason);
    }

    /**
     * Orders that all entries of a room go back. Ordered again it is done again, which moves
     * nothing twice.
     *
     * @return false if the room has not ended, and nothing is ordered
     */
    public boolean orderRefund(String roomId) {
        // Of a room that may still be written whole the order would be lost.
        Expression ended =
                Expression.builder()
                        .expression("attribute_exists(roomId) AND attribute_not_exists(liveOwner)")
                        .build();
        try {
            orders.updateItem(
                    UpdateItemEnhancedRequest.builder(RefundOrderRow.class)
                            .item(new RefundOrderRow(roomId, wallClock.millis()))
                            .conditionExpression(ended)
                            .build());
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }
}
