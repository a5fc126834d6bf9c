package dev.atrium.schema;

/**
 * An open gateway socket.
 *
 * @param connectionId API Gateway's
 * @param playerId who
 * @param name his name
 * @param icon his icon
 * @param connectedAtMs wall time
 * @param ttl seconds since 1970; past the two hours that a socket may live
 */
public record ConnectionRow(
        String connectionId,
        String playerId,
        String name,
        String icon,
        long connectedAtMs,
        long ttl) {}
