package dev.atrium.functions.settle;

import dev.atrium.functions.rating.RatingRows;
import dev.atrium.schema.PlayerRow;
import dev.atrium.schema.RatingRow;
import dev.atrium.schema.Tables;
import dev.atrium.settle.RatedMatch;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.enhanced.dynamodb.model.GetItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.ReadBatch;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactPutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The step that rates all who met in a room, at once: what each gains depends on the ratings of all
 * of them before it. Marker and rows are one transaction, and each row must have the version that
 * was read; where another room of one of them was faster, everything is read again. Blocking and
 * thread-safe; {@code SdkException} as of {@link StepBook}.
 */
final class RatingStep {
    private final DynamoDbEnhancedClient client;
    private final StepBook steps;
    private final RatingRows rows;
    private final DynamoDbTable<PlayerRow> players;
    private final DynamoDbTable<RatingRow> ratings;

    /**
     * The ratings of a deployment.
     *
     * @param prefix before every table's name
     */
    RatingStep(DynamoDbEnhancedClient client, String prefix) {
        this.client = client;
        this.steps = new StepBook(client, prefix);
        this.rows = new RatingRows(client, prefix);
        this.players = Tables.PLAYERS.in(client, prefix);
        this.ratings = Tables.RATINGS.in(client, prefix);
    }

    /**
     * Rates a match, unless it is rated.
     *
     * @throws IllegalStateException if others were faster every time
     */
    Booking book(RatedMatch match, long nowMs) {
        return steps.book(
                match.roomId(), RatedMatch.STEP, nowMs, transaction -> add(transaction, match));
    }

    /** Who is no more still was met by the others, but has no rating himself. */
    private boolean add(TransactWriteItemsEnhancedRequest.Builder transaction, RatedMatch match) {
        Set<String> there = there(match.playerIds());
        Map<String, RatingRow> before = rows.of(match.playerIds(), match.ladder().id());
        for (RatingRow after : match.rated(before)) {
            if (there.contains(after.playerId())) {
                put(transaction, after);
            }
        }
        return true;
    }

    private void put(TransactWriteItemsEnhancedRequest.Builder transaction, RatingRow after) {
        transaction
                .addPutItem(
                        ratings,
                        TransactPutItemEnhancedRequest.builder(RatingRow.class)
                                .item(after)
                                .conditionExpression(version(after.version() - 1))
                                .build())
                .addConditionCheck(
                        players,
                        ConditionCheck.builder()
                                .key(key(after.playerId()))
                                .conditionExpression(
                                        Expression.builder()
                                                .expression("attribute_exists(playerId)")
                                                .build())
                                .build());
    }

    private Set<String> there(List<String> playerIds) {
        ReadBatch.Builder<PlayerRow> batch =
                ReadBatch.builder(PlayerRow.class).mappedTableResource(players);
        for (String playerId : playerIds) {
            batch.addGetItem(
                    GetItemEnhancedRequest.builder()
                            .key(key(playerId))
                            .consistentRead(true)
                            .build());
        }
        return client
                .batchGetItem(read -> read.readBatches(batch.build()))
                .resultsForTable(players)
                .stream()
                .map(PlayerRow::playerId)
                .collect(Collectors.toSet());
    }

    private static Key key(String playerId) {
        return Key.builder().partitionValue(playerId).build();
    }

    private static Expression version(long seen) {
        if (seen == 0) {
            return StepBook.absent("playerId");
        }
        return Expression.builder()
                .expression("version = :seen")
                .putExpressionValue(":seen", AttributeValue.fromN(Long.toString(seen)))
                .build();
    }
}
