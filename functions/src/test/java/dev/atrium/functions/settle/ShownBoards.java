package dev.atrium.functions.settle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.atrium.board.BoardDefinition;
import dev.atrium.board.BoardPlace;
import dev.atrium.board.Season;
import dev.atrium.functions.edge.LocalStores;
import dev.atrium.schema.BoardRow;
import dev.atrium.schema.Tables;
import dev.atrium.wire.MessageJson;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Boards in Redis, held against the record. */
final class ShownBoards {
    private ShownBoards() {}

    /** Redis shows of a season what DynamoDB has: every row, score and version, and the order. */
    static void assertRecord(
            LocalStores stores, BoardDefinition board, Season season, int players) {
        String shards = board.name() + "#" + season.id() + "#";
        List<BoardRow> record =
                stores.table(Tables.BOARDS).scan().items().stream()
                        .filter(row -> row.boardShard().startsWith(shards))
                        .toList();
        assertEquals(players, record.size(), shards);
        String order = stores.keys().boardOrder(board.name(), season.id());
        assertEquals(
                record.stream()
                        .map(BoardPlace::of)
                        .sorted(BoardPlace.BEST_FIRST)
                        .map(BoardPlace::member)
                        .toList(),
                stores.redis().zrange(order, 0, -1),
                shards);
        Map<String, String> rows = new TreeMap<>();
        for (BoardRow row : record) {
            BoardPlace place = BoardPlace.of(row);
            rows.put(
                    row.playerId(),
                    place.member() + " " + row.version() + " " + MessageJson.text(place));
            assertEquals(
                    (double) -row.score(), stores.redis().zscore(order, place.member()), shards);
        }
        assertEquals(
                rows,
                new TreeMap<>(
                        stores.redis().hgetall(stores.keys().boardRows(board.name(), season.id()))),
                shards);
    }
}
