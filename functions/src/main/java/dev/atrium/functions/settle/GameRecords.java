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

    private final Aggregates aggregates;

    private GameRecords(Map<String, Records> byFamily, Aggregates aggregates) {
        this.byFamily = byFamily;
        this.aggregates = aggregates;
    }

    /**
     * Those of a deployment.
     *
     * @param prefix before every table's name
     * @param live where rows of boards are shown
     */
    public static GameRecords of(DynamoDbClient client, String prefix, LiveBoard live) {
        return of(client, prefix, live, new Aggregates(client, prefix, line -> {}));
    }

    static GameRecords of(
            DynamoDbClient client, String prefix, LiveBoard live, Aggregates aggregates) {
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
                                rating)),
                aggregates);
    }

    private static Records rated(Records kept, RatingStep rating) {
        return new RatedRecords(kept, Ladders.SHIPPED, rating);
    }

    /** The figures that rooms of all games add to. */
    Aggregates aggregates() {
        return aggregates;
    }

    /** Those of a game, if there are any. */
    Optional<Records> find(String game) {
        int dot = game.indexOf('.');
        return Optional.ofNullable(byFamily.get(dot < 0 ? game : game.substring(0, dot)));
    }
}
