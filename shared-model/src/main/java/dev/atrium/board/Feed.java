package dev.atrium.board;

import java.util.List;
import java.util.Locale;

/** Which family of games a board is fed by, and what a result of it says. */
public enum Feed {
    /** Ranked games of the arena. */
    ARENA,
    /** Party games. */
    PARTY;

    /** In every feed: 1 in each result. */
    public static final String PLAYED = "played";

    private static final List<String> OF_ARENA =
            List.of("wins", "eliminations", "damageDealt", PLAYED);
    private static final List<String> OF_PARTY =
            List.of(
                    "wins",
                    "totalScore",
                    "roundsWon",
                    "correctAnswers",
                    "robotsIdentified",
                    "timesFooled",
                    PLAYED);

    /** The names of what a result says: each a whole number, 0 and more. */
    public List<String> statistics() {
        return switch (this) {
            case ARENA -> OF_ARENA;
            case PARTY -> OF_PARTY;
        };
    }

    /** The first word of the ids of its games, as data names it. */
    public String family() {
        return name().toLowerCase(Locale.ROOT);
    }
}
