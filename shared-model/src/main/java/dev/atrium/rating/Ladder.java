package dev.atrium.rating;

/**
 * What is rated together: matches of one game, of so many players, by one system.
 *
 * @param id lower-case words joined by dots or dashes, such as {@code arena.blitz.duel}; stored
 *     with ratings, so it never changes
 * @param game whose outcomes count
 * @param kind of how many players
 * @param system by which, with its numbers
 */
public record Ladder(String id, String game, Kind kind, RatingSystem system) {
    private static final String NAME = "[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*)*";

    /** Characters of an id at most. */
    public static final int ID_MAX = 64;

    /** Of how many players. Only people count; house bots are nobody's opponents. */
    public enum Kind {
        /** Of two, and never of more. */
        DUEL,
        /** Of two and more; of two only where the game has no ladder for duels. */
        MANY
    }

    public Ladder {
        if (!id.matches(NAME) || id.length() > ID_MAX) {
            throw new IllegalArgumentException(
                    "id=" + id + " (allowed: words joined by dots, " + ID_MAX + " characters)");
        }
        if (kind == Kind.MANY && system.playersMax() <= 2) {
            throw new IllegalArgumentException(id + " is for many, and its system for two");
        }
    }

    /**
     * Whether a match of so many people is rated here, if the game has no other ladder for it.
     *
     * @param players 0 and more
     */
    boolean takes(int players) {
        return switch (kind) {
            case DUEL -> players == 2;
            case MANY -> players >= 2 && players <= system.playersMax();
        };
    }
}
