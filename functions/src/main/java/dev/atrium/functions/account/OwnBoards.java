package dev.atrium.functions.account;

import dev.atrium.board.BoardCatalog;
import dev.atrium.board.BoardDefinition;
import dev.atrium.board.Season;
import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.Stores;
import dev.atrium.functions.season.SeasonBook;
import dev.atrium.functions.settle.LiveBoard;
import dev.atrium.schema.BoardRow;
import dev.atrium.schema.SeasonRow;
import dev.atrium.schema.Tables;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.GetItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.ReadBatch;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A player's rows on all leaderboards, in every season since he came. Archives of seasons that are
 * over are not among them: rewards were paid by them. Blocking, thread-safe.
 */
final class OwnBoards {
    /** Of one board: ten years of days, and more. */
    private static final int SEASONS_MAX = 4_000;

    /** Of DynamoDB. */
    private static final int BATCH_KEYS_MAX = 100;

    private final Stores stores;
    private final SeasonBook seasons;
    private final LiveBoard live;
    private final InstantSource clock;

    OwnBoards(Functions functions) {
        this.stores = functions.stores();
        this.seasons = new SeasonBook(stores.dynamo(), functions.config().tablePrefix());
        this.live = new LiveBoard(() -> stores.redis(), stores.keys());
        this.clock = functions.clock();
    }

    /**
     * A row, and where it stands.
     *
     * @param season under which name it is recorded: its id, with {@link BoardDefinition#LATE} if
     *     it came too late
     */
    record Placed(String board, String season, BoardRow row) {}

    /**
     * His rows, by board and then by season.
     *
     * @param sinceMs wall time at which he came; seasons that were over then are not looked at
     */
    List<Placed> of(String playerId, long sinceMs) {
        List<Placed> placed = new ArrayList<>();
        for (BoardDefinition board : BoardCatalog.shipped().all()) {
            List<String> names = new ArrayList<>();
            for (Season season : since(board, sinceMs)) {
                names.add(season.id());
                if (!season.allTime()) {
                    names.add(season.id() + BoardDefinition.LATE);
                }
            }
            for (int from = 0; from < names.size(); from += BATCH_KEYS_MAX) {
                int to = Math.min(names.size(), from + BATCH_KEYS_MAX);
                placed.addAll(read(board.name(), names.subList(from, to), playerId));
            }
        }
        return placed;
    }

    private List<Placed> read(String board, List<String> names, String playerId) {
        DynamoDbTable<BoardRow> table = stores.table(Tables.BOARDS);
        ReadBatch.Builder<BoardRow> batch =
                ReadBatch.builder(BoardRow.class).mappedTableResource(table);
        Map<String, String> byShard = new LinkedHashMap<>();
        for (String name : names) {
            String shard = BoardRow.shardOf(board, name, playerId);
            byShard.put(shard, name);
            batch.addGetItem(
                    GetItemEnhancedRequest.builder()
                            .key(key(shard, playerId))
                            .consistentRead(true)
                            .build());
        }
        Map<String, BoardRow> found = new LinkedHashMap<>();
        stores.dynamo()
                .batchGetItem(get -> get.readBatches(batch.build()))
                .resultsForTable(table)
                .forEach(row -> found.put(row.boardShard(), row));
        List<Placed> placed = new ArrayList<>();
        byShard.forEach(
                (shard, name) -> {
                    BoardRow row = found.get(shard);
                    if (row != null) {
                        placed.add(new Placed(board, name, row));
                    }
                });
        return placed;
    }

    /**
     * Removes them: first the record, from which Redis is made anew. May be repeated.
     *
     * @param sinceMs as in {@link #of}
     */
    void leave(String playerId, long sinceMs) {
        for (Placed placed : of(playerId, sinceMs)) {
            BoardRow _ =
                    stores.table(Tables.BOARDS)
                            .deleteItem(key(placed.row().boardShard(), playerId));
        }
        for (BoardDefinition board : BoardCatalog.shipped().all()) {
            for (Season season : since(board, sinceMs)) {
                boolean _ = live.hide(board, season, playerId);
            }
        }
    }

    /** Seasons that nobody has noted yet are among them: the present one and the one before. */
    private List<Season> since(BoardDefinition board, long sinceMs) {
        Season present = board.season(clock.millis());
        if (present.allTime()) {
            return List.of(present);
        }
        Map<String, Season> byId = new LinkedHashMap<>();
        byId.put(present.id(), present);
        Season before = board.season(present.startMs() - 1);
        byId.put(before.id(), before);
        for (SeasonRow row : seasons.newest(board.name(), SEASONS_MAX)) {
            byId.put(row.season(), new Season(row.season(), row.startMs(), row.endMs()));
        }
        // A match that ends after a season may have begun in it; nobody plays before he comes.
        return byId.values().stream().filter(season -> season.endMs() >= sinceMs).toList();
    }

    private static Key key(String shard, String playerId) {
        return Key.builder().partitionValue(shard).sortValue(playerId).build();
    }
}
