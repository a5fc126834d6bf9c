package dev.atrium.match;

import dev.atrium.message.Message;

import java.util.regex.Pattern;

/**
 * A player of a ticket, as his seat needs him.
 *
 * @param playerId who
 * @param name shown to others
 * @param icon shown to others
 * @param warriors how many he enters, 1 to {@value #WARRIORS_MAX}; 1 in a game without warriors
 * @param nonceHash lower-case hex SHA-256 of the nonce that he will enter with
 */
public record Entrant(String playerId, String name, String icon, int warriors, String nonceHash)
        implements Message {
    /** Warriors of one player at most. */
    public static final int WARRIORS_MAX = 3;

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    public Entrant {
        if (warriors < 1 || warriors > WARRIORS_MAX) {
            throw new IllegalArgumentException("warriors (allowed: 1-" + WARRIORS_MAX + ")");
        }
        if (!isNonceHash(nonceHash)) {
            throw new IllegalArgumentException("nonceHash (allowed: 64 lower-case hex digits)");
        }
    }

    /** Whether {@code text} could be the hash of a nonce. */
    public static boolean isNonceHash(String text) {
        return HASH.matcher(text).matches();
    }
}
