package dev.atrium.state;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Reads what {@link StateWriter} wrote. Every malformed or short input ends in {@link
 * StateFormatException}, and no length found in the input is believed beyond the bytes at hand.
 *
 * <p>Not thread-safe.
 */
public final class StateReader {
    /** What the JDK's decoder puts in the place of bytes that are no UTF-8. */
    private static final char REPLACEMENT = '\uFFFD';

    private final byte[] bytes;
    private final int end;
    private int position;

    /** Reads all of {@code bytes}, which are not copied and must not change meanwhile. */
    public StateReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    /** Reads {@code length} bytes from {@code offset}. */
    public StateReader(byte[] bytes, int offset, int length) {
        if (offset < 0 || length < 0 || length > bytes.length - offset) {
            throw new StateFormatException("range outside the bytes");
        }
        this.bytes = bytes;
        this.position = offset;
        this.end = offset + length;
    }

    /** Four bytes. */
    public int int32() {
        need(4);
        int value =
                (bytes[position] & 0xff) << 24
                        | (bytes[position + 1] & 0xff) << 16
                        | (bytes[position + 2] & 0xff) << 8
                        | (bytes[position + 3] & 0xff);
        position += 4;
        return value;
    }

    /** Eight bytes. */
    public long int64() {
        return (long) int32() << 32 | (int32() & 0xffff_ffffL);
    }

    /** One byte, 0 to 255. */
    public int uint8() {
        need(1);
        return bytes[position++] & 0xff;
    }

    /** One byte that must be 0 or 1. */
    public boolean bool() {
        return switch (uint8()) {
            case 0 -> false;
            case 1 -> true;
            default -> throw new StateFormatException("a boolean is 0 or 1");
        };
    }

    /** Length-prefixed UTF-8; what is not well-formed is refused, never replaced. */
    public String text() {
        byte[] encoded = block();
        String text = new String(encoded, StandardCharsets.UTF_8);
        boolean replaced = text.indexOf(REPLACEMENT) >= 0;
        if (replaced && !Arrays.equals(text.getBytes(StandardCharsets.UTF_8), encoded)) {
            throw new StateFormatException("a text is not well-formed UTF-8");
        }
        return text;
    }

    /** Length-prefixed bytes. */
    public byte[] block() {
        return raw(count(1));
    }

    /** Exactly {@code length} bytes. */
    public byte[] raw(int length) {
        need(length);
        byte[] value = Arrays.copyOfRange(bytes, position, position + length);
        position += length;
        return value;
    }

    /**
     * A count of elements (four bytes), believed only if that many can still follow.
     *
     * @param elementBytesMin the least that one element takes, at least 1
     */
    public int count(int elementBytesMin) {
        int count = int32();
        if (count < 0 || (long) count * elementBytesMin > remainingBytes()) {
            throw new StateFormatException("a count of " + count + " does not fit what follows");
        }
        return count;
    }

    /** Bytes not read yet. */
    public int remainingBytes() {
        return end - position;
    }

    /** Says that everything must have been read. */
    public void expectEnd() {
        if (remainingBytes() != 0) {
            throw new StateFormatException(remainingBytes() + " bytes too many");
        }
    }

    /**
     * Makes a value of what was read: where its own checks refuse it, the bytes were wrong.
     *
     * @param reading reads fields and hands them to a constructor
     * @throws StateFormatException in the place of {@link IllegalArgumentException}
     */
    public static <T> T checked(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw new StateFormatException("a value out of range: " + e.getMessage(), e);
        }
    }

    private void need(int length) {
        if (length < 0 || length > remainingBytes()) {
            throw new StateFormatException("bytes end too early");
        }
    }
}
