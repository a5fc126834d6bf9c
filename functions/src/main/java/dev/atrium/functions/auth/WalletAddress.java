package dev.atrium.functions.auth;

import dev.atrium.identity.Base58;
import dev.atrium.identity.Player;
import dev.atrium.identity.SolanaSignIn;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.WireException;

import java.util.Optional;

/**
 * A Solana wallet's address.
 *
 * @param address Base58 of 32 bytes
 */
record WalletAddress(String address) {
    private static final int SHOWN_CHARACTERS = 4;

    /** Chains that requests can name. */
    enum Chain {
        /** Signs with Ed25519. */
        SOLANA,
        /** Known, and not yet taken. */
        EVM
    }

    /**
     * The wallet of a request. A chain that is left out is told from the address, as {@code 0x…} is
     * how EVM chains write theirs.
     *
     * @throws WireException {@code unsupported-chain}, or {@code out-of-range} for an address that
     *     is none
     */
    static WalletAddress of(Optional<Chain> named, String address) throws WireException {
        Chain chain = named.orElse(address.startsWith("0x") ? Chain.EVM : Chain.SOLANA);
        return switch (chain) {
            case EVM -> throw new WireException(ErrorCode.UNSUPPORTED_CHAIN);
            case SOLANA -> {
                if (!SolanaSignIn.isAddress(address)) {
                    throw new WireException(
                            ErrorCode.OUT_OF_RANGE,
                            "The field address must be Base58 of 32 bytes.");
                }
                yield new WalletAddress(address);
            }
        };
    }

    /** The key of its rows. */
    String key() {
        return "solana:" + address;
    }

    /** The player that it becomes when it signs in for the first time. */
    Player newPlayer() {
        String name =
                address.substring(0, SHOWN_CHARACTERS)
                        + "…"
                        + address.substring(address.length() - SHOWN_CHARACTERS);
        int icon = Byte.toUnsignedInt(Base58.decode(address)[0]) % Player.ICONS.size();
        return new Player(Player.drawId(), name, Player.ICONS.get(icon), Player.Kind.SOLANA);
    }
}
