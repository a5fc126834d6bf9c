package dev.atrium.compact;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes compact bytes into an array that grows. Not thread-safe. */
public final class CompactWriter {
    /** No frame comes near it: a runaway list becomes a clear error. */
    public static final int BYTES_MAX = 1 << 20;

    private byte[] bytes;
    private int length;

    /**
     * An empty writer.
     *
     * @param expectedBytes that fit before it first grows, at least 1
     */
    public CompactWriter(int expectedBytes) {
        this.bytes = new byte[expectedBytes];
    }

    /** One byte, 0 to 255. */
    public CompactWriter uint8(int value) {
        if ((value & ~0xff) != 0) {
            throw new IllegalArgumentException("a byte is 0-255, not " + value);
        }
        reserve(1);
        bytes[length++] = (byte) value;
        return this;
    }

    /** A number from 0 in one to nine bytes, seven bits in each, the lowest first. */
    public CompactWriter unsigned(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("a number is 0 or more, not " + value);
        }
        reserve(9);
        long rest = value;
        while (rest > 0x7f) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
        return this;
    }

    /** A number of either sign, small ones in few bytes: 0, -1, 1, -2 … count from 0. */
    public CompactWriter signed(int value) {
        return unsigned(((long) value << 1 ^ (long) value >> 63) & 0x1_ffff_ffffL);
    }

    /** UTF-8 behind its length in bytes. */
    public CompactWriter text(String value) {
        return block(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes behind their length. */
    public CompactWriter block(byte[] value) {
        unsigned(value.length);
        reserve(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
        return this;
    }

    /** Leaves out bytes, all 0, to be set later; gives where they begin. */
    public int skip(int count) {
        reserve(count);
        Arrays.fill(bytes, length, length + count, (byte) 0);
        int at = length;
        length += count;
        return at;
    }

    /** Sets one of the bits that were left out, the lowest of each byte first. */
    public void setBit(int at, int bit) {
        bytes[at + (bit >> 3)] |= (byte) (1 << (bit & 7));
    }

    /** Sets two of the bits that were left out: pair {@code index} to 0-3. */
    public void setPair(int at, int index, int value) {
        bytes[at + (index >> 2)] |= (byte) (value << ((index & 3) << 1));
    }

    /** How many bytes there are. */
    public int length() {
        return length;
    }

    /** A copy of what was written. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void reserve(int more) {
        int wanted = length + more;
        if (wanted > BYTES_MAX) {
            throw new IllegalStateException("a frame has " + BYTES_MAX + " bytes at most");
        }
        if (wanted > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(wanted, bytes.length * 2));
        }
    }
}
