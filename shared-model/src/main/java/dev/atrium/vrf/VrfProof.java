package dev.atrium.vrf;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * What shows that an output is the one of a key and an input: the point Gamma, the challenge c and
 * the response s (RFC 9381 section 5.4.4). Immutable.
 *
 * <p>The output follows from it for everybody, and of the output a room's seed: {@link #toString}
 * does not show it, and it is to be kept as the seed is until the room is over.
 */
public final class VrfProof {
    /** Length of a proof. */
    public static final int BYTES = EdwardsPoint.BYTES + VrfSuite.CHALLENGE_BYTES + Scalar.BYTES;

    private static final int RESPONSE_AT = EdwardsPoint.BYTES + VrfSuite.CHALLENGE_BYTES;

    private final byte[] bytes;
    private final EdwardsPoint gamma;
    private final Scalar response;

    private VrfProof(byte[] bytes, EdwardsPoint gamma, Scalar response) {
        this.bytes = bytes;
        this.gamma = gamma;
        this.response = response;
    }

    /** The one that a prover made. */
    static VrfProof of(EdwardsPoint gamma, byte[] challenge, Scalar response) {
        byte[] bytes = Arrays.copyOf(gamma.encode(), BYTES);
        System.arraycopy(challenge, 0, bytes, EdwardsPoint.BYTES, VrfSuite.CHALLENGE_BYTES);
        System.arraycopy(response.toBytes(), 0, bytes, RESPONSE_AT, Scalar.BYTES);
        return new VrfProof(bytes, gamma, response);
    }

    /**
     * A proof of {@value #BYTES} bytes, which are copied. It has the form of one; of what it is a
     * proof, {@link VrfPublicKey#verify} says.
     *
     * @throws IllegalArgumentException if they have not that form: more or fewer bytes, a Gamma
     *     that is no point or not encoded as points are, an s that is not below the curve's order
     */
    public static VrfProof of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a proof has 80 bytes, not " + bytes.length);
        }
        EdwardsPoint gamma =
                EdwardsPoint.decode(Arrays.copyOf(bytes, EdwardsPoint.BYTES))
                        .orElseThrow(() -> new IllegalArgumentException("a proof without a point"));
        Scalar response =
                Scalar.ofReduced(Arrays.copyOfRange(bytes, RESPONSE_AT, BYTES))
                        .orElseThrow(
                                () -> new IllegalArgumentException("a proof with too large an s"));
        return new VrfProof(bytes.clone(), gamma, response);
    }

    /**
     * A proof from 160 hex digits.
     *
     * @throws IllegalArgumentException if they are none
     */
    public static VrfProof ofHex(String hex) {
        return of(HexFormat.of().parseHex(hex));
    }

    /** A copy of its {@value #BYTES} bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The proof itself as 160 lower-case hex digits, for the outcome once the room is over. */
    public String revealHex() {
        return HexFormat.of().formatHex(bytes);
    }

    /**
     * The output beta, 64 bytes (RFC 9381's proof to hash). It means something only if one made the
     * proof oneself: what others sent, {@link VrfPublicKey#verify} turns into an output.
     */
    public byte[] hash() {
        return VrfSuite.proofToHash(gamma);
    }

    EdwardsPoint gamma() {
        return gamma;
    }

    byte[] challenge() {
        return Arrays.copyOfRange(bytes, EdwardsPoint.BYTES, RESPONSE_AT);
    }

    Scalar response() {
        return response;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VrfProof proof && Arrays.equals(bytes, proof.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "VrfProof[hidden]";
    }
}
