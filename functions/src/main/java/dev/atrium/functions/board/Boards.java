package dev.atrium.functions.board;

import dev.atrium.board.BlitzBoard;
import dev.atrium.board.PartyBoard;
import dev.atrium.message.Message;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.WireException;

import java.util.Map;

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
         * @param rows of it
         */
        Message page(String board, ShownRows rows);
    }

    /**
     * The pages of the board of that name.
     *
     * @throws WireException {@code not-found} if there is none
     */
    static Pages of(String board) throws WireException {
        Pages pages = ALL.get(board);
        if (pages == null) {
            throw new WireException(ErrorCode.NOT_FOUND, "There is no such board.");
        }
        return pages;
    }
}
