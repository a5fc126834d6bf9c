package dev.atrium.question;

import dev.atrium.schema.RecentQuestionsRow;
import dev.atrium.schema.Tables;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.GetItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.ReadBatch;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What players were asked in their last games, in DynamoDB. Blocking, thread-safe. */
final class RecentQuestionsBook {
    /** Who has not played for so long may meet a question again. */
    private static final Duration KEPT = Duration.ofDays(400);

    /** Of one answer, so many further calls for what a busy table left out. */
    private static final int PAGES_MAX = 4;

    /** Other rooms of a player begin at the same moment at most so often in a row. */
    private static final int ATTEMPTS_MAX = 4;

    private final DynamoDbEnhancedClient client;
    private final DynamoDbTable<RecentQuestionsRow> table;
    private final InstantSource clock;

    RecentQuestionsBook(DynamoDbEnhancedClient client, String tablePrefix, InstantSource clock) {
        this.client = client;
        this.table = Tables.RECENT_QUESTIONS.in(client, tablePrefix);
        this.clock = clock;
    }

    /**
     * What each of them was asked; nothing of whom nothing is known.
     *
     * @param playerIds each once, at most 100
     */
    List<RecentQuestions> of(List<String> playerIds) {
        if (playerIds.isEmpty()) {
            return List.of();
        }
        ReadBatch.Builder<RecentQuestionsRow> wanted =
                ReadBatch.builder(RecentQuestionsRow.class).mappedTableResource(table);
        for (String playerId : playerIds) {
            Key key = Key.builder().partitionValue(playerId).build();
            wanted.addGetItem(
                    GetItemEnhancedRequest.builder().key(key).consistentRead(true).build());
        }
        Map<String, RecentQuestions> found = new HashMap<>();
        client.batchGetItem(get -> get.readBatches(wanted.build())).stream()
                .limit(PAGES_MAX)
                .flatMap(page -> page.resultsForTable(table).stream())
                .forEach(row -> found.put(row.playerId(), RecentQuestions.of(row)));
        return playerIds.stream()
                .map(id -> found.getOrDefault(id, RecentQuestions.none(id)))
                .toList();
    }

    /**
     * Adds a game to what each of them was asked, unless its room is there already.
     *
     * @param playerIds each once, at most 100
     * @return whose could not be written, since others were faster every time
     */
    List<String> add(List<String> playerIds, RecentQuestions.Game game) {
        List<String> left = playerIds;
        for (int attempt = 1; !left.isEmpty() && attempt <= ATTEMPTS_MAX; attempt++) {
            left =
                    of(left).stream()
                            .filter(recent -> !recent.knows(game.roomId()))
                            .filter(recent -> !isWritten(recent.and(game)))
                            .map(RecentQuestions::playerId)
                            .toList();
        }
        return left;
    }

    /** False if somebody else has changed the row meanwhile. */
    private boolean isWritten(RecentQuestions recent) {
        long ttl = clock.instant().plus(KEPT).getEpochSecond();
        try {
            table.putItem(
                    put ->
                            put.item(recent.row(ttl))
                                    .conditionExpression(unchangedSince(recent.version())));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    private static Expression unchangedSince(long version) {
        if (version == 0) {
            return Expression.builder().expression("attribute_not_exists(playerId)").build();
        }
        return Expression.builder()
                .expression("version = :version")
                .putExpressionValue(":version", AttributeValue.fromN(Long.toString(version)))
                .build();
    }
}
