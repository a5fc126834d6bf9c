package dev.atrium.identity;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;

/**
 * An Ed25519 key that signs (RFC 8032). The secret is shown by nothing but {@link #secret}.
 *
 * <p>The JDK signs: its signatures are those of every other library, for Ed25519 leaves no choice,
 * and BouncyCastle's jar is a signed one, whose check would take a fifth of a second of each start
 * that issues a token. What others have signed is verified by {@link VerifyKey}. Thread-safe.
 */
public final class SigningKey {
    /** Length of the secret. */
    public static final int SECRET_BYTES = 32;

    private static final String ALGORITHM = "Ed25519";

    private final byte[] secret;
    private final PrivateKey privateKey;
    private final VerifyKey publicKey;

    private SigningKey(byte[] secret) throws GeneralSecurityException {
        this.secret = secret;
        privateKey =
                KeyFactory.getInstance(ALGORITHM)
                        .generatePrivate(
                                new EdECPrivateKeySpec(NamedParameterSpec.ED25519, secret.clone()));
        publicKey = VerifyKey.computed(encoded(point(secret)));
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
        try {
            return new SigningKey(secret.clone());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }

    /** The JDK computes public keys only while it makes a pair, so it is made to draw this one. */
    private static EdECPoint point(byte[] secret) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
        generator.initialize(NamedParameterSpec.ED25519, new Drawn(secret));
        return ((EdECPublicKey) generator.generateKeyPair().getPublic()).getPoint();
    }

    /** As RFC 8032 writes it (5.1.2): y with its lowest byte first, the sign of x above it. */
    private static byte[] encoded(EdECPoint point) {
        byte[] bytes = new byte[VerifyKey.BYTES];
        byte[] y = point.getY().toByteArray();
        for (int i = 0; i < Math.min(y.length, bytes.length); i++) {
            bytes[i] = y[y.length - 1 - i];
        }
        if (point.isXOdd()) {
            bytes[bytes.length - 1] |= (byte) 0x80;
        }
        return bytes;
    }

    /** Draws what is known already. */
    private static final class Drawn extends SecureRandom {
        private final transient byte[] secret;

        Drawn(byte[] secret) {
            this.secret = secret;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            if (bytes.length != secret.length) {
                throw new IllegalStateException("the JDK draws " + bytes.length + " bytes");
            }
            System.arraycopy(secret, 0, bytes, 0, bytes.length);
        }
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
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(privateKey);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }

    @Override
    public String toString() {
        return "SigningKey[" + publicKey.keyId() + "]";
    }
}
