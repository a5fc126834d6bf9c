package dev.atrium.schema;

/**
 * A player.
 *
 * @param playerId the key
 * @param name shown to others
 * @param icon shown to others
 * @param kind {@code guest}, {@code solana} or {@code evm}
 * @param createdAtMs wall time
 * @param played matches settled
 * @param wins matches won or shared
 * @param eliminations of others' warriors
 * @param damageDealt hit points taken from others
 * @param statisticsVersion rises by one with every match settled
 */
public record PlayerRow(
        String playerId,
        String name,
        String icon,
        String kind,
        long createdAtMs,
        long played,
        long wins,
        long eliminations,
        long damageDealt,
        long statisticsVersion) {}
