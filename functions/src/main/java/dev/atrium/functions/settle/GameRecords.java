package dev.atrium.functions.settle;

import dev.atrium.board.BoardCatalog;
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
     * @param live where rows of boards are shown
     */
    public static GameRecords of(DynamoDbClient client, String prefix, LiveBoard live) {
        DynamoDbEnhancedClient enhanced =
                DynamoDbEnhancedClient.builder().dynamoDbClient(client).build();
        BoardBook boards = new BoardBook(BoardCatalog.shipped(), enhanced, prefix, live);
        RatingStep rating = new RatingStep(enhanced, prefix);
        return new GameRecords(
                Map.of(
                        "arena",
                        rated(new ArenaRecords(enhanced, prefix, boards), rating),
                        "party",
                        rated(
                                new PartyRecords(
                                        enhanced,
                                        prefix,
                                        new QuestionAccuracy(client, prefix),
                                        boards),
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
