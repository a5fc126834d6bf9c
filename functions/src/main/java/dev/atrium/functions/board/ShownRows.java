package dev.atrium.functions.board;

import dev.atrium.board.BoardPlace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rows of a board, best first.
 *
 * @param rows best first
 * @param next behind the last of them, if there are more
 */
record ShownRows(List<ShownRow> rows, Optional<BoardCursor> next) {
    ShownRows {
        rows = List.copyOf(rows);
    }

    /**
     * Rows that follow each other.
     *
     * @param first the rank of the first
     * @param limit how many are shown; one more tells that there are more
     */
    static ShownRows of(int first, int limit, List<Optional<BoardPlace>> places) {
        List<ShownRow> shown = new ArrayList<>();
        for (int i = 0; i < Math.min(places.size(), limit); i++) {
            int rank = first + i;
            // While a board is being rebuilt a place may be without its row; the others show.
            places.get(i).ifPresent(place -> shown.add(new ShownRow(rank, place)));
        }
        boolean more = places.size() > limit && !shown.isEmpty();
        return new ShownRows(
                shown,
                more ? Optional.of(BoardCursor.behind(shown.getLast().place())) : Optional.empty());
    }
}
