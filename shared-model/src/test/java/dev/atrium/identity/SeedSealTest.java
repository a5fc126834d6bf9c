package dev.atrium.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.HexFormat;

class SeedSealTest {
    private static final byte[] SEED = HexFormat.of().parseHex("0123456789abcdef".repeat(4));

    private final SeedSeal seal = new SeedSeal(new byte[SeedSeal.KEY_BYTES]);

    @Test
    void whatWasSealedOpensAgain() {
        byte[] sealed = seal.seal("r-1", SEED);

        assertArrayEquals(SEED, seal.open("r-1", sealed));
        assertFalse(Arrays.equals(sealed, seal.seal("r-1", SEED)), "others each time");
    }

    @Test
    void nothingElseOpens() {
        byte[] sealed = seal.seal("r-1", SEED);
        byte[] otherKey = new byte[SeedSeal.KEY_BYTES];
        otherKey[0] = 1;

        assertThrows(IllegalArgumentException.class, () -> seal.open("r-2", sealed));
        assertThrows(
                IllegalArgumentException.class, () -> new SeedSeal(otherKey).open("r-1", sealed));
        assertThrows(IllegalArgumentException.class, () -> seal.open("r-1", new byte[0]));
        for (int i = 0; i < sealed.length; i++) {
            byte[] altered = sealed.clone();
            altered[i] ^= 1;
            assertThrows(IllegalArgumentException.class, () -> seal.open("r-1", altered));
        }
    }

    @Test
    void keyHasItsLength() {
        assertThrows(IllegalArgumentException.class, () -> new SeedSeal(new byte[16]));
    }
}
