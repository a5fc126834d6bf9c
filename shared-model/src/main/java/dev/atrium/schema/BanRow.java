package dev.atrium.schema;

/**
 * A player who is kept out of every game until some time.
 *
 * @param playerId who
 * @param reason kebab-case, {@code abuse} for three closes for abuse within an hour
 * @param bannedAtMs wall time
 * @param endsAtMs wall time from which he may come back; {@code Long.MAX_VALUE}: never
 * @param ttl seconds since 1970; the row may outlive the ban, so {@code endsAtMs} is what counts
 */
public record BanRow(String playerId, String reason, long bannedAtMs, long endsAtMs, long ttl) {}
