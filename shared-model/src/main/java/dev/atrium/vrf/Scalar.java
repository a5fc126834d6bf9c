package dev.atrium.vrf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a point is multiplied by: an integer of 256 bits at most. Arithmetic is modulo q = 2^252 +
 * 27742317777372353535851937790883648493, the order of the base point. Immutable.
 *
 * <p>No branch and no index depends on the value, but where it says so.
 */
final class Scalar {
    /** Length of a scalar's bytes, little-endian. */
    static final int BYTES = 32;

    /** Bits of a digit. */
    static final int DIGIT_BITS = 4;

    /** Digits of a scalar. */
    static final int DIGITS = BYTES * Byte.SIZE / DIGIT_BITS;

    private static final int WORDS = BYTES / Integer.BYTES;
    private static final int DIGITS_A_WORD = Integer.SIZE / DIGIT_BITS;
    private static final long LOW_WORD = 0xffff_ffffL;

    /** q; the lowest word first. */
    private static final int[] ORDER = {
        0x5cf5d3ed, 0x5812631a, 0xa2f79cd6, 0x14def9de, 0, 0, 0, 0x10000000
    };

    /** The lowest word first, each without a sign. */
    private final int[] words;

    private Scalar(int[] words) {
        this.words = words;
    }

    /** The integer of {@value #BYTES} little-endian bytes at most, whatever it is. */
    static Scalar of(byte[] littleEndian) {
        return new Scalar(words(littleEndian, WORDS));
    }

    /**
     * The integer of {@value #BYTES} little-endian bytes, if it is below q. Its time may depend on
     * the answer, so it is not for secrets.
     */
    static Optional<Scalar> ofReduced(byte[] littleEndian) {
        int[] words = words(littleEndian, WORDS);
        return differenceFromOrder(words, new int[WORDS]) == 0
                ? Optional.empty()
                : Optional.of(new Scalar(words));
    }

    /** The integer of 64 little-endian bytes at most, modulo q. */
    static Scalar reduce(byte[] littleEndian) {
        return reduce(words(littleEndian, 2 * WORDS));
    }

    /**
     * The secret scalar of an Ed25519 key (RFC 8032 section 5.1.5, step 2).
     *
     * @param hash the first {@value #BYTES} bytes of the secret's SHA-512
     */
    static Scalar ofSecret(byte[] hash) {
        byte[] clamped = hash.clone();
        clamped[0] &= (byte) 0xf8;
        clamped[BYTES - 1] &= 0x7f;
        clamped[BYTES - 1] |= 0x40;
        return of(clamped);
    }

    /** This and the product of two others, modulo q. */
    Scalar plusProduct(Scalar first, Scalar second) {
        int[] sum = Arrays.copyOf(words, 2 * WORDS);
        for (int i = 0; i < WORDS; i++) {
            long carry = 0;
            for (int j = 0; j < WORDS; j++) {
                // At most (2^32 - 1)² + 2 (2^32 - 1): exactly what a long without a sign holds.
                carry += (first.words[i] & LOW_WORD) * (second.words[j] & LOW_WORD);
                carry += sum[i + j] & LOW_WORD;
                sum[i + j] = (int) carry;
                carry >>>= Integer.SIZE;
            }
            // No row before this one came so far.
            sum[i + WORDS] = (int) carry;
        }
        return reduce(sum);
    }

    /** A digit of {@value #DIGIT_BITS} bits, the lowest at 0. */
    int digit(int index) {
        int shift = index % DIGITS_A_WORD * DIGIT_BITS;
        return (words[index / DIGITS_A_WORD] >>> shift) & ((1 << DIGIT_BITS) - 1);
    }

    /** Its {@value #BYTES} bytes, little-endian. */
    byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(words);
        return bytes.array();
    }

    /**
     * Long division in binary: slower than the ways that know q's shape (some microseconds, of a
     * proof's millisecond), and plainly right for every dividend.
     */
    private static Scalar reduce(int[] dividend) {
        int[] rest = new int[WORDS];
        int[] difference = new int[WORDS];
        for (int bit = dividend.length * Integer.SIZE - 1; bit >= 0; bit--) {
            int incoming = (dividend[bit / Integer.SIZE] >>> (bit % Integer.SIZE)) & 1;
            // Below q before, so that twice it and one more fits and is below 2q.
            for (int i = 0; i < WORDS; i++) {
                int outgoing = rest[i] >>> (Integer.SIZE - 1);
                rest[i] = (rest[i] << 1) | incoming;
                incoming = outgoing;
            }
            int keep = differenceFromOrder(rest, difference);
            for (int i = 0; i < WORDS; i++) {
                rest[i] = (rest[i] & keep) | (difference[i] & ~keep);
            }
        }
        return new Scalar(rest);
    }

    /** Leaves {@code words} - q in the other; all ones if that is negative, else zero. */
    private static int differenceFromOrder(int[] words, int[] difference) {
        long borrow = 0;
        for (int i = 0; i < WORDS; i++) {
            borrow += (words[i] & LOW_WORD) - (ORDER[i] & LOW_WORD);
            difference[i] = (int) borrow;
            borrow >>= Integer.SIZE;
        }
        return (int) borrow;
    }

    private static int[] words(byte[] littleEndian, int count) {
        int[] words = new int[count];
        ByteBuffer.wrap(Arrays.copyOf(littleEndian, count * Integer.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asIntBuffer()
                .get(words);
        return words;
    }
}
