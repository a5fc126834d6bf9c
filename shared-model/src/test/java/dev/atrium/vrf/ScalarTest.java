package dev.atrium.vrf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class ScalarTest {
    private static final BigInteger ORDER = Integers.ORDER;

    /** Integers below 2^512 at which carries and borrows go far, and random ones. */
    private static List<BigInteger> samples(int bits, Random random) {
        BigInteger end = BigInteger.ONE.shiftLeft(bits);
        List<BigInteger> samples = new ArrayList<>();
        for (BigInteger near :
                List.of(
                        BigInteger.ZERO,
                        ORDER,
                        ORDER.shiftLeft(1),
                        ORDER.shiftLeft(3),
                        BigInteger.ONE.shiftLeft(252),
                        BigInteger.ONE.shiftLeft(255),
                        end)) {
            for (int away = -2; away <= 2; away++) {
                samples.add(near.add(BigInteger.valueOf(away)).mod(end));
            }
        }
        for (int i = 0; i < 30; i++) {
            samples.add(new BigInteger(bits, random));
        }
        return samples;
    }

    @Test
    void reducedIsTheRemainderOfTheOrder() {
        List<BigInteger> samples = samples(512, new Random(512));
        samples.add(ORDER.multiply(ORDER));
        samples.add(ORDER.multiply(ORDER).subtract(BigInteger.ONE));
        for (BigInteger sample : samples) {
            Scalar reduced = Scalar.reduce(Integers.littleEndian(sample, 64));
            assertEquals(sample.mod(ORDER), Integers.of(reduced), sample::toString);
        }
    }

    @Test
    void productIsAddedModuloTheOrder() {
        List<BigInteger> samples = samples(256, new Random(256));
        for (int i = 0; i < samples.size(); i++) {
            BigInteger summand = samples.get(i);
            for (BigInteger factor : samples) {
                BigInteger other = samples.get(samples.size() - 1 - i);
                assertEquals(
                        summand.add(factor.multiply(other)).mod(ORDER),
                        Integers.of(
                                Integers.scalar(summand)
                                        .plusProduct(
                                                Integers.scalar(factor), Integers.scalar(other))),
                        () -> summand + " + " + factor + " * " + other);
            }
        }
    }

    @Test
    void onlyWhatIsBelowTheOrderIsReduced() {
        for (BigInteger sample : samples(256, new Random(253))) {
            byte[] bytes = Integers.littleEndian(sample, 32);
            assertEquals(
                    sample.compareTo(ORDER) < 0,
                    Scalar.ofReduced(bytes).isPresent(),
                    sample::toString);
            Scalar.ofReduced(bytes).ifPresent(s -> assertEquals(sample, Integers.of(s)));
        }
    }

    @Test
    void secretIsClampedAsEd25519Does() {
        Random random = new Random(8032);
        for (int i = 0; i < 50; i++) {
            BigInteger clamped = Integers.of(Scalar.ofSecret(Integers.bytes(32, random)));
            assertEquals(0, clamped.intValue() & 7);
            assertEquals(255, clamped.bitLength());
        }
    }

    @Test
    void digitsMakeTheWhole() {
        BigInteger sample = new BigInteger(256, new Random(16));
        Scalar scalar = Integers.scalar(sample);
        BigInteger sum = BigInteger.ZERO;
        for (int i = Scalar.DIGITS - 1; i >= 0; i--) {
            assertTrue(scalar.digit(i) >= 0 && scalar.digit(i) < 16);
            sum = sum.shiftLeft(4).add(BigInteger.valueOf(scalar.digit(i)));
        }
        assertEquals(sample, sum);
    }
}
