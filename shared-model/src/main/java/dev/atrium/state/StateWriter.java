package dev.atrium.state;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes canonical bytes: fixed-width big-endian numbers, length-prefixed UTF-8 text.
 *
 * <p>Not thread-safe. Grows as needed, up to {@value #LIMIT_BYTES} bytes; a state beyond that is a
 * bug in the rules and throws {@link StateFormatException}.
 */
public final class StateWriter {
    /** A room's state stays far below this; the limit turns a runaway list into a clear error. */
    public static final int LIMIT_BYTES = 64 * 1024 * 1024;

    private byte[] bytes;
    private int length;

    /** An empty writer. */
    public StateWriter() {
        this(512);
    }

    /**
     * An empty writer with room for {@code expectedBytes} before it first grows.
     *
     * @param expectedBytes at least 1
     */
    public StateWriter(int expectedBytes) {
        this.bytes = new byte[expectedBytes];
    }

    /** Four bytes. */
    public StateWriter int32(int value) {
        reserve(4);
        put(length, value);
        length += 4;
        return this;
    }

    /** Eight bytes. */
    public StateWriter int64(long value) {
        reserve(8);
        put(length, (int) (value >>> 32));
        put(length + 4, (int) value);
        length += 8;
        return this;
    }

    /** One byte, 0 to 255. */
    public StateWriter uint8(int value) {
        if (value < 0 || value > 255) {
            throw new StateFormatException("a byte is 0-255, not " + value);
        }
        reserve(1);
        bytes[length++] = (byte) value;
        return this;
    }

    /** One byte, 0 or 1. */
    public StateWriter bool(boolean value) {
        return uint8(value ? 1 : 0);
    }

    /**
     * Length in bytes (four bytes), then UTF-8.
     *
     * @throws StateFormatException if the text is not {@link #isUnicode Unicode}: it could not be
     *     read back as it was
     */
    public StateWriter text(String value) {
        int characters = value.length();
        reserve(4 + characters);
        byte[] to = bytes;
        int start = length + 4;
        for (int i = 0; i < characters; i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                return wideText(value);
            }
            to[start + i] = (byte) c;
        }
        put(length, characters);
        length = start + characters;
        return this;
    }

    /** A text with characters of more than one byte. */
    private StateWriter wideText(String value) {
        if (!isUnicode(value)) {
            throw new StateFormatException("a text with half a surrogate pair");
        }
        return block(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether every surrogate in it has its other half; JSON may bring texts that are not so. */
    public static boolean isUnicode(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                // Few texts have any, and they are long at times.
                return isUnicodeFrom(text, i);
            }
        }
        return true;
    }

    private static boolean isUnicodeFrom(String text, int start) {
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            } else if (Character.isLowSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    /** Length (four bytes), then the bytes. */
    public StateWriter block(byte[] value) {
        int32(value.length);
        return raw(value);
    }

    /** The bytes alone, without a length. */
    public StateWriter raw(byte[] value) {
        reserve(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
        return this;
    }

    /** Bytes written so far. */
    public int lengthBytes() {
        return length;
    }

    /** A copy of what was written. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void put(int at, int value) {
        byte[] to = bytes;
        to[at] = (byte) (value >>> 24);
        to[at + 1] = (byte) (value >>> 16);
        to[at + 2] = (byte) (value >>> 8);
        to[at + 3] = (byte) value;
    }

    private void reserve(int more) {
        int needed = length + more;
        if (needed > LIMIT_BYTES || needed < 0) {
            throw new StateFormatException("state over " + LIMIT_BYTES + " bytes");
        }
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length * 2));
        }
    }
}
