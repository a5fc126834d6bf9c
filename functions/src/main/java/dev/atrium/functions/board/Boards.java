package dev.atrium.functions.board;

import dev.atrium.board.BlitzBoard;
import dev.atrium.board.PartyBoard;
import dev.atrium.message.Message;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The leaderboards that there are, and how each is shown. */
final class Boards {
    private static final Map<String, Pages> ALL =
            Map.of(BlitzBoard.NAME, BlitzPage::of, PartyBoard.NAME, PartyPage::of);

    private Boards() {}

    /** Makes pages of a board. */
    @FunctionalInterface
    interface Pages {
        /**
         * A page.
         *
         * @param board its name
         * @param rows best first
         * @param next the cursor of the next page, if there is one
         */
        Message page(String board, List<ShownRow> rows, Optional<String> next);
    }

    /** The pages of the board of that name, if there is one. */
    static Optional<Pages> find(String board) {
        return Optional.ofNullable(ALL.get(board));
    }
}
