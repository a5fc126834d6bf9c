package dev.atrium.identity;

import org.bouncycastle.math.ec.rfc8032.Ed25519;

import java.security.SecureRandom;

/** An Ed25519 key that signs (RFC 8032). The secret is shown by nothing but {@link #secret}. */
public final class SigningKey {
    /** Length of the secret. */
    public static final int SECRET_BYTES = Ed25519.SECRET_KEY_SIZE;

    private final byte[] secret;
    private final VerifyKey publicKey;

    private SigningKey(byte[] secret, VerifyKey publicKey) {
        this.secret = secret;
        this.publicKey = publicKey;
    }

    /**
     * The key of a secret of {@value #SECRET_BYTES} bytes, which are copied.
     *
     * @throws IllegalArgumentException if there are more or fewer
     */
    public static SigningKey of(byte[] secret) {
        if (secret.length != SECRET_BYTES) {
            throw new IllegalArgumentException("an Ed25519 secret has 32 bytes");
        }
        byte[] point = new byte[Ed25519.PUBLIC_KEY_SIZE];
        Ed25519.generatePublicKey(secret, 0, point, 0);
        return new SigningKey(secret.clone(), VerifyKey.of(point));
    }

    /** A new key. */
    public static SigningKey generate() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return of(secret);
    }

    /** What verifies its signatures. */
    public VerifyKey publicKey() {
        return publicKey;
    }

    /** A copy of the secret, for storing it. */
    public byte[] secret() {
        return secret.clone();
    }

    /** 64 bytes. */
    public byte[] sign(byte[] message) {
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(secret, 0, message, 0, message.length, signature, 0);
        return signature;
    }

    @Override
    public String toString() {
        return "SigningKey[" + publicKey.keyId() + "]";
    }
}
