package dev.atrium.functions.settle;

import dev.atrium.board.BoardCatalog;
import dev.atrium.board.BoardDefinition;
import dev.atrium.board.Season;
import dev.atrium.functions.season.SeasonBook;
import dev.atrium.schema.BoardRow;
import dev.atrium.schema.SeasonRow;
import dev.atrium.schema.Tables;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Shows whole boards in Redis again, as DynamoDB has them; after Redis lost data. Settlement may go
 * on meanwhile: versions keep what is newer. Blocking.
 */
public final class BoardRebuild {
    /** More seasons of a board than are ever open. */
    private static final int SEASONS_MAX = 100;

    private final BoardCatalog boards;
    private final DynamoDbTable<BoardRow> rows;
    private final SeasonBook seasons;
    private final LiveBoard live;

    /**
     * Of these boards.
     *
     * @param prefix before every table's name
     */
    public BoardRebuild(
            BoardCatalog boards, DynamoDbEnhancedClient client, String prefix, LiveBoard live) {
        this.boards = boards;
        this.rows = Tables.BOARDS.in(client, prefix);
        this.seasons = new SeasonBook(client, prefix);
        this.live = live;
    }

    /**
     * Rebuilds every season of every board that Redis serves: the present ones, and those that are
     * over and not archived yet.
     *
     * @param nowMs wall time
     * @return how many rows were missing or old
     */
    public long all(long nowMs) {
        return boards.all().stream().mapToLong(board -> all(board, nowMs)).sum();
    }

    /**
     * Rebuilds every season of a board that Redis serves.
     *
     * @param nowMs wall time
     * @return how many rows were missing or old
     */
    public long all(BoardDefinition board, long nowMs) {
        Set<Season> served = new LinkedHashSet<>();
        served.add(board.season(nowMs));
        for (SeasonRow row : seasons.unfinished(board.name(), SEASONS_MAX)) {
            if (row.state() == SeasonRow.State.OPEN) {
                served.add(new Season(row.season(), row.startMs(), row.endMs()));
            }
        }
        return served.stream().mapToLong(season -> run(board, season)).sum();
    }

    /**
     * Rebuilds one season of a board, shard by shard and page by page.
     *
     * @return how many rows were missing or old
     */
    public long run(BoardDefinition board, Season season) {
        long shown = 0;
        for (int shard = 0; shard < BoardRow.SHARDS; shard++) {
            String key = BoardRow.shard(board.name(), season.id(), shard);
            QueryConditional ofShard =
                    QueryConditional.keyEqualTo(Key.builder().partitionValue(key).build());
            shown +=
                    rows
                            .query(q -> q.queryConditional(ofShard).consistentRead(true))
                            .items()
                            .stream()
                            .filter(row -> live.show(board, season, row))
                            .count();
        }
        return shown;
    }
}
