package dev.atrium.schema;

/**
 * A one-use token for opening the gateway socket; deleted when it is used.
 *
 * @param tokenHash SHA-256 of the token, so that the table opens no door
 * @param playerId whose
 * @param name his name
 * @param icon his icon
 * @param expiresAtMs wall time
 * @param ttl seconds since 1970
 */
public record ConnectTokenRow(
        String tokenHash, String playerId, String name, String icon, long expiresAtMs, long ttl) {}
