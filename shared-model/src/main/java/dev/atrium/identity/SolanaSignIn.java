package dev.atrium.identity;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/** Signing in with a Solana wallet: the text to sign, and the check of the signature. */
public final class SolanaSignIn {
    /** How long a challenge may be answered. */
    public static final Duration CHALLENGE = Duration.ofMinutes(5);

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE_BYTES = 16;

    private SolanaSignIn() {}

    /** Whether that could be an address: Base58 of a public key. */
    public static boolean isAddress(String address) {
        try {
            return Base58.decode(address).length == VerifyKey.BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * A text that a wallet can show to its owner; no two are the same.
     *
     * @param domain where he signs in
     * @param address whose wallet
     */
    public static String challenge(String domain, String address, Instant now) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        return """
        %s wants you to sign in with your Solana account:
        %s

        Sign in to Atrium. This costs nothing and moves nothing.

        Nonce: %s
        Issued At: %s
        Expiration Time: %s\
        """
                .formatted(
                        domain, address, HexFormat.of().formatHex(nonce), now, now.plus(CHALLENGE));
    }

    /**
     * Whether the wallet of that address signed the challenge.
     *
     * @param signature Base58
     */
    public static boolean isSigned(String challenge, String address, String signature) {
        try {
            return VerifyKey.of(Base58.decode(address))
                    .verifies(challenge.getBytes(StandardCharsets.UTF_8), Base58.decode(signature));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
