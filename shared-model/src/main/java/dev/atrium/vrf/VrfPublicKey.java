package dev.atrium.vrf;

import dev.atrium.state.StateHash;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What verifies the proofs of a {@link VrfSecretKey}. Immutable.
 *
 * <p>Bytes that are no key are refused (RFC 9381 section 5.4.5): no point of the curve, another
 * encoding of one, a point of small order, with which every input would have the same output. A
 * point with a part of small order is a key, as it is there.
 */
public final class VrfPublicKey {
    /** Length of a key. */
    public static final int BYTES = EdwardsPoint.BYTES;

    private final byte[] bytes;
    private final EdwardsPoint point;

    private VrfPublicKey(byte[] bytes, EdwardsPoint point) {
        this.bytes = bytes;
        this.point = point;
    }

    /** The key whose point a secret gave. */
    static VrfPublicKey of(EdwardsPoint point) {
        return new VrfPublicKey(point.encode(), point);
    }

    /**
     * A key of {@value #BYTES} bytes, which are copied.
     *
     * @throws IllegalArgumentException if they are no key
     */
    public static VrfPublicKey of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a VRF's public key has 32 bytes");
        }
        EdwardsPoint point =
                EdwardsPoint.decode(bytes)
                        .filter(p -> !p.timesCofactor().isIdentity())
                        .orElseThrow(() -> new IllegalArgumentException("no public key of a VRF"));
        return new VrfPublicKey(bytes.clone(), point);
    }

    /**
     * A key from 64 hex digits.
     *
     * @throws IllegalArgumentException if they are none
     */
    public static VrfPublicKey ofHex(String hex) {
        return of(HexFormat.of().parseHex(hex));
    }

    /** A copy of the key's bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The key as 64 lower-case hex digits. */
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    /** Names the key: the first 16 hex digits of its SHA-256. */
    public String keyId() {
        return StateHash.of(bytes).hex().substring(0, 16);
    }

    /**
     * The output beta, 64 bytes, if {@code proof} is this key's of {@code alpha} (RFC 9381 section
     * 5.3); else nothing. There is one output at most for an input, whoever made the key. Its time
     * depends on its arguments, none of which is secret from whoever may verify.
     */
    public Optional<byte[]> verify(byte[] alpha, VrfProof proof) {
        EdwardsPoint input = VrfSuite.encodeToCurve(bytes, alpha);
        Scalar response = proof.response();
        byte[] claimed = proof.challenge();
        Scalar challenge = Scalar.of(claimed);
        // U = sB - cY and V = sH - cGamma are what the prover committed to, if he knew the secret.
        EdwardsPoint u =
                EdwardsPoint.sumOfPublicMultiples(
                        response, EdwardsPoint.BASE, challenge, point.negated());
        EdwardsPoint v =
                EdwardsPoint.sumOfPublicMultiples(
                        response, input, challenge, proof.gamma().negated());
        byte[] found =
                VrfSuite.challenge(
                        bytes, input.encode(), proof.gamma().encode(), u.encode(), v.encode());
        return Arrays.equals(claimed, found) ? Optional.of(proof.hash()) : Optional.empty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VrfPublicKey key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "VrfPublicKey[" + keyId() + "]";
    }
}
