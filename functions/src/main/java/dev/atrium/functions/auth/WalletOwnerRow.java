package dev.atrium.functions.auth;

import dev.atrium.schema.PlayerRow;
import dev.atrium.schema.TableDefinition;
import dev.atrium.schema.Tables;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/**
 * The part of a player's row that signing in with wallets writes, so that it never writes over what
 * he has won.
 *
 * @param playerId the key
 * @param kind as in {@link PlayerRow}
 * @param wallets his, {@code chain:address}, the first one first; null for somebody who had none,
 *     or one alone, before they were listed
 */
record WalletOwnerRow(String playerId, String kind, @Nullable List<String> wallets) {
    /** The players' table, seen as these attributes only. */
    static final TableDefinition<WalletOwnerRow> TABLE = partOfPlayers(WalletOwnerRow.class);

    /**
     * A player who begins with a wallet; what he has won is nothing.
     *
     * @param playerId the key
     * @param name as in {@link PlayerRow}
     * @param icon as in {@link PlayerRow}
     * @param kind as in {@link PlayerRow}
     * @param createdAtMs as in {@link PlayerRow}
     * @param wallets his one
     */
    record Fresh(
            String playerId,
            String name,
            String icon,
            String kind,
            long createdAtMs,
            List<String> wallets) {
        /** The players' table, seen as these attributes only. */
        static final TableDefinition<Fresh> TABLE = partOfPlayers(Fresh.class);
    }

    private static <T> TableDefinition<T> partOfPlayers(Class<T> rowType) {
        return new TableDefinition<>(
                Tables.PLAYERS.name(),
                rowType,
                Tables.PLAYERS.partitionKey(),
                Optional.empty(),
                List.of(),
                false,
                Optional.empty());
    }

    /** None if they are not listed. */
    List<String> listed() {
        return wallets == null ? List.of() : wallets;
    }
}
