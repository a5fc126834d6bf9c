package dev.atrium.dice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.HexFormat;

class SeedTest {
    private static final String HEX = "00112233445566778899aabbccddeeff".repeat(2);

    @Test
    void textOfASeedHidesIt() {
        Seed seed = Seed.ofHex(HEX);
        assertEquals("Seed[hidden]", seed.toString());
        assertFalse(("" + seed.derive("x")).contains("0"));
        assertEquals(HEX, seed.revealHex());
    }

    @Test
    void derivedSeedIsTheHmacOfItsLabel() {
        // RFC 4231, test case 2, has a shorter key; HMAC pads keys with zeros to the block.
        byte[] jefe = Arrays.copyOf(HexFormat.of().parseHex("4a656665"), 32);
        assertEquals(
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
                Seed.of(jefe).derive("what do ya want for nothing?").revealHex());
    }

    @Test
    void seedIsACopyOfExactly32Bytes() {
        byte[] bytes = new byte[32];
        Seed seed = Seed.of(bytes);
        bytes[0] = 1;
        assertEquals("00".repeat(32), seed.revealHex());
        assertThrows(IllegalArgumentException.class, () -> Seed.of(new byte[31]));
        assertThrows(IllegalArgumentException.class, () -> Seed.of(new byte[33]));
        assertThrows(IllegalArgumentException.class, () -> Seed.ofHex("zz".repeat(32)));
        assertThrows(IllegalArgumentException.class, () -> Seed.ofHex("00"));
    }

    @Test
    void seedsAreEqualByTheirBytes() {
        assertEquals(Seed.ofHex(HEX), Seed.ofHex(HEX));
        assertEquals(Seed.ofHex(HEX).hashCode(), Seed.ofHex(HEX).hashCode());
        assertNotEquals(Seed.ofHex(HEX), Seed.ofHex(HEX).derive("a"));
        assertNotEquals(Seed.ofHex(HEX).derive("b"), Seed.ofHex(HEX).derive("a"));
        assertNotEquals(Seed.ofHex(HEX), (Object) HEX);
    }
}
