package dev.atrium.identity;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * Signing in with the wallet of a chain that is like Ethereum (EIP-4361): the text to sign, and the
 * check of what came back.
 *
 * @param domain of the page where people sign in
 * @param uri what they sign in to
 * @param chainIds EIP-155, those whose wallets may
 */
public record EvmSignIn(String domain, String uri, Set<Long> chainIds) {
    /** What the owner of a wallet reads, and what one of a Solana wallet reads too. */
    private static final String STATEMENT =
            "Sign in to Atrium. This costs nothing and moves nothing.";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE_BYTES = 16;

    public EvmSignIn {
        chainIds = Set.copyOf(chainIds);
    }

    /** What became of a check. */
    public enum Verdict {
        /** The wallet's own, over a message that is good here and now. */
        SIGNED,
        /** It is not that wallet's over that text. */
        FORGED,
        /** The text is none, or one of another wallet, domain, URI or chain. */
        FOREIGN,
        /** Its time is over, or has not come. */
        EXPIRED
    }

    /**
     * A text for that wallet; no two are the same.
     *
     * @throws IllegalArgumentException if wallets of that chain may not sign in
     */
    public String challenge(EvmAddress address, long chainId, Instant now) {
        if (!chainIds.contains(chainId)) {
            throw new IllegalArgumentException("no chain of ours: " + chainId);
        }
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        Instant issuedAt = now.truncatedTo(ChronoUnit.MILLIS);
        return new EvmMessage(
                        domain,
                        address,
                        STATEMENT,
                        uri,
                        chainId,
                        HexFormat.of().formatHex(nonce),
                        issuedAt,
                        issuedAt.plus(SolanaSignIn.CHALLENGE))
                .text();
    }

    /**
     * Checks a text and its signature. That the text is one that was given out, once, is its
     * keeper's to know; it is checked here all the same, so that no text of another place, chain or
     * time counts whoever kept it.
     *
     * @param signature {@code 0x} and 130 hex digits
     */
    public Verdict check(
            String challenge, EvmAddress address, long chainId, String signature, Instant now) {
        if (!EvmSignature.signer(challenge, signature).equals(Optional.of(address))) {
            return Verdict.FORGED;
        }
        Optional<EvmMessage> read = EvmMessage.parse(challenge);
        if (read.isEmpty()) {
            return Verdict.FOREIGN;
        }
        EvmMessage message = read.get();
        boolean ours =
                message.domain().equals(domain)
                        && message.uri().equals(uri)
                        && message.address().equals(address)
                        && message.chainId() == chainId
                        && chainIds.contains(chainId);
        if (!ours) {
            return Verdict.FOREIGN;
        }
        boolean inTime =
                !now.isBefore(message.issuedAt())
                        && now.isBefore(message.expiresAt())
                        && !message.expiresAt()
                                .isAfter(message.issuedAt().plus(SolanaSignIn.CHALLENGE));
        return inTime ? Verdict.SIGNED : Verdict.EXPIRED;
    }
}
