package dev.atrium.functions.auth;

import dev.atrium.functions.edge.FunctionConfig;
import dev.atrium.functions.edge.Stores;
import dev.atrium.identity.EvmAddress;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;

import java.util.List;
import java.util.Optional;

/** Which wallets a player has. Blocking. */
public final class PlayerWallets {
    /** A player has so many at most. */
    public static final int WALLETS_MAX = 5;

    private final Stores stores;
    private final String tablePrefix;

    /** Of these stores. */
    public PlayerWallets(Stores stores, FunctionConfig config) {
        this.stores = stores;
        this.tablePrefix = config.tablePrefix();
    }

    /**
     * A wallet as its owner knows it.
     *
     * @param chain {@code solana} or {@code evm}
     * @param address Base58, or hex with the checksum of EIP-55
     */
    public record Wallet(String chain, String address) {
        static Wallet of(String key) {
            if (key.startsWith(WalletAddress.Evm.PREFIX)) {
                String address = key.substring(WalletAddress.Evm.PREFIX.length());
                return new Wallet(
                        "evm",
                        EvmAddress.parse(address).map(EvmAddress::checksummed).orElse(address));
            }
            return new Wallet("solana", key.substring(WalletAddress.Solana.PREFIX.length()));
        }
    }

    /** His wallets, the first one first. */
    public List<Wallet> of(String playerId) {
        return row(playerId).map(WalletOwnerRow::listed).orElse(List.of()).stream()
                .map(Wallet::of)
                .toList();
    }

    Optional<WalletOwnerRow> row(String playerId) {
        Key key = Key.builder().partitionValue(playerId).build();
        return Optional.ofNullable(owners().getItem(get -> get.key(key).consistentRead(true)));
    }

    DynamoDbTable<WalletOwnerRow> owners() {
        return WalletOwnerRow.TABLE.in(stores.dynamo(), tablePrefix);
    }

    DynamoDbTable<WalletOwnerRow.Fresh> fresh() {
        return WalletOwnerRow.Fresh.TABLE.in(stores.dynamo(), tablePrefix);
    }
}
