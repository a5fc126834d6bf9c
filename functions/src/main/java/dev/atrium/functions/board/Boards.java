package dev.atrium.functions.board;

import dev.atrium.board.BlitzBoard;

import java.util.Set;

/** The leaderboards that there are. */
public final class Boards {
    private static final Set<String> ALL = Set.of(BlitzBoard.NAME);

    private Boards() {}

    /** Whether there is a board of that name. */
    public static boolean exists(String board) {
        return ALL.contains(board);
    }
}
