package dev.atrium.functions.settle;

import dev.atrium.board.BoardCatalog;
import dev.atrium.board.BoardDefinition;
import dev.atrium.board.Season;
import dev.atrium.functions.edge.LocalStores;
import dev.atrium.schema.BoardRow;

import java.util.Map;

/** Somebody on a board, without the matches that brought him there. */
public final class RankedPlayer {
    private RankedPlayer() {}

    /** His row, as of one win, two eliminations and three matches, whatever his score is. */
    public static BoardRow row(
            String board, String season, String playerId, long score, long version) {
        return new BoardRow(
                BoardRow.shardOf(board, season, playerId),
                playerId,
                "Ada",
                "owl",
                score,
                7,
                "",
                Map.of("wins", 1L, "eliminations", 2L, "played", 3L),
                version);
    }

    /** Shows a row on a board for all time. */
    public static boolean show(LocalStores stores, String board, BoardRow row) {
        return show(stores, board, Season.ALL_TIME, row);
    }

    /** Shows a row in a season. */
    public static boolean show(LocalStores stores, String board, Season season, BoardRow row) {
        return live(stores).show(definition(board), season, row);
    }

    /** The boards of these stores. */
    static LiveBoard live(LocalStores stores) {
        return new LiveBoard(() -> stores.redis(), stores.keys());
    }

    /** A board that ships. */
    public static BoardDefinition definition(String board) {
        return BoardCatalog.shipped().find(board).orElseThrow();
    }
}
