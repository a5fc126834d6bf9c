package dev.atrium.schema;

/**
 * Whose wallet it is.
 *
 * @param wallet {@code chain:address}
 * @param playerId whose
 */
public record WalletRow(String wallet, String playerId) {}
