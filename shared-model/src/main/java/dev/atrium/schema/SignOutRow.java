package dev.atrium.schema;

/**
 * A player who has signed out everywhere.
 *
 * @param playerId who
 * @param beforeMs wall time: what he was given then or before counts no longer
 * @param ttl seconds since 1970; past the end of everything that he was given before
 */
public record SignOutRow(String playerId, long beforeMs, long ttl) {}
