package dev.atrium.functions.board;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What can be read of a season of a board, wherever it is kept. Blocking. */
sealed interface SeasonRows permits LiveRows, ArchivedRows {
    /**
     * A page.
     *
     * @param after behind which place; the top if empty
     * @param limit how many places, 1 and more
     */
    ShownRows page(Optional<BoardCursor> after, int limit);

    /**
     * Somebody's row, and those about it.
     *
     * @param around how many before his, and how many behind
     * @return empty if he is not on the board
     */
    Optional<ShownRows> around(String playerId, int around);

    /** The rows of those of these players who are on the board, with their ranks among all. */
    ShownRows of(List<String> playerIds);

    /** Rows that do not follow each other, in order. */
    static ShownRows ranked(List<ShownRow> rows) {
        return new ShownRows(
                rows.stream().sorted(Comparator.comparingInt(ShownRow::rank)).toList(),
                Optional.empty());
    }
}
