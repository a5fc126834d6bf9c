package dev.atrium.vrf;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/**
 * The hashes of ECVRF-EDWARDS25519-SHA512-TAI (RFC 9381 section 5.5, suite 0x03). Each begins with
 * the suite and its purpose and ends with a zero, so that none of one purpose is one of another.
 */
final class VrfSuite {
    /** Length of a challenge. */
    static final int CHALLENGE_BYTES = 16;

    private static final byte SUITE = 3;
    private static final byte[] ENCODE_TO_CURVE = {SUITE, 1};
    private static final byte[] CHALLENGE = {SUITE, 2};
    private static final byte[] PROOF_TO_HASH = {SUITE, 3};
    private static final byte[] END = {0};

    private static final int ATTEMPTS = 256;

    private VrfSuite() {}

    /**
     * The point H that stands for an input: the first that comes of hashing it with a counter
     * (section 5.4.1.1). About every second attempt is one. How many it takes tells of the input,
     * which is no secret here.
     *
     * @param publicKey the encoded public key, which salts it
     */
    static EdwardsPoint encodeToCurve(byte[] publicKey, byte[] alpha) {
        for (int counter = 0; counter < ATTEMPTS; counter++) {
            byte[] hash =
                    sha512(ENCODE_TO_CURVE, publicKey, alpha, new byte[] {(byte) counter}, END);
            Optional<EdwardsPoint> point =
                    EdwardsPoint.decode(Arrays.copyOf(hash, EdwardsPoint.BYTES))
                            .map(EdwardsPoint::timesCofactor)
                            .filter(p -> !p.isIdentity());
            if (point.isPresent()) {
                return point.get();
            }
        }
        throw new IllegalStateException("no point in 256 attempts: one time in 2^256");
    }

    /**
     * The challenge c (section 5.4.3), {@value #CHALLENGE_BYTES} bytes.
     *
     * @param points encoded, in this order: Y, H, Gamma, and the two that a prover commits to
     */
    static byte[] challenge(byte[]... points) {
        MessageDigest digest = sha512();
        digest.update(CHALLENGE);
        for (byte[] point : points) {
            digest.update(point);
        }
        return Arrays.copyOf(digest.digest(END), CHALLENGE_BYTES);
    }

    /** The output beta of a proof's point (section 5.2), 64 bytes. */
    static byte[] proofToHash(EdwardsPoint gamma) {
        return sha512(PROOF_TO_HASH, gamma.timesCofactor().encode(), END);
    }

    /** SHA-512 (FIPS 180-4) over {@code parts}, one after the other; 64 bytes. */
    static byte[] sha512(byte[]... parts) {
        MessageDigest digest = sha512();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    private static MessageDigest sha512() {
        try {
            return MessageDigest.getInstance("SHA-512");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-512", e);
        }
    }
}
