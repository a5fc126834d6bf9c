package dev.atrium.ban;

import dev.atrium.schema.BanRow;
import dev.atrium.schema.Tables;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

import java.util.Map;
import java.util.Optional;

/** The record of bans, in DynamoDB. Blocking, thread-safe. */
public final class BanBook {
    private final DynamoDbTable<BanRow> table;

    /** The book of a deployment. */
    public BanBook(DynamoDbEnhancedClient client, String tablePrefix) {
        this.table = Tables.BANS.in(client, tablePrefix);
    }

    /**
     * Writes a ban, unless one stands that ends as late: so hosts that notice the same abuse, and a
     * write that is tried again, shorten nothing.
     *
     * @return whether it was written
     */
    public boolean write(Ban ban) {
        Expression longer =
                Expression.builder()
                        .expression("attribute_not_exists(playerId) OR endsAtMs < :ends")
                        .expressionValues(
                                Map.of(
                                        ":ends",
                                        AttributeValue.fromN(Long.toString(ban.endsAtMs()))))
                        .build();
        try {
            table.putItem(put -> put.item(ban.row()).conditionExpression(longer));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    /** The ban of a player that counts now. */
    public Optional<Ban> of(String playerId, long nowMs) {
        BanRow row = table.getItem(Key.builder().partitionValue(playerId).build());
        return Optional.ofNullable(row).map(Ban::of).filter(ban -> ban.isOn(nowMs));
    }
}
