package dev.atrium.board;

import dev.atrium.schema.BoardRow;
import dev.atrium.schema.PlayerRow;

/** The board {@code blitz}: by wins, then by eliminations. */
public final class BlitzBoard {
    /** The board's name, in paths and keys. */
    public static final String NAME = "blitz";

    private static final long WIN = 1_000_000;

    private BlitzBoard() {}

    /**
     * What ranks. Eliminations count up to 999,999, so that they never outweigh a win. Exact as a
     * double, which Redis keeps, up to nine thousand million wins.
     *
     * @param wins 0 and more
     * @param eliminations 0 and more
     */
    public static long score(long wins, long eliminations) {
        if (wins < 0 || eliminations < 0) {
            throw new IllegalArgumentException("wins and eliminations (allowed: 0 and more)");
        }
        return wins * WIN + Math.min(eliminations, WIN - 1);
    }

    /** A player's row as his statistics stand; its version is theirs. */
    public static BoardRow row(PlayerRow player) {
        return new BoardRow(
                NAME,
                player.playerId(),
                player.name(),
                player.icon(),
                score(player.wins(), player.eliminations()),
                player.wins(),
                player.eliminations(),
                player.played(),
                player.statisticsVersion());
    }
}
