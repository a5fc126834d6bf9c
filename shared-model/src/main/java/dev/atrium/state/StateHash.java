package dev.atrium.state;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A SHA-256 over canonical bytes (FIPS 180-4).
 *
 * @param hex 64 lower-case hex digits
 */
public record StateHash(String hex) {
    /** Length of a digest. */
    public static final int BYTES = 32;

    private static final HexFormat HEX = HexFormat.of();

    public StateHash {
        if (hex.length() != 2 * BYTES || !hex.chars().allMatch(StateHash::isLowerHex)) {
            throw new IllegalArgumentException("a hash is 64 lower-case hex digits");
        }
    }

    /** The hash of {@code parts}, one after the other. */
    public static StateHash of(byte[]... parts) {
        MessageDigest digest = sha256();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return ofDigest(digest.digest());
    }

    /** Wraps a digest of {@value #BYTES} bytes. */
    public static StateHash ofDigest(byte[] digest) {
        return new StateHash(HEX.formatHex(digest));
    }

    /** The digest. */
    public byte[] toBytes() {
        return HEX.parseHex(hex);
    }

    /** A fresh SHA-256, which every JDK has. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isLowerHex(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }
}
