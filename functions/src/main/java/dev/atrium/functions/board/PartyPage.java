package dev.atrium.functions.board;

import dev.atrium.board.BoardPlace;
import dev.atrium.board.PartyAverage;
import dev.atrium.message.Message;

import java.util.List;
import java.util.Optional;

/**
 * A page of a board of party games.
 *
 * @param board its name
 * @param entries best first
 * @param next the cursor of the next page, if there is one
 * @param season its id, of a board with seasons
 */
record PartyPage(String board, List<Entry> entries, Optional<String> next, Optional<String> season)
        implements Message {
    /**
     * Somebody's place.
     *
     * @param averageHundredths points a game on average, in hundredths of a point
     */
    record Entry(
            int rank,
            String playerId,
            String name,
            String icon,
            long score,
            long wins,
            long averageHundredths,
            long played,
            long correctAnswers,
            long robotsIdentified) {}

    static PartyPage of(
            String board, Optional<String> season, ShownRows shown, Optional<String> next) {
        return new PartyPage(
                board, shown.rows().stream().map(PartyPage::entry).toList(), next, season);
    }

    private static Entry entry(ShownRow shown) {
        BoardPlace place = shown.place();
        long played = place.statistic("played");
        return new Entry(
                shown.rank(),
                place.playerId(),
                place.name(),
                place.icon(),
                place.score(),
                place.statistic("wins"),
                played == 0 ? 0 : PartyAverage.hundredths(place.statistic("totalScore"), played),
                played,
                place.statistic("correctAnswers"),
                place.statistic("robotsIdentified"));
    }
}
