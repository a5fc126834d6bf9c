package dev.atrium.functions.settle;

import dev.atrium.rating.Ladders;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.util.Map;
import java.util.Optional;

/** Which records the outcomes of which game are kept in: the first word of its id says so. */
public final class GameRecords {
    private final Map<String, Records> byFamily;

    private GameRecords(Map<String, Records> byFamily) {
        this.byFamily = byFamily;
    }

    /**
     * Those of a deployment.
     *
     * @param prefix before every table's name
     * @param board where rows are shown
     */
    public static GameRecords of(DynamoDbClient client, String prefix, LiveBoard board) {
        DynamoDbEnhancedClient enhanced =
                DynamoDbEnhancedClient.builder().dynamoDbClient(client).build();
        RatingStep rating = new RatingStep(enhanced, prefix);
        return new GameRecords(
                Map.of(
                        "arena",
                        rated(new ArenaRecords(enhanced, prefix, board), rating),
                        "party",
                        rated(
                                new PartyRecords(
                                        enhanced,
                                        prefix,
                                        new QuestionAccuracy(client, prefix),
                                        board),
                                rating)));
    }

    private static Records rated(Records kept, RatingStep rating) {
        return new RatedRecords(kept, Ladders.SHIPPED, rating);
    }

    /** Those of a game, if there are any. */
    Optional<Records> find(String game) {
        int dot = game.indexOf('.');
        return Optional.ofNullable(byFamily.get(dot < 0 ? game : game.substring(0, dot)));
    }
}
