package dev.atrium.functions.account;

import dev.atrium.schema.PlayerRow;
import dev.atrium.schema.TableDefinition;
import dev.atrium.schema.Tables;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/**
 * The part of a player's row that says who he is. It is only read as a whole: others write parts of
 * it at the same time.
 *
 * @param playerId the key
 * @param name as in {@link PlayerRow}: his user name, if he has one
 * @param icon as in {@link PlayerRow}
 * @param kind as in {@link PlayerRow}
 * @param createdAtMs wall time
 * @param played as in {@link PlayerRow}
 * @param wins as in {@link PlayerRow}
 * @param eliminations as in {@link PlayerRow}
 * @param damageDealt as in {@link PlayerRow}
 * @param wallets {@code chain:address} of each; null if none are listed
 * @param userName null if he has none
 * @param userNameKey what names have in common that look like it; null if he has none
 * @param plainName his name without a user name; null if he never had one
 * @param userNameAtMs wall time of the last change, 0 if there was none
 */
record HolderRow(
        String playerId,
        String name,
        String icon,
        String kind,
        long createdAtMs,
        long played,
        long wins,
        long eliminations,
        long damageDealt,
        @Nullable List<String> wallets,
        @Nullable String userName,
        @Nullable String userNameKey,
        @Nullable String plainName,
        long userNameAtMs) {
    /** The players' table, seen as these attributes only. */
    static final TableDefinition<HolderRow> TABLE =
            new TableDefinition<>(
                    Tables.PLAYERS.name(),
                    HolderRow.class,
                    Tables.PLAYERS.partitionKey(),
                    Optional.empty(),
                    List.of(),
                    false,
                    Optional.empty());

    /** None if they are not listed. */
    List<String> listedWallets() {
        return wallets == null ? List.of() : wallets;
    }
}
