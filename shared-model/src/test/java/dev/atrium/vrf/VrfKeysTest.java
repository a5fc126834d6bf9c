package dev.atrium.vrf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

class VrfKeysTest {
    private static void assertNoKey(byte[] bytes) {
        assertThrows(
                IllegalArgumentException.class,
                () -> VrfPublicKey.of(bytes),
                () -> HexFormat.of().formatHex(bytes));
    }

    @Test
    void publicKeyIsTheOneOfEd25519() {
        Random random = new Random(25519);
        for (int i = 0; i < 50; i++) {
            byte[] secret = Integers.bytes(32, random);
            byte[] expected = new byte[32];
            Ed25519.generatePublicKey(secret, 0, expected, 0);

            assertArrayEquals(expected, VrfSecretKey.of(secret).publicKey().bytes());
            assertArrayEquals(expected, VrfPublicKey.of(expected).bytes());
        }
    }

    @Test
    void pointsOfSmallOrderAreNoKey() {
        for (String encoding : SmallOrder.ENCODINGS) {
            assertNoKey(HexFormat.of().parseHex(encoding));
        }
    }

    @Test
    void anotherEncodingOfAPointIsNoKey() {
        BigInteger prime = BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));
        int keys = 0;
        for (int y = 0; y < 19; y++) {
            try {
                VrfPublicKey.of(Integers.littleEndian(BigInteger.valueOf(y), 32));
                keys++;
            } catch (IllegalArgumentException e) {
                // About every second one is no point, or one of small order.
            }
            byte[] other = Integers.littleEndian(prime.add(BigInteger.valueOf(y)), 32);
            assertNoKey(other);
            other[31] |= (byte) 0x80;
            assertNoKey(other);
        }
        assertTrue(keys > 4, keys + " of 19");
    }

    @Test
    void pointWithAPartOfSmallOrderIsAKey() {
        EdwardsPoint point = EdwardsPoint.BASE.times(Integers.scalar(12_345));
        for (EdwardsPoint small : SmallOrder.points()) {
            byte[] mixed = point.plus(small).encode();
            assertArrayEquals(mixed, VrfPublicKey.of(mixed).bytes());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 33, 64})
    void bytesOfAnotherLengthAreNoKey(int length) {
        byte[] point = Arrays.copyOf(EdwardsPoint.BASE.encode(), length);
        assertNoKey(point);
        assertThrows(IllegalArgumentException.class, () -> VrfSecretKey.of(point));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "zz", "no key"})
    void textsThatAreNoHexOfAKeyAreRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> VrfPublicKey.ofHex(text));
    }

    @Test
    void keysAreCopies() {
        byte[] secret = Integers.bytes(32, new Random(6));
        VrfSecretKey key = VrfSecretKey.of(secret);
        byte[] bytes = key.publicKey().bytes();
        VrfPublicKey known = VrfPublicKey.of(bytes);
        String before = known.hex();
        byte[] kept = secret.clone();

        Arrays.fill(secret, (byte) 0);
        key.secret()[0]++;
        bytes[0]++;
        known.bytes()[0]++;

        assertArrayEquals(kept, key.secret());
        assertEquals(before, known.hex());
        assertEquals(key.publicKey(), known);
    }

    @Test
    void publicKeysAreEqualByTheirBytes() {
        VrfSecretKey one = VrfSecretKey.generate();
        VrfSecretKey other = VrfSecretKey.generate();
        VrfPublicKey same = VrfPublicKey.ofHex(one.publicKey().hex());

        assertEquals(one.publicKey(), same);
        assertEquals(one.publicKey().hashCode(), same.hashCode());
        assertNotEquals(one.publicKey(), other.publicKey());
        assertNotEquals(one.publicKey(), (Object) one.publicKey().hex());
    }

    @Test
    void textsNameTheKeyAndHideTheSecret() {
        VrfSecretKey key = VrfSecretKey.generate();
        String keyId = key.publicKey().keyId();

        assertEquals("VrfPublicKey[" + keyId + "]", key.publicKey().toString());
        assertEquals("VrfSecretKey[" + keyId + "]", key.toString());
        assertFalse(key.toString().contains(HexFormat.of().formatHex(key.secret(), 0, 4)));
    }
}
