package dev.atrium.functions.settle;

import dev.atrium.board.BoardCatalog;
import dev.atrium.board.BoardDefinition;
import dev.atrium.board.BoardResult;
import dev.atrium.board.Season;
import dev.atrium.schema.BoardRow;
import dev.atrium.schema.PlayerRow;
import dev.atrium.schema.Tables;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactPutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.Optional;

/**
 * Players' rows on the boards that a result counts on: in the transaction of its step first, then
 * in Redis. The season is that of the match's end, so neither a retry nor another order of
 * settlements moves a result. Blocking and thread-safe.
 */
final class BoardBook {
    private final BoardCatalog boards;
    private final DynamoDbTable<BoardRow> rows;
    private final LiveBoard live;

    /**
     * These boards in a deployment.
     *
     * @param prefix before every table's name
     */
    BoardBook(BoardCatalog boards, DynamoDbEnhancedClient client, String prefix, LiveBoard live) {
        this.boards = boards;
        this.rows = Tables.BOARDS.in(client, prefix);
        this.live = live;
    }

    /**
     * Adds a player's rows with a result, each on condition that nobody else has written it since
     * it was read.
     *
     * @param nowMs wall time
     */
    void addTo(
            TransactWriteItemsEnhancedRequest.Builder transaction,
            PlayerRow player,
            BoardResult result,
            long nowMs) {
        for (BoardDefinition board : boards.countedOn(result.game())) {
            Season season = board.season(result.finishedAtMs());
            String recorded = board.recordedIn(season, nowMs);
            BoardRow before =
                    find(board, recorded, player.playerId())
                            .orElseGet(() -> BoardRow.none(board.name(), recorded, player));
            BoardRow after = board.joined(before, player, result);
            transaction.addPutItem(
                    rows,
                    TransactPutItemEnhancedRequest.builder(BoardRow.class)
                            .item(after)
                            .conditionExpression(version(before.version()))
                            .build());
        }
    }

    /**
     * Shows a player's rows as the table has them now, which may be newer than this result; a
     * result that came too late for its season is in none of them.
     */
    void show(String playerId, BoardResult result) {
        for (BoardDefinition board : boards.countedOn(result.game())) {
            Season season = board.season(result.finishedAtMs());
            find(board, season.id(), playerId).ifPresent(row -> live.show(board, season, row));
        }
    }

    private Optional<BoardRow> find(BoardDefinition board, String season, String playerId) {
        Key key =
                Key.builder()
                        .partitionValue(BoardRow.shardOf(board.name(), season, playerId))
                        .sortValue(playerId)
                        .build();
        @Nullable BoardRow row = rows.getItem(get -> get.key(key).consistentRead(true));
        return Optional.ofNullable(row);
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
