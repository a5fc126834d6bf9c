package dev.atrium.schema;

/**
 * A text that a wallet is asked to sign; deleted when it is used.
 *
 * @param wallet {@code chain:address}; the newest challenge counts
 * @param challenge the text
 * @param expiresAtMs wall time
 * @param ttl seconds since 1970
 */
public record ChallengeRow(String wallet, String challenge, long expiresAtMs, long ttl) {}
