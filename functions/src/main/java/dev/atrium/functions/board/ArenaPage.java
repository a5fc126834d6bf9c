package dev.atrium.functions.board;

import dev.atrium.board.BoardPlace;
import dev.atrium.message.Message;

import java.util.List;
import java.util.Optional;

/**
 * A page of a board of the arena.
 *
 * @param board its name
 * @param entries best first
 * @param next the cursor of the next page, if there is one
 * @param season its id, of a board with seasons
 */
record ArenaPage(String board, List<Entry> entries, Optional<String> next, Optional<String> season)
        implements Message {
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

    static ArenaPage of(
            String board, Optional<String> season, ShownRows shown, Optional<String> next) {
        return new ArenaPage(
                board, shown.rows().stream().map(ArenaPage::entry).toList(), next, season);
    }

    private static Entry entry(ShownRow shown) {
        BoardPlace place = shown.place();
        return new Entry(
                shown.rank(),
                place.playerId(),
                place.name(),
                place.icon(),
                place.score(),
                place.statistic("wins"),
                place.statistic("eliminations"),
                place.statistic("played"));
    }
}
