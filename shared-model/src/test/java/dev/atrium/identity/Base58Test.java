package dev.atrium.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HexFormat;
import java.util.Random;

class Base58Test {
    /** Vectors of draft-msporny-base58 and of Bitcoin's own tests. */
    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "00, 1",
        "00000000000000000000, 1111111111",
        "61, 2g",
        "626262, a3gV",
        "516b6fcd0f, ABnLTmg",
        "bf4f89001e670274dd, 3SEo3LWLoPntC",
        "572e4794, 3EFU7m",
        "ecac89cad93923c02321, EJDM8drfXA6uyA",
        "10c8511e, Rt5zm",
        "0000287fb4cd, 11233QC4",
        "48656c6c6f20576f726c6421, 2NEpo7TZRRrLZSi2U",
        "00eb15231dfceb60925886b67d065299925915aeb172c06647,"
                + " 1NS17iag9jJgTHD1VXjvLCEnZuQ3rJDE9L"
    })
    void knownVectorsGoBothWays(String hex, String text) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertEquals(text, Base58.encode(bytes));
        assertArrayEquals(bytes, Base58.decode(text));
    }

    @Test
    void anyBytesComeBackAsTheyWere() {
        Random random = new Random(58);
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = new byte[random.nextInt(65)];
            random.nextBytes(bytes);
            for (int zero = 0; zero < Math.min(bytes.length, random.nextInt(4)); zero++) {
                bytes[zero] = 0;
            }
            assertArrayEquals(bytes, Base58.decode(Base58.encode(bytes)), "draw " + i);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "O", "I", "l", "2g ", " 2g", "2+g", "ü", "2g\n"})
    void whatIsOutsideTheAlphabetIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Base58.decode(text));
    }

    @Test
    void whatIsTooLongIsRefused() {
        assertEquals(128, Base58.decode("1".repeat(128)).length);
        assertThrows(IllegalArgumentException.class, () -> Base58.decode("1".repeat(129)));
    }
}
