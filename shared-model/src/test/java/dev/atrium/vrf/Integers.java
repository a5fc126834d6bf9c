package dev.atrium.vrf;

import java.math.BigInteger;
import java.util.Random;

/** Scalars as integers, with the JDK's arithmetic. */
final class Integers {
    /** Of the base point (RFC 8032 section 5.1). */
    static final BigInteger ORDER =
            BigInteger.ONE
                    .shiftLeft(252)
                    .add(new BigInteger("27742317777372353535851937790883648493"));

    private Integers() {}

    static BigInteger of(Scalar scalar) {
        return of(scalar.toBytes());
    }

    static BigInteger of(byte[] littleEndian) {
        byte[] bytes = new byte[littleEndian.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = littleEndian[bytes.length - 1 - i];
        }
        return new BigInteger(1, bytes);
    }

    static Scalar scalar(BigInteger value) {
        return Scalar.of(littleEndian(value, Scalar.BYTES));
    }

    static Scalar scalar(long value) {
        return scalar(BigInteger.valueOf(value));
    }

    static byte[] littleEndian(BigInteger value, int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = value.shiftRight(8 * i).byteValue();
        }
        return bytes;
    }

    static byte[] bytes(int count, Random random) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
