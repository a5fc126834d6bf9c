package dev.atrium.vrf;

import static org.bouncycastle.math.ec.rfc7748.X25519Field.add;
import static org.bouncycastle.math.ec.rfc7748.X25519Field.apm;
import static org.bouncycastle.math.ec.rfc7748.X25519Field.carry;
import static org.bouncycastle.math.ec.rfc7748.X25519Field.mul;
import static org.bouncycastle.math.ec.rfc7748.X25519Field.negate;
import static org.bouncycastle.math.ec.rfc7748.X25519Field.normalize;
import static org.bouncycastle.math.ec.rfc7748.X25519Field.sqr;
import static org.bouncycastle.math.ec.rfc7748.X25519Field.sub;

import org.bouncycastle.math.ec.rfc7748.X25519Field;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A point of the curve edwards25519, -x² + y² = 1 + dx²y² modulo p = 2^255 - 19, in extended
 * coordinates (RFC 8032 section 5.1.4): x = X/Z, y = Y/Z, xy = T/Z. Immutable.
 *
 * <p>Adding and doubling are complete: they need no case for the identity or for points of small
 * order, so nothing branches on what a point is. The field's arithmetic is BouncyCastle's, which
 * takes the sum of two of its results as it is; what is longer is carried first.
 */
final class EdwardsPoint {
    /** Length of a point's encoding. */
    static final int BYTES = 32;

    /** The d of the equation: -121665/121666. */
    private static final int[] D = d();

    private static final int[] TWICE_D = twice(D);

    /** The neutral point, (0, 1). */
    static final EdwardsPoint IDENTITY = identity();

    /** The base point of RFC 8032, whose order is {@link Scalar}'s: y = 4/5, x even. */
    static final EdwardsPoint BASE =
            decode(HexFormat.of().parseHex("58" + "66".repeat(BYTES - 1))).orElseThrow();

    private final int[] x;
    private final int[] y;
    private final int[] z;
    private final int[] t;

    private EdwardsPoint(int[] x, int[] y, int[] z, int[] t) {
        this.x = x;
        this.y = y;
        this.z = z;
        this.t = t;
    }

    /**
     * The point of {@value #BYTES} bytes, as RFC 8032 section 5.1.3 decodes it; empty if they are
     * none, or not the one encoding of it. Its time depends on the bytes: not for secrets.
     */
    static Optional<EdwardsPoint> decode(byte[] encoded) {
        boolean odd = encoded[BYTES - 1] < 0;
        byte[] ordinate = encoded.clone();
        ordinate[BYTES - 1] &= 0x7f;
        if (!isBelowPrime(ordinate)) {
            return Optional.empty();
        }
        int[] y = zero();
        X25519Field.decode255(ordinate, y);
        // x² = (y² - 1) / (dy² + 1); the divisor is never zero, as -1/d is no square.
        int[] dividend = zero();
        int[] divisor = zero();
        sqr(y, dividend);
        mul(D, dividend, divisor);
        X25519Field.subOne(dividend);
        X25519Field.addOne(divisor);
        int[] x = zero();
        if (!X25519Field.sqrtRatioVar(dividend, divisor, x)) {
            return Optional.empty();
        }
        normalize(x);
        if (odd && X25519Field.isZeroVar(x)) {
            return Optional.empty();
        }
        if (odd != ((x[0] & 1) == 1)) {
            negate(x, x);
            normalize(x);
        }
        int[] t = zero();
        mul(x, y, t);
        return Optional.of(new EdwardsPoint(x, y, one(), t));
    }

    private static boolean isBelowPrime(byte[] ordinate) {
        // The prime is ed ff … ff 7f.
        if (ordinate[BYTES - 1] != 0x7f) {
            return true;
        }
        for (int i = 1; i < BYTES - 1; i++) {
            if (ordinate[i] != (byte) 0xff) {
                return true;
            }
        }
        return Byte.toUnsignedInt(ordinate[0]) < 0xed;
    }

    /** Its one encoding: y, little-endian, and the lowest bit of x as the highest. */
    byte[] encode() {
        int[] inverse = zero();
        // Not the faster one for what is public: Z may tell of the scalar that made this point.
        X25519Field.inv(z, inverse);
        int[] abscissa = zero();
        mul(x, inverse, abscissa);
        normalize(abscissa);
        int[] ordinate = zero();
        mul(y, inverse, ordinate);
        normalize(ordinate);
        byte[] encoded = new byte[BYTES];
        X25519Field.encode(ordinate, encoded);
        encoded[BYTES - 1] |= (byte) ((abscissa[0] & 1) << 7);
        return encoded;
    }

    /** The sum with another point, which may be this one. */
    EdwardsPoint plus(EdwardsPoint other) {
        int[] a = zero();
        int[] b = zero();
        int[] c = zero();
        int[] d = zero();
        int[] e = zero();
        int[] f = zero();
        int[] g = zero();
        int[] h = zero();
        // A call of apm leaves the sum in its third and the difference in its fourth argument.
        apm(y, x, b, a);
        apm(other.y, other.x, d, c);
        mul(a, c, a);
        mul(b, d, b);
        mul(t, other.t, c);
        mul(c, TWICE_D, c);
        add(z, z, d);
        mul(d, other.z, d);
        apm(b, a, h, e);
        apm(d, c, g, f);
        return ofFactors(e, f, g, h);
    }

    /** Twice this point. */
    EdwardsPoint doubled() {
        int[] a = zero();
        int[] b = zero();
        int[] c = zero();
        int[] e = zero();
        int[] f = zero();
        int[] g = zero();
        int[] h = zero();
        sqr(x, a);
        sqr(y, b);
        sqr(z, c);
        add(c, c, c);
        apm(a, b, h, g);
        add(x, y, e);
        sqr(e, e);
        sub(h, e, e);
        carry(e);
        add(c, g, f);
        carry(f);
        return ofFactors(e, f, g, h);
    }

    /** How both formulas of RFC 8032 end. */
    private static EdwardsPoint ofFactors(int[] e, int[] f, int[] g, int[] h) {
        EdwardsPoint point = new EdwardsPoint(zero(), zero(), zero(), zero());
        mul(e, f, point.x);
        mul(g, h, point.y);
        mul(f, g, point.z);
        mul(e, h, point.t);
        return point;
    }

    /** The point that gives the identity with this one. */
    EdwardsPoint negated() {
        int[] minusX = zero();
        int[] minusT = zero();
        negate(x, minusX);
        negate(t, minusT);
        return new EdwardsPoint(minusX, y, z, minusT);
    }

    /** Eight times this point, which has no part of small order left. */
    EdwardsPoint timesCofactor() {
        return doubled().doubled().doubled();
    }

    /** Whether this is the neutral point. */
    boolean isIdentity() {
        return Arrays.equals(encode(), IDENTITY.encode());
    }

    /**
     * That many times this point. Which instructions run and which memory they touch does not
     * depend on the scalar.
     */
    EdwardsPoint times(Scalar secret) {
        EdwardsPoint[] multiples = multiples();
        EdwardsPoint sum = IDENTITY;
        for (int i = Scalar.DIGITS - 1; i >= 0; i--) {
            sum = sum.timesSixteen().plus(choose(multiples, secret.digit(i)));
        }
        return sum;
    }

    /** The sum of two multiples; its time depends on both scalars: not for secrets. */
    static EdwardsPoint sumOfPublicMultiples(
            Scalar first, EdwardsPoint ofFirst, Scalar second, EdwardsPoint ofSecond) {
        EdwardsPoint[] firstMultiples = ofFirst.multiples();
        EdwardsPoint[] secondMultiples = ofSecond.multiples();
        EdwardsPoint sum = IDENTITY;
        for (int i = Scalar.DIGITS - 1; i >= 0; i--) {
            sum =
                    sum.timesSixteen()
                            .plus(firstMultiples[first.digit(i)])
                            .plus(secondMultiples[second.digit(i)]);
        }
        return sum;
    }

    private EdwardsPoint timesSixteen() {
        return doubled().doubled().doubled().doubled();
    }

    /** This point times 0, 1, 2 and so on, for every value of a digit. */
    private EdwardsPoint[] multiples() {
        EdwardsPoint[] multiples = new EdwardsPoint[1 << Scalar.DIGIT_BITS];
        multiples[0] = IDENTITY;
        for (int i = 1; i < multiples.length; i++) {
            multiples[i] = multiples[i - 1].plus(this);
        }
        return multiples;
    }

    /** The one at a secret index: all of them are read, and masks keep the one. */
    private static EdwardsPoint choose(EdwardsPoint[] points, int secretIndex) {
        EdwardsPoint chosen = new EdwardsPoint(zero(), zero(), zero(), zero());
        for (int i = 0; i < points.length; i++) {
            // All ones if this is the one, else all zeros.
            int mask = ((i ^ secretIndex) - 1) >> 31;
            X25519Field.cmov(mask, points[i].x, 0, chosen.x, 0);
            X25519Field.cmov(mask, points[i].y, 0, chosen.y, 0);
            X25519Field.cmov(mask, points[i].z, 0, chosen.z, 0);
            X25519Field.cmov(mask, points[i].t, 0, chosen.t, 0);
        }
        return chosen;
    }

    private static EdwardsPoint identity() {
        return new EdwardsPoint(zero(), one(), one(), zero());
    }

    /** An element of the field, for a result. */
    private static int[] zero() {
        return X25519Field.create();
    }

    private static int[] one() {
        int[] one = zero();
        X25519Field.one(one);
        return one;
    }

    private static int[] d() {
        int[] dividend = zero();
        mul(one(), -121_665, dividend);
        int[] divisor = zero();
        mul(one(), 121_666, divisor);
        X25519Field.inv(divisor, divisor);
        int[] quotient = zero();
        mul(dividend, divisor, quotient);
        return quotient;
    }

    private static int[] twice(int[] element) {
        int[] sum = zero();
        add(element, element, sum);
        carry(sum);
        return sum;
    }
}
