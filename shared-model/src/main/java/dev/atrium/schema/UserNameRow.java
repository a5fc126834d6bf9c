package dev.atrium.schema;

import org.jspecify.annotations.Nullable;

/**
 * A user name that a player has, or had until lately.
 *
 * @param nameKey what names have in common that look alike
 * @param playerId whose; null of a player who is no more
 * @param userName as it is shown; null of a player who is no more
 * @param freeAtMs wall time from which another may have it; {@code Long.MAX_VALUE} while it is
 *     somebody's
 * @param ttl seconds since 1970; the row may outlive it, so {@code freeAtMs} is what counts
 */
public record UserNameRow(
        String nameKey,
        @Nullable String playerId,
        @Nullable String userName,
        long freeAtMs,
        long ttl) {
    /** The last second of the year 9999: a name that is somebody's stays. */
    private static final long NEVER_S = 253_402_300_799L;

    /** One that somebody has. */
    public static UserNameRow of(String nameKey, String playerId, String userName) {
        return new UserNameRow(nameKey, playerId, userName, Long.MAX_VALUE, NEVER_S);
    }

    /** One that nobody has until then. */
    public static UserNameRow empty(String nameKey, long freeAtMs) {
        return new UserNameRow(nameKey, null, null, freeAtMs, freeAtMs / 1_000 + 1);
    }
}
