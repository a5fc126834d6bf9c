package dev.atrium.vrf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

class EdwardsPointTest {
    private static final EdwardsPoint BASE = EdwardsPoint.BASE;
    private static final EdwardsPoint IDENTITY = EdwardsPoint.IDENTITY;
    private static final BigInteger PRIME =
            BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));

    private static String hex(EdwardsPoint point) {
        return HexFormat.of().formatHex(point.encode());
    }

    private static Optional<EdwardsPoint> ofOrdinate(BigInteger y, boolean odd) {
        byte[] encoded = Integers.littleEndian(y, 32);
        encoded[31] |= odd ? (byte) 0x80 : 0;
        return EdwardsPoint.decode(encoded);
    }

    private static EdwardsPoint random(Random random) {
        return BASE.times(Scalar.of(Integers.bytes(32, random)));
    }

    @Test
    void whatIsEncodedIsDecoded() {
        Random random = new Random(1);
        for (int i = 0; i < 50; i++) {
            EdwardsPoint point = random(random);
            byte[] encoded = point.encode();
            assertArrayEquals(encoded, EdwardsPoint.decode(encoded).orElseThrow().encode());
            assertTrue(point.plus(point.negated()).isIdentity());
            assertFalse(point.isIdentity());
        }
    }

    @Test
    void aboutHalfOfAllBytesAreAPoint() {
        Random random = new Random(2);
        int points = 0;
        for (int i = 0; i < 400; i++) {
            byte[] bytes = Integers.bytes(32, random);
            Optional<EdwardsPoint> point = EdwardsPoint.decode(bytes);
            points += point.isPresent() ? 1 : 0;
            point.ifPresent(p -> assertArrayEquals(bytes, p.encode()));
        }
        assertTrue(points > 150 && points < 250, points + " of 400");
    }

    @Test
    void ordinatesFromThePrimeOnAreNoSecondEncoding() {
        int points = 0;
        for (int above = 0; above < 19; above++) {
            for (boolean odd : new boolean[] {false, true}) {
                BigInteger y = BigInteger.valueOf(above);
                points += ofOrdinate(y, odd).isPresent() ? 1 : 0;
                assertTrue(ofOrdinate(PRIME.add(y), odd).isEmpty(), y + " " + odd);
            }
        }
        // So it was not for want of points that all the others were refused.
        assertTrue(points > 10, points + " of 38");
        assertTrue(ofOrdinate(PRIME.subtract(BigInteger.ONE), false).isPresent());
    }

    @Test
    void abscissaOfZeroIsNotOdd() {
        assertTrue(ofOrdinate(BigInteger.ONE, false).orElseThrow().isIdentity());
        assertTrue(ofOrdinate(BigInteger.ONE, true).isEmpty());
        assertTrue(ofOrdinate(PRIME.subtract(BigInteger.ONE), true).isEmpty());
    }

    @Test
    void multiplesAreRepeatedSums() {
        EdwardsPoint sum = IDENTITY;
        for (int i = 0; i < 40; i++) {
            assertEquals(hex(sum), hex(BASE.times(Integers.scalar(i))), "" + i);
            assertEquals(hex(sum.plus(sum)), hex(sum.doubled()), "" + i);
            sum = sum.plus(BASE);
        }
    }

    @Test
    void baseHasTheOrderOfScalars() {
        assertTrue(BASE.times(Integers.scalar(Integers.ORDER)).isIdentity());
        assertEquals(
                hex(BASE.negated()),
                hex(BASE.times(Integers.scalar(Integers.ORDER.subtract(BigInteger.ONE)))));
    }

    @Test
    void sumOfMultiplesIsTheSumOfTheMultiples() {
        Random random = new Random(3);
        for (int i = 0; i < 20; i++) {
            EdwardsPoint p = random(random);
            EdwardsPoint q = random(random);
            Scalar first = Scalar.of(Integers.bytes(32, random));
            Scalar second = Scalar.of(Integers.bytes(16, random));

            assertEquals(
                    hex(p.times(first).plus(q.times(second))),
                    hex(EdwardsPoint.sumOfPublicMultiples(first, p, second, q)));
        }
    }

    @Test
    void multiplyingDistributesOverAdding() {
        Random random = new Random(4);
        for (int i = 0; i < 20; i++) {
            EdwardsPoint p = random(random);
            EdwardsPoint q = random(random);
            Scalar factor = Scalar.of(Integers.bytes(32, random));

            assertEquals(hex(p.times(factor).plus(q.times(factor))), hex(q.plus(p).times(factor)));
        }
    }

    @Test
    void pointsOfSmallOrderAreAGroupOfEight() {
        List<EdwardsPoint> all = SmallOrder.points();
        Set<String> sums = new HashSet<>();
        for (EdwardsPoint one : all) {
            for (EdwardsPoint other : all) {
                sums.add(hex(one.plus(other)));
            }
            assertTrue(one.timesCofactor().isIdentity());
            assertEquals(hex(IDENTITY), hex(one.times(Integers.scalar(8))));
        }
        assertEquals(Set.copyOf(SmallOrder.ENCODINGS), sums);
    }

    @Test
    void cofactorTakesThePartOfSmallOrderAway() {
        EdwardsPoint point = random(new Random(5));
        for (EdwardsPoint small : SmallOrder.points()) {
            EdwardsPoint mixed = point.plus(small);
            assertEquals(hex(point.timesCofactor()), hex(mixed.timesCofactor()));
            assertEquals(
                    small.isIdentity(), mixed.times(Integers.scalar(Integers.ORDER)).isIdentity());
        }
    }
}
