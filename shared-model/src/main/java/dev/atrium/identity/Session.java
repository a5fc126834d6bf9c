package dev.atrium.identity;

import java.time.Duration;

/**
 * A session as its token tells it.
 *
 * @param player whose
 * @param issuedAtMs wall time at which this token was made
 * @param signedInAtMs wall time at which he proved who he is, to the second; a token that was made
 *     from another keeps that of the other
 */
public record Session(Player player, long issuedAtMs, long signedInAtMs) {
    /** For so long one session may follow another; then its player proves again who he is. */
    public static final Duration RENEWED_AT_MOST = Duration.ofDays(30);

    /**
     * The wall time for what is given out by its right: never before its own, however the clocks
     * differ of who made it and of who asks.
     */
    public long followedAtMs(long nowMs) {
        return Math.max(issuedAtMs, nowMs);
    }

    /** Whether another may follow it now. */
    public boolean mayBeRenewed(long nowMs) {
        return nowMs < signedInAtMs + RENEWED_AT_MOST.toMillis();
    }
}
