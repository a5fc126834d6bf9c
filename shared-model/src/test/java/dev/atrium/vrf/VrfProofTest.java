package dev.atrium.vrf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

class VrfProofTest {
    private static final int RESPONSE_AT = 48;

    /** What a stranger would say, who has nothing but bytes. */
    private static Optional<byte[]> verify(byte[] publicKey, byte[] alpha, byte[] proof) {
        VrfPublicKey key;
        VrfProof read;
        try {
            key = VrfPublicKey.of(publicKey);
            read = VrfProof.of(proof);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return key.verify(alpha, read);
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] flipped = bytes.clone();
        flipped[bit / 8] ^= (byte) (1 << (bit % 8));
        return flipped;
    }

    @Test
    void proofsOfRandomKeysAndInputsVerifyAndNoneWithABitFlipped() {
        long seed = 9381;
        Random random = new Random(seed);
        for (int round = 0; round < 40; round++) {
            String told = "seed " + seed + ", round " + round;
            VrfSecretKey secret = VrfSecretKey.of(Integers.bytes(32, random));
            byte[] key = secret.publicKey().bytes();
            byte[] alpha = Integers.bytes(1 + random.nextInt(300), random);
            VrfProof proof = secret.prove(alpha);
            byte[] bytes = proof.bytes();

            assertArrayEquals(proof.hash(), verify(key, alpha, bytes).orElseThrow(), told);
            assertEquals(proof, secret.prove(alpha), told);

            int inKey = random.nextInt(8 * key.length);
            int inAlpha = random.nextInt(8 * alpha.length);
            int inProof = random.nextInt(8 * bytes.length);
            assertTrue(verify(flipped(key, inKey), alpha, bytes).isEmpty(), told);
            assertTrue(verify(key, flipped(alpha, inAlpha), bytes).isEmpty(), told);
            assertTrue(verify(key, alpha, flipped(bytes, inProof)).isEmpty(), told);
        }
    }

    @Test
    void everyBitOfKeyInputAndProofCounts() {
        Random random = new Random(80);
        VrfSecretKey secret = VrfSecretKey.of(Integers.bytes(32, random));
        byte[] key = secret.publicKey().bytes();
        byte[] alpha = Integers.bytes(10, random);
        byte[] proof = secret.prove(alpha).bytes();

        for (int bit = 0; bit < 8 * proof.length; bit++) {
            assertTrue(verify(key, alpha, flipped(proof, bit)).isEmpty(), "proof " + bit);
        }
        for (int bit = 0; bit < 8 * key.length; bit++) {
            assertTrue(verify(flipped(key, bit), alpha, proof).isEmpty(), "key " + bit);
        }
        for (int bit = 0; bit < 8 * alpha.length; bit++) {
            assertTrue(verify(key, flipped(alpha, bit), proof).isEmpty(), "alpha " + bit);
        }
        assertTrue(verify(key, Arrays.copyOf(alpha, 11), proof).isEmpty(), "a zero more");
        assertTrue(verify(key, Arrays.copyOf(alpha, 9), proof).isEmpty(), "a byte less");
    }

    @Test
    void responseFromTheOrderOnIsNoSecondProof() {
        VrfSecretKey secret = VrfSecretKey.of(Integers.bytes(32, new Random(7)));
        byte[] proof = secret.prove(new byte[] {1}).bytes();
        BigInteger response = Integers.of(Arrays.copyOfRange(proof, RESPONSE_AT, proof.length));

        for (BigInteger other :
                new BigInteger[] {
                    response.add(Integers.ORDER),
                    response.add(Integers.ORDER.shiftLeft(3)),
                    Integers.ORDER,
                    BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE)
                }) {
            byte[] bytes = proof.clone();
            System.arraycopy(Integers.littleEndian(other, 32), 0, bytes, RESPONSE_AT, 32);
            assertThrows(IllegalArgumentException.class, () -> VrfProof.of(bytes), other::toString);
        }
        byte[] below = proof.clone();
        byte[] largest = Integers.littleEndian(Integers.ORDER.subtract(BigInteger.ONE), 32);
        System.arraycopy(largest, 0, below, RESPONSE_AT, 32);
        assertArrayEquals(below, VrfProof.of(below).bytes(), "of the form, though of nothing");
        assertTrue(secret.publicKey().verify(new byte[] {1}, VrfProof.of(below)).isEmpty());
    }

    @Test
    void pointThatIsNotTheInputsIsRefusedThoughTheOutputWereTheSame() {
        VrfSecretKey secret = VrfSecretKey.of(Integers.bytes(32, new Random(8)));
        VrfProof proof = secret.prove(new byte[] {2});
        int others = 0;
        for (EdwardsPoint small : SmallOrder.points()) {
            VrfProof moved =
                    VrfProof.of(proof.gamma().plus(small), proof.challenge(), proof.response());
            assertArrayEquals(proof.hash(), moved.hash());
            others += moved.equals(proof) ? 0 : 1;
            assertEquals(
                    moved.equals(proof),
                    secret.publicKey().verify(new byte[] {2}, moved).isPresent());
        }
        assertEquals(7, others);
    }

    @Test
    void anotherEncodingOfThePointIsNoProof() {
        byte[] proof = VrfSecretKey.generate().prove(new byte[0]).bytes();
        byte[] other = Arrays.copyOf(SmallOrder.points().getFirst().encode(), VrfProof.BYTES);
        System.arraycopy(proof, 32, other, 32, 48);
        assertArrayEquals(other, VrfProof.of(other).bytes());

        // The identity again, its y written as p + 1.
        Arrays.fill(other, 0, 32, (byte) 0xff);
        other[0] = (byte) 0xee;
        other[31] = 0x7f;
        assertThrows(IllegalArgumentException.class, () -> VrfProof.of(other));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 32, 48, 79, 81, 160})
    void bytesOfAnotherLengthAreNoProof(int length) {
        byte[] proof = VrfSecretKey.generate().prove(new byte[] {3}).bytes();
        assertThrows(
                IllegalArgumentException.class, () -> VrfProof.of(Arrays.copyOf(proof, length)));
    }

    @Test
    void inputsAndKeysHaveOutputsOfTheirOwn() {
        VrfSecretKey one = VrfSecretKey.generate();
        VrfSecretKey other = VrfSecretKey.generate();
        Set<String> outputs = new HashSet<>();
        for (byte input = 0; input < 20; input++) {
            outputs.add(HexFormat.of().formatHex(one.prove(new byte[] {input}).hash()));
            outputs.add(HexFormat.of().formatHex(other.prove(new byte[] {input}).hash()));
        }
        assertEquals(40, outputs.size());
    }

    @Test
    void proofsAreCopiesAndEqualByTheirBytes() {
        VrfSecretKey key = VrfSecretKey.generate();
        VrfProof proof = key.prove(new byte[] {4});
        byte[] bytes = proof.bytes();
        VrfProof same = VrfProof.of(bytes);
        bytes[0]++;
        same.bytes()[1]++;

        assertEquals(proof, same);
        assertEquals(proof.hashCode(), same.hashCode());
        assertEquals(proof, VrfProof.ofHex(proof.revealHex()));
        assertNotEquals(proof, key.prove(new byte[] {5}));
        assertNotEquals(proof, (Object) proof.revealHex());
    }

    @Test
    void textOfAProofHidesIt() {
        VrfProof proof = VrfSecretKey.generate().prove(new byte[] {6});
        assertEquals("VrfProof[hidden]", proof.toString());
        assertFalse(proof.toString().contains(proof.revealHex().substring(0, 6)));
    }
}
