package dev.atrium.schema;

import org.jspecify.annotations.Nullable;

/**
 * A text that a wallet is asked to sign; deleted when it is used.
 *
 * @param wallet {@code chain:address}
 * @param challenge the text
 * @param expiresAtMs wall time
 * @param previous the text before it, which stays good until its own end; none if there was none
 * @param previousExpiresAtMs wall time, 0 without one
 * @param ttl seconds since 1970
 */
public record ChallengeRow(
        String wallet,
        String challenge,
        long expiresAtMs,
        @Nullable String previous,
        long previousExpiresAtMs,
        long ttl) {}
