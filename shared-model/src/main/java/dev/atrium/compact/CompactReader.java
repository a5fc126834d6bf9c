package dev.atrium.compact;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Reads compact bytes. Throws {@link CompactFormatException} and nothing else; makes nothing larger
 * than the bytes it was given. Not thread-safe.
 */
public final class CompactReader {
    private final byte[] bytes;
    private final int end;
    private int at;

    /** A reader of all of them; they must not change while it reads. */
    public CompactReader(byte[] bytes) {
        this.bytes = bytes;
        this.end = bytes.length;
    }

    /** One byte, 0 to 255. */
    public int uint8() {
        require(1);
        return bytes[at++] & 0xff;
    }

    /** One byte that is below a bound. */
    public int below(int bound) {
        int value = uint8();
        if (value >= bound) {
            throw new CompactFormatException(value + " (allowed: below " + bound + ")");
        }
        return value;
    }

    /** A number from 0, in one to nine bytes and in no more than it takes. */
    public long unsigned() {
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            int next = uint8();
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                if (next == 0 && shift > 0) {
                    throw new CompactFormatException("a number in more bytes than it takes");
                }
                return value;
            }
        }
        throw new CompactFormatException("a number in more than nine bytes");
    }

    /** A number from 0 to a most. */
    public int unsigned(int most) {
        long value = unsigned();
        if (value > most) {
            throw new CompactFormatException(value + " (allowed: 0-" + most + ")");
        }
        return (int) value;
    }

    /** A number of either sign. */
    public int signed() {
        long value = unsigned();
        if (value > 0xffff_ffffL) {
            throw new CompactFormatException("a number beyond 32 bits");
        }
        return (int) (value >>> 1) ^ -(int) (value & 1);
    }

    /** How many things follow, each of which takes at least one byte. */
    public int count() {
        long count = unsigned();
        if (count > end - at) {
            throw new CompactFormatException(count + " things in " + (end - at) + " bytes");
        }
        return (int) count;
    }

    /** UTF-8 behind its length. */
    public String text() {
        int length = count();
        try {
            String text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .decode(ByteBuffer.wrap(bytes, at, length))
                            .toString();
            at += length;
            return text;
        } catch (CharacterCodingException e) {
            throw new CompactFormatException("no UTF-8");
        }
    }

    /** Takes so many bits, in whole bytes; gives where they begin, for {@link #bit}. */
    public int bits(int count) {
        int length = (count + 7) >> 3;
        require(length);
        int from = at;
        at += length;
        return from;
    }

    /** Whether a bit is set of those that {@link #bits} took. */
    public boolean bit(int from, int bit) {
        return (bytes[from + (bit >> 3)] >> (bit & 7) & 1) != 0;
    }

    /** Two of the bits that {@link #bits} took: pair {@code index}, 0-3. */
    public int pair(int from, int index) {
        return bytes[from + (index >> 2)] >> ((index & 3) << 1) & 3;
    }

    /** Whether anything is left. */
    public boolean hasMore() {
        return at < end;
    }

    /** Requires that everything has been read. */
    public void end() {
        if (at != end) {
            throw new CompactFormatException((end - at) + " bytes too many");
        }
    }

    private void require(int count) {
        if (count > end - at) {
            throw new CompactFormatException("it ends too early");
        }
    }
}
