package dev.atrium.vrf;

import java.security.SecureRandom;
import java.util.Arrays;

/**
 * The key that proves: of an input it makes the one output that it has, and a proof of it
 * (ECVRF-EDWARDS25519-SHA512-TAI, RFC 9381). Who lacks it can foretell no output and choose none.
 * Immutable. The secret is shown by nothing but {@link #secret}.
 *
 * <p>A secret gives the same public key here as with Ed25519; yet a key has one purpose, and signs
 * nothing beside.
 */
public final class VrfSecretKey {
    /** Length of the secret. */
    public static final int SECRET_BYTES = 32;

    private final byte[] secret;
    private final Scalar scalar;
    private final byte[] noncePrefix;
    private final VrfPublicKey publicKey;

    private VrfSecretKey(byte[] secret) {
        byte[] hash = VrfSuite.sha512(secret);
        this.secret = secret;
        this.scalar = Scalar.ofSecret(Arrays.copyOf(hash, SECRET_BYTES));
        this.noncePrefix = Arrays.copyOfRange(hash, SECRET_BYTES, hash.length);
        this.publicKey = VrfPublicKey.of(EdwardsPoint.BASE.times(scalar));
    }

    /**
     * The key of a secret of {@value #SECRET_BYTES} bytes, which are copied.
     *
     * @throws IllegalArgumentException if there are more or fewer
     */
    public static VrfSecretKey of(byte[] secret) {
        if (secret.length != SECRET_BYTES) {
            throw new IllegalArgumentException("a VRF's secret has 32 bytes");
        }
        return new VrfSecretKey(secret.clone());
    }

    /** A new key. */
    public static VrfSecretKey generate() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return new VrfSecretKey(secret);
    }

    /** What verifies its proofs. */
    public VrfPublicKey publicKey() {
        return publicKey;
    }

    /** A copy of the secret, for storing it. */
    public byte[] secret() {
        return secret.clone();
    }

    /**
     * The proof for an input (RFC 9381 section 5.1), the same each time; {@link VrfProof#hash} of
     * it is the output. The time depends on the input and the public key, not on the secret.
     */
    public VrfProof prove(byte[] alpha) {
        byte[] encodedKey = publicKey.bytes();
        EdwardsPoint input = VrfSuite.encodeToCurve(encodedKey, alpha);
        byte[] encodedInput = input.encode();
        EdwardsPoint gamma = input.times(scalar);
        // Follows from secret and input: the same one for two inputs would give the secret away.
        Scalar nonce = Scalar.reduce(VrfSuite.sha512(noncePrefix, encodedInput));
        byte[] challenge =
                VrfSuite.challenge(
                        encodedKey,
                        encodedInput,
                        gamma.encode(),
                        EdwardsPoint.BASE.times(nonce).encode(),
                        input.times(nonce).encode());
        Scalar response = nonce.plusProduct(Scalar.of(challenge), scalar);
        return VrfProof.of(gamma, challenge, response);
    }

    @Override
    public String toString() {
        return "VrfSecretKey[" + publicKey.keyId() + "]";
    }
}
