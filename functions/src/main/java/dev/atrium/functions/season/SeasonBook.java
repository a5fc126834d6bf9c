package dev.atrium.functions.season;

import dev.atrium.board.Season;
import dev.atrium.schema.SeasonRow;
import dev.atrium.schema.Tables;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

import java.util.List;
import java.util.Optional;

/** The seasons of a deployment in DynamoDB. Blocking and thread-safe. */
public final class SeasonBook {
    private final DynamoDbTable<SeasonRow> seasons;

    /**
     * The seasons of a deployment.
     *
     * @param prefix before every table's name
     */
    public SeasonBook(DynamoDbEnhancedClient client, String prefix) {
        this.seasons = Tables.SEASONS.in(client, prefix);
    }

    /** A season's row, if anybody has opened it. */
    public Optional<SeasonRow> find(String board, String season) {
        @Nullable SeasonRow row =
                seasons.getItem(get -> get.key(key(board, season)).consistentRead(true));
        return Optional.ofNullable(row);
    }

    /** The newest seasons of a board, the newest first. */
    public List<SeasonRow> newest(String board, int limit) {
        return seasons
                .query(
                        query ->
                                query.queryConditional(ofBoard(board))
                                        .scanIndexForward(false)
                                        .consistentRead(true)
                                        .limit(limit))
                .items()
                .stream()
                .limit(limit)
                .toList();
    }

    /** Seasons of a board that are not paid, the oldest first. */
    public List<SeasonRow> unfinished(String board, int limit) {
        return seasons
                .index(Tables.SEASONS_UNFINISHED)
                .query(query -> query.queryConditional(ofBoard(board)).limit(limit))
                .stream()
                .flatMap(page -> page.items().stream())
                .limit(limit)
                .toList();
    }

    /** Notes that there is this season, unless that is known. */
    void open(String board, Season season) {
        put(
                new SeasonRow(
                        board,
                        season.id(),
                        board,
                        SeasonRow.State.OPEN,
                        season.startMs(),
                        season.endMs(),
                        null,
                        0,
                        0,
                        0,
                        0),
                Expression.builder().expression("attribute_not_exists(board)").build());
    }

    /** Names the archive that a season ended with, unless one is named. */
    void archived(SeasonRow open, String archiveHash, long players, long nowMs) {
        put(
                new SeasonRow(
                        open.board(),
                        open.season(),
                        open.board(),
                        SeasonRow.State.ARCHIVED,
                        open.startMs(),
                        open.endMs(),
                        archiveHash,
                        players,
                        nowMs,
                        0,
                        0),
                in(SeasonRow.State.OPEN));
    }

    /** Notes that the platform owes rewards. */
    void owing(SeasonRow archived, long owed) {
        put(with(archived, archived.board(), SeasonRow.State.ARCHIVED, owed, 0), archived());
    }

    /** Notes that everybody has his reward. */
    void paid(SeasonRow archived, long nowMs) {
        put(with(archived, null, SeasonRow.State.PAID, 0, nowMs), archived());
    }

    private static SeasonRow with(
            SeasonRow row, @Nullable String unfinished, SeasonRow.State state, long owed, long at) {
        return new SeasonRow(
                row.board(),
                row.season(),
                unfinished,
                state,
                row.startMs(),
                row.endMs(),
                row.archiveHash(),
                row.players(),
                row.archivedAtMs(),
                owed,
                at);
    }

    /** If the condition does not hold, another has gone further: that is as good. */
    private void put(SeasonRow row, Expression condition) {
        try {
            seasons.putItem(put -> put.item(row).conditionExpression(condition));
        } catch (ConditionalCheckFailedException e) {
            // States never go back, so what is there says at least as much.
        }
    }

    private static Expression archived() {
        return in(SeasonRow.State.ARCHIVED);
    }

    private static Expression in(SeasonRow.State state) {
        return Expression.builder()
                .expression("#state = :state")
                .putExpressionName("#state", "state")
                .putExpressionValue(":state", AttributeValue.fromS(state.name()))
                .build();
    }

    private static QueryConditional ofBoard(String board) {
        return QueryConditional.keyEqualTo(key -> key.partitionValue(board));
    }

    private static Key key(String board, String season) {
        return Key.builder().partitionValue(board).sortValue(season).build();
    }
}
