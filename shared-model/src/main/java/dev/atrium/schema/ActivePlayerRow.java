package dev.atrium.schema;

/**
 * Somebody has played in a day, a week or a month.
 *
 * @param bucket {@code <period>#<shard>}: the shard is drawn from the player's id
 * @param playerId who
 * @param ttl seconds since 1970; DynamoDB tidies up, long after the period is over
 */
public record ActivePlayerRow(String bucket, String playerId, long ttl) {}
