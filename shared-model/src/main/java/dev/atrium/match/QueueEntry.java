package dev.atrium.match;

import dev.atrium.message.Message;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One who waits for a match.
 *
 * @param playerId who
 * @param name shown to others
 * @param icon shown to others
 * @param warriors how many he enters, 1 to {@value #WARRIORS_MAX}
 * @param bots whether he plays with house bots if people are too few
 * @param nonceHash lower-case hex SHA-256 of the nonce that he will enter with
 * @param stakes whether he plays for stakes, and only with others who do; not, if left out
 * @param enqueuedAtMs wall time; the queue's order
 */
public record QueueEntry(
        String playerId,
        String name,
        String icon,
        int warriors,
        boolean bots,
        String nonceHash,
        Optional<Boolean> stakes,
        long enqueuedAtMs)
        implements Message {
    /** Warriors of one player at most. */
    public static final int WARRIORS_MAX = 3;

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    public QueueEntry {
        if (warriors < 1 || warriors > WARRIORS_MAX) {
            throw new IllegalArgumentException("warriors (allowed: 1-" + WARRIORS_MAX + ")");
        }
        if (!isNonceHash(nonceHash)) {
            throw new IllegalArgumentException("nonceHash (allowed: 64 lower-case hex digits)");
        }
    }

    /** One who plays for nothing. */
    public QueueEntry(
            String playerId,
            String name,
            String icon,
            int warriors,
            boolean bots,
            String nonceHash,
            long enqueuedAtMs) {
        this(playerId, name, icon, warriors, bots, nonceHash, Optional.empty(), enqueuedAtMs);
    }

    /** Whether he plays for stakes. */
    public boolean forStakes() {
        return stakes.orElse(false);
    }

    /** Whether {@code text} could be the hash of a nonce. */
    public static boolean isNonceHash(String text) {
        return HASH.matcher(text).matches();
    }
}
