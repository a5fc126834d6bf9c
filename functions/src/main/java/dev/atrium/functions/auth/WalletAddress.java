package dev.atrium.functions.auth;

import dev.atrium.functions.edge.FunctionConfig;
import dev.atrium.identity.Base58;
import dev.atrium.identity.EvmAddress;
import dev.atrium.identity.Player;
import dev.atrium.identity.SolanaSignIn;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.WireException;

import java.time.Instant;
import java.util.Optional;

/** A wallet that can sign in: where its address leads, and how its signature is checked. */
sealed interface WalletAddress {
    /** Chains that requests can name. */
    enum Chain {
        /** Signs with Ed25519. */
        SOLANA,
        /** Signs with ECDSA on secp256k1, as Ethereum and the chains that are like it. */
        EVM
    }

    /** What a signature is worth. */
    enum Verdict {
        /** The wallet's own, over a text that is good here. */
        SIGNED,
        /** Not that wallet's over that text, or the text is none of ours. */
        INVALID,
        /** The text's own time is over. */
        EXPIRED
    }

    /**
     * What a request names.
     *
     * @param chain told from the address if left out, as {@code 0x…} is how EVM chains write theirs
     * @param chainId EIP-155; the first that is configured if left out; Solana has none
     */
    record Named(Optional<Chain> chain, String address, Optional<Long> chainId) {}

    /**
     * The wallet of a request.
     *
     * @throws WireException {@code unsupported-chain}, or {@code out-of-range} for an address that
     *     is none
     */
    static WalletAddress of(Named named, FunctionConfig config) throws WireException {
        String address = named.address();
        Chain chain = named.chain().orElse(address.startsWith("0x") ? Chain.EVM : Chain.SOLANA);
        return switch (chain) {
            case EVM -> {
                long chainId = named.chainId().orElse(config.evm().defaultChainId());
                if (!config.evm().chainIds().contains(chainId)) {
                    throw new WireException(ErrorCode.UNSUPPORTED_CHAIN);
                }
                yield new Evm(
                        EvmAddress.parse(address)
                                .orElseThrow(
                                        () ->
                                                new WireException(
                                                        ErrorCode.OUT_OF_RANGE,
                                                        "The field address must be 0x and 40 hex"
                                                                + " digits, of one case or with"
                                                                + " the checksum of EIP-55.")),
                        chainId);
            }
            case SOLANA -> {
                if (!SolanaSignIn.isAddress(address)) {
                    throw new WireException(
                            ErrorCode.OUT_OF_RANGE,
                            "The field address must be Base58 of 32 bytes.");
                }
                yield new Solana(address);
            }
        };
    }

    /** As a player's list of wallets names it, and the row that says whose it is. */
    String key();

    /** The key of its challenges: there may be one for each chain. */
    String challengeKey();

    /** How somebody signs in who signs in with it. */
    Player.Kind kind();

    /** The player that it becomes when it signs in for the first time. */
    Player newPlayer();

    /** A text for it to sign; no two are the same. */
    String challenge(FunctionConfig config, Instant now);

    /** Checks a signature over a text that was given out. */
    Verdict check(FunctionConfig config, String challenge, String signature, Instant now);

    /** The first and the last characters, as people know a wallet. */
    private static String shortened(String address) {
        int shown = 4;
        return address.substring(0, shown) + "…" + address.substring(address.length() - shown);
    }

    private static String icon(byte first) {
        return Player.ICONS.get(Byte.toUnsignedInt(first) % Player.ICONS.size());
    }

    /**
     * A wallet of Solana.
     *
     * @param address Base58 of 32 bytes
     */
    record Solana(String address) implements WalletAddress {
        /** Before the address in {@link #key}. */
        static final String PREFIX = "solana:";

        @Override
        public String key() {
            return PREFIX + address;
        }

        @Override
        public String challengeKey() {
            return key();
        }

        @Override
        public Player.Kind kind() {
            return Player.Kind.SOLANA;
        }

        @Override
        public Player newPlayer() {
            String icon = icon(Base58.decode(address)[0]);
            return new Player(Player.drawId(), shortened(address), icon, kind());
        }

        @Override
        public String challenge(FunctionConfig config, Instant now) {
            return SolanaSignIn.challenge(config.domain(), address, now);
        }

        @Override
        public Verdict check(
                FunctionConfig config, String challenge, String signature, Instant now) {
            return SolanaSignIn.isSigned(challenge, address, signature)
                    ? Verdict.SIGNED
                    : Verdict.INVALID;
        }
    }

    /**
     * A wallet of a chain that is like Ethereum. It is the same player's on all of them.
     *
     * @param chainId of which chain its owner signs a message, EIP-155
     */
    record Evm(EvmAddress address, long chainId) implements WalletAddress {
        /** Before the address in {@link #key}. */
        static final String PREFIX = "evm:";

        @Override
        public String key() {
            return PREFIX + address.lowerCase();
        }

        @Override
        public String challengeKey() {
            return key() + ":" + chainId;
        }

        @Override
        public Player.Kind kind() {
            return Player.Kind.EVM;
        }

        @Override
        public Player newPlayer() {
            String name = shortened(address.checksummed());
            return new Player(Player.drawId(), name, icon(address.bytes()[0]), kind());
        }

        @Override
        public String challenge(FunctionConfig config, Instant now) {
            return config.evm().signIn(config.domain()).challenge(address, chainId, now);
        }

        @Override
        public Verdict check(
                FunctionConfig config, String challenge, String signature, Instant now) {
            return switch (config.evm()
                    .signIn(config.domain())
                    .check(challenge, address, chainId, signature, now)) {
                case SIGNED -> Verdict.SIGNED;
                case FORGED, FOREIGN -> Verdict.INVALID;
                case EXPIRED -> Verdict.EXPIRED;
            };
        }
    }
}
