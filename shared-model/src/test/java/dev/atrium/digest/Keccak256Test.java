package dev.atrium.digest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.bouncycastle.crypto.digests.KeccakDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;

class Keccak256Test {
    private static String hex(byte[] input) {
        return HexFormat.of().formatHex(Keccak256.of(input));
    }

    private static byte[] expected(byte[] input) {
        KeccakDigest digest = new KeccakDigest(256);
        digest.update(input, 0, input.length);
        byte[] hash = new byte[Keccak256.BYTES];
        digest.doFinal(hash, 0);
        return hash;
    }

    @ParameterizedTest
    @CsvSource(
            emptyValue = "",
            value = {
                "'',c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470",
                "abc,4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45",
                "testing,5f16f4c7f149ac4f9510d9cf8cf384038ad348b3bcdc01915f95de12df9d1b02",
                "'Transfer(address,address,uint256)',"
                        + "ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef",
            })
    void knownTextsHaveTheirKnownHashes(String text, String hash) {
        assertEquals(hash, hex(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The padding is one byte, two, or a whole block, just there. */
    @Test
    void everyLengthAroundTheRateAgreesWithAnotherImplementation() {
        for (int length = 0; length <= 3 * Keccak256.RATE_BYTES + 2; length++) {
            byte[] input = new byte[length];
            new Random(length).nextBytes(input);
            assertArrayEquals(expected(input), Keccak256.of(input), length + " bytes");
        }
    }

    @Test
    void thousandRandomInputsAgreeWithAnotherImplementation() {
        long seed = 20_261_123;
        Random random = new Random(seed);
        for (int i = 0; i < 1_000; i++) {
            byte[] input = new byte[random.nextInt(2_000)];
            random.nextBytes(input);
            assertArrayEquals(expected(input), Keccak256.of(input), "seed " + seed + ", " + i);
        }
    }

    @Test
    void itIsNotTheStandardThatCameOfIt() throws GeneralSecurityException {
        byte[] standard = MessageDigest.getInstance("SHA3-256").digest(new byte[0]);

        assertNotEquals(HexFormat.of().formatHex(standard), hex(new byte[0]));
    }

    @Test
    void inputIsLeftAsItWas() {
        byte[] input = new byte[300];
        new Random(1).nextBytes(input);
        byte[] before = input.clone();
        Keccak256.of(input);

        assertArrayEquals(before, input);
    }
}
