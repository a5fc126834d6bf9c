package dev.atrium.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

class EvmSignatureTest {
    private static final EvmWallet WALLET = EvmWallet.numbered(0x5eed_cafeL);
    private static final String TEXT = "Hello World";
    private static final BigInteger R = WALLET.numbers(TEXT)[0];
    private static final BigInteger S = WALLET.numbers(TEXT)[1];

    private static Optional<EvmAddress> signer(String signature) {
        return EvmSignature.signer(TEXT, signature);
    }

    @Test
    void hashOfAKnownTextIsTheOneThatOthersCompute() {
        assertEquals(
                "a1de988600a42c4b4ab089b619297c17d53cffae5d5120d82d8a92d0bb3b78f2",
                HexFormat.of().formatHex(EvmSignature.hash(TEXT)));
    }

    /** The length in the prefix counts bytes. */
    @Test
    void lengthIsInBytes() {
        assertNotEquals(
                HexFormat.of().formatHex(EvmSignature.hash("é")),
                HexFormat.of().formatHex(EvmSignature.hash("e")));
        EvmWallet wallet = EvmWallet.numbered(77);
        String signature = wallet.sign("naïve – 漢字 🦊");
        assertEquals(
                Optional.of(wallet.address()), EvmSignature.signer("naïve – 漢字 🦊", signature));
    }

    /** Signed by web3.js 1.x, from its documentation of {@code accounts.sign}. */
    @Test
    void signatureOfAnotherImplementationTellsItsSigner() {
        EvmWallet wallet =
                new EvmWallet(
                        new BigInteger(
                                "4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318",
                                16));
        String signature =
                "0xb91467e570a6466aa9e9876cbcd013baba02900b8979d43fe208a4a4f339f5fd"
                        + "6007e74cd82e037b800186422fc2da167c747ef045e5d18a5f5d4300f8e1a0291c";

        assertEquals("0x2c7536E3605D9C16a7a3D7b1898e529396a65c23", wallet.address().checksummed());
        assertEquals(Optional.of(wallet.address()), EvmSignature.signer("Some data", signature));
        assertEquals(signature, wallet.sign("Some data"), "RFC 6979 leaves nothing to chance");
    }

    @Test
    void everyWalletsSignatureTellsItsSigner() {
        long seed = 4_361;
        Random random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            EvmWallet wallet = new EvmWallet(new BigInteger(250, random).add(BigInteger.ONE));
            String text = "text " + random.nextLong();
            String signature = wallet.sign(text);
            assertEquals(
                    Optional.of(wallet.address()),
                    EvmSignature.signer(text, signature),
                    "seed " + seed);
            assertNotEquals(
                    Optional.of(wallet.address()), EvmSignature.signer(text + ".", signature));
        }
    }

    @Test
    void bothWaysOfCountingTheParityCountAndNoOther() {
        String signature = WALLET.sign(TEXT);
        int v = EvmWallet.bytes(signature)[64];
        assertEquals(Optional.of(WALLET.address()), signer(EvmWallet.written(R, S, v - 27)));
        for (int other = 0; other < 256; other++) {
            Optional<EvmAddress> signer = signer(EvmWallet.written(R, S, other));
            boolean right = other == v || other == v - 27;
            boolean otherParity = other == 55 - v || other == 28 - v;
            assertEquals(right, signer.equals(Optional.of(WALLET.address())), "v " + other);
            assertEquals(right || otherParity, signer.isPresent(), "v " + other);
        }
    }

    @Test
    void highSIsRefusedThoughItsArithmeticHolds() {
        int v = EvmWallet.bytes(WALLET.sign(TEXT))[64];
        BigInteger high = EvmWallet.ORDER.subtract(S);

        assertEquals(Optional.empty(), signer(EvmWallet.written(R, high, 55 - v)));
        BigInteger half = EvmWallet.ORDER.shiftRight(1);
        BigInteger above = half.add(BigInteger.ONE);
        assertEquals(Optional.empty(), signer(EvmWallet.written(R, above, 27)));
        assertNotEquals(Optional.empty(), signer(EvmWallet.written(R, half, 27)));
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        BigInteger order = EvmWallet.ORDER;
        for (int v : new int[] {27, 28}) {
            assertEquals(Optional.empty(), signer(EvmWallet.written(BigInteger.ZERO, S, v)));
            assertEquals(Optional.empty(), signer(EvmWallet.written(R, BigInteger.ZERO, v)));
            assertEquals(Optional.empty(), signer(EvmWallet.written(order, S, v)));
            assertEquals(Optional.empty(), signer(EvmWallet.written(R, order, v)));
            BigInteger most = BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);
            assertEquals(Optional.empty(), signer(EvmWallet.written(most, S, v)));
            assertEquals(Optional.empty(), signer(EvmWallet.written(R, most, v)));
        }
    }

    /** 5 is the coordinate of no point of secp256k1. */
    @Test
    void coordinateOfNoPointIsRefused() {
        assertEquals(Optional.empty(), signer(EvmWallet.written(BigInteger.valueOf(5), S, 27)));
    }

    /** With R = G and s = hash the key would be the point at infinity, which nobody has. */
    @Test
    void keyAtInfinityIsRefused() {
        BigInteger baseX =
                new BigInteger(
                        "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798", 16);
        boolean met = false;
        for (int i = 0; !met; i++) {
            String text = "text " + i;
            BigInteger hash = new BigInteger(1, EvmSignature.hash(text)).mod(EvmWallet.ORDER);
            // Only a low s gets as far as the point; half of all texts have one.
            met = hash.compareTo(EvmWallet.ORDER.shiftRight(1)) <= 0;
            if (met) {
                assertEquals(
                        Optional.empty(),
                        EvmSignature.signer(text, EvmWallet.written(baseX, hash, 27)));
                assertNotEquals(
                        Optional.empty(),
                        EvmSignature.signer(text, EvmWallet.written(baseX, hash, 28)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0x", "0X", "0x00", "x", "0xzz", "1b", "\u0000"})
    void rubbishIsNobodysSignature(String signature) {
        assertEquals(Optional.empty(), signer(signature));
    }

    @Test
    void signatureHasSixtyFiveBytesInHex() {
        String signature = WALLET.sign(TEXT);
        assertEquals(Optional.of(WALLET.address()), signer(signature));
        String upper = "0x" + signature.substring(2).toUpperCase(Locale.ROOT);
        assertEquals(Optional.of(WALLET.address()), signer(upper));

        assertEquals(Optional.empty(), signer(signature + "00"));
        assertEquals(Optional.empty(), signer(signature.substring(0, 130)));
        assertEquals(Optional.empty(), signer(signature.substring(2)));
        assertEquals(Optional.empty(), signer("0X" + signature.substring(2)));
        assertEquals(Optional.empty(), signer(signature.substring(0, 131) + "g"));
        assertEquals(Optional.empty(), signer("0x" + "\uff11".repeat(130)));
        assertEquals(Optional.empty(), signer("0x" + "0".repeat(1_000_000)));
    }

    @Test
    void randomBytesNeverTellThatWalletAndNeverThrow() {
        Random random = new Random(1);
        byte[] bytes = new byte[EvmSignature.BYTES];
        for (int i = 0; i < 500; i++) {
            random.nextBytes(bytes);
            bytes[64] = (byte) (27 + i % 2);
            String signature = "0x" + HexFormat.of().formatHex(bytes);
            assertNotEquals(Optional.of(WALLET.address()), signer(signature));
        }
    }
}
