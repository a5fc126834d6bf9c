package dev.atrium.signout;

import dev.atrium.schema.SignOutRow;
import dev.atrium.schema.Tables;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The record of sign-outs, in DynamoDB: a row for each player who has signed out everywhere, as
 * long as something that he was given before could still be shown. Blocking, thread-safe.
 */
public final class SignOutBook {
    /** A session lasts a day; twice that leaves room for clocks that differ. */
    public static final Duration KEPT = Duration.ofDays(2);

    private static final long MS_PER_S = 1_000;

    private final DynamoDbTable<SignOutRow> table;

    /** The book of a deployment. */
    public SignOutBook(DynamoDbEnhancedClient client, String tablePrefix) {
        this.table = Tables.SIGN_OUTS.in(client, tablePrefix);
    }

    /**
     * Ends what a player was given until now. It never goes back: whoever is late ends no less.
     *
     * @return what is ended: what he was given at that wall time in ms or before
     */
    public long signOut(String playerId, long nowMs) {
        SignOutRow row = new SignOutRow(playerId, nowMs, (nowMs + KEPT.toMillis()) / MS_PER_S);
        Expression later =
                Expression.builder()
                        .expression("attribute_not_exists(playerId) OR beforeMs < :before")
                        .expressionValues(
                                Map.of(":before", AttributeValue.fromN(Long.toString(nowMs))))
                        .build();
        try {
            table.putItem(put -> put.item(row).conditionExpression(later));
            return nowMs;
        } catch (ConditionalCheckFailedException e) {
            return of(playerId).orElse(nowMs);
        }
    }

    /**
     * What of a player's is ended: what he was given at that wall time in ms or before. What was
     * written before is seen.
     */
    public OptionalLong of(String playerId) {
        Key key = Key.builder().partitionValue(playerId).build();
        return Optional.ofNullable(table.getItem(get -> get.key(key).consistentRead(true)))
                .map(row -> OptionalLong.of(row.beforeMs()))
                .orElse(OptionalLong.empty());
    }
}
