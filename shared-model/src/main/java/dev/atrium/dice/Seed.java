package dev.atrium.dice;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A room's secret: 32 bytes, drawn once at the start of play, shown to nobody before the outcome.
 * {@link #toString} does not show it, so that no log does.
 */
public final class Seed {
    /** Length of a seed. */
    public static final int BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";

    /** Never computes anything itself: a copy of it need not look for its provider again. */
    private static final Mac ORIGINAL = original();

    private final byte[] bytes;

    private Seed(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * A seed of exactly {@value #BYTES} bytes, which are copied.
     *
     * @throws IllegalArgumentException if there are more or fewer
     */
    public static Seed of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a seed has 32 bytes, not " + bytes.length);
        }
        return new Seed(bytes.clone());
    }

    /** A seed from 64 hex digits. */
    public static Seed ofHex(String hex) {
        return of(HexFormat.of().parseHex(hex));
    }

    /** The secret itself, for the outcome once the room is over. */
    public String revealHex() {
        return HexFormat.of().formatHex(bytes);
    }

    /** The secret for one purpose: HMAC-SHA256(seed, label). Knowing it tells no other one. */
    public Seed derive(String label) {
        return new Seed(keyed().doFinal(label.getBytes(StandardCharsets.UTF_8)));
    }

    /** An HMAC-SHA256 (RFC 2104) under this secret, for one thread. */
    Mac keyed() {
        try {
            Mac mac = (Mac) ORIGINAL.clone();
            mac.init(new SecretKeySpec(bytes, ALGORITHM));
            return mac;
        } catch (CloneNotSupportedException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Mac original() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(new byte[BYTES], ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has HMAC-SHA256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Seed seed && Arrays.equals(bytes, seed.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Seed[hidden]";
    }
}
