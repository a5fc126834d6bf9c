package dev.atrium.functions.board;

import dev.atrium.message.Message;
import dev.atrium.schema.PartyBoardRow;

import java.util.List;
import java.util.Optional;

/**
 * A page of the board {@code party}.
 *
 * @param board its name
 * @param entries best first
 * @param next the cursor of the next page, if there is one
 */
record PartyPage(String board, List<Entry> entries, Optional<String> next) implements Message {
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

    static PartyPage of(String board, ShownRows shown) {
        return new PartyPage(
                board, shown.rows().stream().map(PartyPage::entry).toList(), shown.next());
    }

    private static Entry entry(ShownRow shown) {
        PartyBoardRow row = shown.read(PartyBoardRow.class);
        return new Entry(
                shown.rank(),
                row.playerId(),
                row.name(),
                row.icon(),
                row.score(),
                row.wins(),
                row.averageHundredths(),
                row.played(),
                row.correctAnswers(),
                row.robotsIdentified());
    }
}
