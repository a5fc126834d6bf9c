package dev.atrium.functions.board;

import dev.atrium.functions.edge.Stores;

import io.lettuce.core.ScriptOutputType;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rows of a board that follow each other, as Redis shows them.
 *
 * @param rows best first
 * @param next the cursor of the page behind them, if there is one
 */
record ShownRows(List<ShownRow> rows, Optional<String> next) {
    /** Ids and rows in one script, so that no row is newer than its rank. */
    private static final String READ =
            """
            local ids = redis.call('ZREVRANGE', KEYS[1], ARGV[1], ARGV[2])
            if #ids == 0 then
                return {}
            end
            return redis.call('HMGET', KEYS[2], unpack(ids))
            """;

    /** The rank of somebody and the rows about him in one script, so that he is among them. */
    private static final String READ_AROUND =
            """
            local rank = redis.call('ZREVRANK', KEYS[1], ARGV[1])
            if not rank then
                return {}
            end
            local first = math.max(0, rank - tonumber(ARGV[2]))
            local last = rank + tonumber(ARGV[2])
            local ids = redis.call('ZREVRANGE', KEYS[1], first, last + 1)
            return {first, last - first + 1, redis.call('HMGET', KEYS[2], unpack(ids))}
            """;

    /** A page of a board. */
    static ShownRows read(Stores stores, String board, BoardPage page) {
        // One row more than wanted tells whether there is a next page.
        List<@Nullable String> rows =
                stores.redis()
                        .eval(
                                READ,
                                ScriptOutputType.MULTI,
                                keys(stores, board),
                                Integer.toString(page.offset()),
                                Integer.toString(page.offset() + page.limit()));
        return of(page, rows);
    }

    /**
     * Somebody's row, and those about it.
     *
     * @param around how many before his, and how many behind
     * @return empty if he is not on the board
     */
    @SuppressWarnings("unchecked") // The script says what it answers.
    static Optional<ShownRows> around(Stores stores, String board, String playerId, int around) {
        List<Object> read =
                stores.redis()
                        .eval(
                                READ_AROUND,
                                ScriptOutputType.MULTI,
                                keys(stores, board),
                                playerId,
                                Integer.toString(around));
        if (read.isEmpty()) {
            return Optional.empty();
        }
        BoardPage page = new BoardPage(number(read.get(0)), number(read.get(1)));
        return Optional.of(of(page, (List<@Nullable String>) read.get(2)));
    }

    private static int number(Object answered) {
        return Math.toIntExact((Long) answered);
    }

    private static String[] keys(Stores stores, String board) {
        return new String[] {stores.keys().boardScores(board), stores.keys().boardRows(board)};
    }

    private static ShownRows of(BoardPage page, List<@Nullable String> rows) {
        List<ShownRow> shown = new ArrayList<>();
        for (int i = 0; i < Math.min(rows.size(), page.limit()); i++) {
            String row = rows.get(i);
            // While a board is being rebuilt a score may be without its row; the others show.
            if (row != null) {
                shown.add(new ShownRow(page.offset() + i + 1, row));
            }
        }
        return new ShownRows(
                shown, rows.size() > page.limit() ? Optional.of(page.next()) : Optional.empty());
    }
}
