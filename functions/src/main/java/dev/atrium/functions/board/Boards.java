package dev.atrium.functions.board;

import java.util.Set;

/** The leaderboards that there are. */
public final class Boards {
    /** The board of {@code arena.blitz}. */
    public static final String BLITZ = "blitz";

    private static final Set<String> ALL = Set.of(BLITZ);

    private Boards() {}

    /** Whether there is a board of that name. */
    public static boolean exists(String board) {
        return ALL.contains(board);
    }
}
