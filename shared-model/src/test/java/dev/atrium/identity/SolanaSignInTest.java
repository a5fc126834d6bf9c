package dev.atrium.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

class SolanaSignInTest {
    private static final Instant NOW = Instant.parse("2026-11-21T05:00:00Z");
    private static final SigningKey WALLET = SigningKey.generate();
    private static final String ADDRESS = Base58.encode(WALLET.publicKey().bytes());

    private static String signed(SigningKey key, String text) {
        return Base58.encode(key.sign(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void challengeNamesDomainWalletAndFiveMinutes() {
        String text = SolanaSignIn.challenge("atrium.example", ADDRESS, NOW);

        assertTrue(
                text.matches(
                        "(?s)atrium\\.example wants you to sign in with your Solana account:\n"
                                + ADDRESS
                                + "\n\n.*\n\nNonce: [0-9a-f]{32}\n"
                                + "Issued At: 2026-11-21T05:00:00Z\n"
                                + "Expiration Time: 2026-11-21T05:05:00Z"),
                text);
    }

    @Test
    void noTwoChallengesAreTheSame() {
        assertNotEquals(
                SolanaSignIn.challenge("atrium.example", ADDRESS, NOW),
                SolanaSignIn.challenge("atrium.example", ADDRESS, NOW));
    }

    @Test
    void signatureOfTheWalletCounts() {
        String text = SolanaSignIn.challenge("atrium.example", ADDRESS, NOW);

        assertTrue(SolanaSignIn.isSigned(text, ADDRESS, signed(WALLET, text)));
    }

    @Test
    void signatureOfAnotherWalletTextOrNobodyDoesNotCount() {
        String text = SolanaSignIn.challenge("atrium.example", ADDRESS, NOW);
        SigningKey other = SigningKey.generate();

        assertFalse(SolanaSignIn.isSigned(text, ADDRESS, signed(other, text)));
        assertFalse(SolanaSignIn.isSigned(text, ADDRESS, signed(WALLET, text + " ")));
        String otherAddress = Base58.encode(other.publicKey().bytes());
        assertFalse(SolanaSignIn.isSigned(text, otherAddress, signed(WALLET, text)));
        assertFalse(SolanaSignIn.isSigned(text, ADDRESS, ""));
        assertFalse(SolanaSignIn.isSigned(text, ADDRESS, "0OIl"));
        assertFalse(SolanaSignIn.isSigned(text, ADDRESS, "1".repeat(64)));
        assertFalse(SolanaSignIn.isSigned(text, ADDRESS, "2".repeat(500)));
    }

    /** The JDK's verifier takes this for good: everybody could sign in as the identity. */
    @Test
    void identityKeyWithItsTrivialSignatureDoesNotCount() {
        byte[] identity = new byte[32];
        identity[0] = 1;
        byte[] trivial = new byte[64];
        trivial[0] = 1;

        assertFalse(SolanaSignIn.isSigned("text", Base58.encode(identity), Base58.encode(trivial)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "0x52908400098527886E0F7030069857D2E4169EE7", "O0Il"})
    void whatIsNoAddressIsNotTakenForOne(String address) {
        assertFalse(SolanaSignIn.isAddress(address));
    }

    @Test
    void addressIsBase58OfThirtyTwoBytes() {
        assertTrue(SolanaSignIn.isAddress(ADDRESS));
        assertTrue(SolanaSignIn.isAddress("11111111111111111111111111111111"));
        assertFalse(SolanaSignIn.isAddress(Base58.encode(new byte[31])));
        assertFalse(SolanaSignIn.isAddress(Base58.encode(new byte[33])));
        assertEquals(300, SolanaSignIn.CHALLENGE.toSeconds());
    }
}
