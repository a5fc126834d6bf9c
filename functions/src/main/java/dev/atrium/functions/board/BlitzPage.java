package dev.atrium.functions.board;

import dev.atrium.message.Message;
import dev.atrium.schema.BoardRow;

import java.util.List;
import java.util.Optional;

/**
 * A page of the board {@code blitz}.
 *
 * @param board its name
 * @param entries best first
 * @param next the cursor of the next page, if there is one
 */
record BlitzPage(String board, List<Entry> entries, Optional<String> next) implements Message {
    /** Somebody's place. */
    record Entry(
            int rank,
            String playerId,
            String name,
            String icon,
            long score,
            long wins,
            long eliminations,
            long played) {}

    static BlitzPage of(String board, ShownRows shown) {
        return new BlitzPage(
                board, shown.rows().stream().map(BlitzPage::entry).toList(), shown.next());
    }

    private static Entry entry(ShownRow shown) {
        BoardRow row = shown.read(BoardRow.class);
        return new Entry(
                shown.rank(),
                row.playerId(),
                row.name(),
                row.icon(),
                row.score(),
                row.wins(),
                row.eliminations(),
                row.played());
    }
}
