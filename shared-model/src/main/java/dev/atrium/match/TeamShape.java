package dev.atrium.match;

/**
 * Teams of one size, of which a party is in one.
 *
 * @param teams 2 to {@value #TEAMS_MAX}
 * @param size players of each, 1 to {@value #SIZE_MAX}
 */
public record TeamShape(int teams, int size) {
    /** Teams of a match at most. */
    public static final int TEAMS_MAX = 10;

    /** Players of a team at most. */
    public static final int SIZE_MAX = 10;

    public TeamShape {
        if (teams < 2 || teams > TEAMS_MAX) {
            throw new IllegalArgumentException("teams (allowed: 2-" + TEAMS_MAX + ")");
        }
        if (size < 1 || size > SIZE_MAX) {
            throw new IllegalArgumentException("size (allowed: 1-" + SIZE_MAX + ")");
        }
    }

    /** Players of a match: no more, no fewer. */
    public int players() {
        return teams * size;
    }
}
