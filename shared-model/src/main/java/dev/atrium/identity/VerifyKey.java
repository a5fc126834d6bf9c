package dev.atrium.identity;

import dev.atrium.state.StateHash;

import org.bouncycastle.math.ec.rfc8032.Ed25519;

import java.util.Arrays;

/**
 * An Ed25519 public key (RFC 8032). Points that are no key (not on the curve, of small order, the
 * identity) are refused: the JDK's own verifier accepts a trivial signature for some of them.
 */
public final class VerifyKey {
    /** Length of a key. */
    public static final int BYTES = Ed25519.PUBLIC_KEY_SIZE;

    private final byte[] point;

    private VerifyKey(byte[] point) {
        this.point = point;
    }

    /**
     * A key of {@value #BYTES} bytes, which are copied.
     *
     * @throws IllegalArgumentException if they are no key
     */
    public static VerifyKey of(byte[] point) {
        if (point.length != BYTES || !Ed25519.validatePublicKeyFull(point, 0)) {
            throw new IllegalArgumentException("no Ed25519 public key");
        }
        return new VerifyKey(point.clone());
    }

    /** A key that was computed from its secret, and so is one. */
    static VerifyKey computed(byte[] point) {
        return new VerifyKey(point);
    }

    /** The key's bytes. */
    public byte[] bytes() {
        return point.clone();
    }

    /** Whether these are its bytes. */
    boolean isOf(byte[] bytes) {
        return Arrays.equals(point, bytes);
    }

    /** Names the key: the first 16 hex digits of its SHA-256. */
    public String keyId() {
        return StateHash.of(point).hex().substring(0, 16);
    }

    /** Whether {@code signature} is this key's over {@code message}. */
    public boolean verifies(byte[] message, byte[] signature) {
        return signature.length == Ed25519.SIGNATURE_SIZE
                && Ed25519.verify(signature, 0, point, 0, message, 0, message.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifyKey key && Arrays.equals(point, key.point);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(point);
    }

    @Override
    public String toString() {
        return "VerifyKey[" + keyId() + "]";
    }
}
