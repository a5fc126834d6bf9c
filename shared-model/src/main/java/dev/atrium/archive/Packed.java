package dev.atrium.archive;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Objects as they are stored: in gzip (RFC 1952), known by its first two bytes. Those without are
 * from before and are read as they are; nothing that is stored begins with these bytes by itself,
 * since each kind has a magic of its own.
 */
public final class Packed {
    private static final int BUFFER_BYTES = 8_192;

    private Packed() {}

    /** An object as it is stored. */
    public static byte[] pack(byte[] object) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(object.length / 4 + 64);
        try (GZIPOutputStream out = new GZIPOutputStream(packed, BUFFER_BYTES)) {
            out.write(object);
        } catch (IOException e) {
            // Memory does not fail.
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /**
     * The object of what was stored. A kilobyte can hold a megabyte of zeros, so no more is
     * inflated than may be there.
     *
     * @param bytesMax of the object
     * @throws IOException if it is longer than that, damaged, or cut off
     */
    public static byte[] unpack(byte[] stored, int bytesMax) throws IOException {
        if (!isPacked(stored)) {
            if (stored.length > bytesMax) {
                throw tooLong(bytesMax);
            }
            return stored;
        }
        try (GZIPInputStream in =
                new GZIPInputStream(new ByteArrayInputStream(stored), BUFFER_BYTES)) {
            byte[] object = in.readNBytes(bytesMax);
            if (object.length == bytesMax && in.read() >= 0) {
                throw tooLong(bytesMax);
            }
            return object;
        }
    }

    /** What was stored, packed if it is from before. */
    static byte[] packed(byte[] stored) {
        return isPacked(stored) ? stored : pack(stored);
    }

    private static IOException tooLong(int bytesMax) {
        return new IOException("an object of more than " + bytesMax + " bytes");
    }

    private static boolean isPacked(byte[] stored) {
        return stored.length >= 2 && (stored[0] & 0xff) == 0x1f && (stored[1] & 0xff) == 0x8b;
    }
}
