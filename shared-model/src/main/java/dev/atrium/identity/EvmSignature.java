package dev.atrium.identity;

import dev.atrium.digest.Keccak256;

import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * A signature of a wallet over a text: EIP-191, version {@code 0x45} ({@code personal_sign}), by
 * ECDSA on secp256k1. It says by itself whose it is. High {@code s} is refused (EIP-2): else who
 * has seen a signature could write down a second one.
 */
public final class EvmSignature {
    /** {@code r}, {@code s} and {@code v}. */
    public static final int BYTES = 65;

    private static final int CHARACTERS = 2 + 2 * BYTES;
    private static final int NUMBER_BYTES = 32;

    /** {@code v} of signers that count from here, as Bitcoin's did; others count from 0. */
    private static final int V_OFFSET = 27;

    private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");
    private static final BigInteger ORDER = CURVE.getN();
    private static final BigInteger LOW_S_MAX = ORDER.shiftRight(1);

    private EvmSignature() {}

    /** What {@code personal_sign} signs for a text. */
    public static byte[] hash(String text) {
        byte[] message = text.getBytes(StandardCharsets.UTF_8);
        byte[] prefix =
                ("\u0019Ethereum Signed Message:\n" + message.length)
                        .getBytes(StandardCharsets.US_ASCII);
        byte[] signed = Arrays.copyOf(prefix, prefix.length + message.length);
        System.arraycopy(message, 0, signed, prefix.length, message.length);
        return Keccak256.of(signed);
    }

    /**
     * Who signed that text.
     *
     * @param signature {@code 0x} and 130 hex digits
     * @return empty if it is no signature of anybody's
     */
    public static Optional<EvmAddress> signer(String text, String signature) {
        if (signature.length() != CHARACTERS || !signature.startsWith("0x")) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = HexFormat.of().parseHex(signature.substring(2).toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        BigInteger r = new BigInteger(1, bytes, 0, NUMBER_BYTES);
        BigInteger s = new BigInteger(1, bytes, NUMBER_BYTES, NUMBER_BYTES);
        int v = Byte.toUnsignedInt(bytes[BYTES - 1]);
        int parity = v >= V_OFFSET ? v - V_OFFSET : v;
        boolean inRange =
                r.signum() > 0
                        && r.compareTo(ORDER) < 0
                        && s.signum() > 0
                        && s.compareTo(LOW_S_MAX) <= 0
                        && parity <= 1;
        return inRange ? signer(hash(text), r, s, parity) : Optional.empty();
    }

    /** SEC 1, 4.1.6, for an {@code r} that is the coordinate itself, as Ethereum wants it. */
    private static Optional<EvmAddress> signer(byte[] hash, BigInteger r, BigInteger s, int odd) {
        ECPoint ephemeral;
        try {
            ephemeral = CURVE.getCurve().decodePoint(compressed(r, odd));
        } catch (IllegalArgumentException e) {
            // No point of the curve has that coordinate.
            return Optional.empty();
        }
        BigInteger inverse = r.modInverse(ORDER);
        BigInteger ofBase = new BigInteger(1, hash).negate().multiply(inverse).mod(ORDER);
        BigInteger ofEphemeral = s.multiply(inverse).mod(ORDER);
        ECPoint key =
                ECAlgorithms.sumOfTwoMultiplies(CURVE.getG(), ofBase, ephemeral, ofEphemeral)
                        .normalize();
        if (key.isInfinity()) {
            return Optional.empty();
        }
        byte[] encoded = key.getEncoded(false);
        return Optional.of(EvmAddress.ofPublicKey(Arrays.copyOfRange(encoded, 1, encoded.length)));
    }

    private static byte[] compressed(BigInteger x, int odd) {
        byte[] point = new byte[1 + NUMBER_BYTES];
        point[0] = (byte) (2 + odd);
        byte[] number = x.toByteArray();
        int skip = Math.max(0, number.length - NUMBER_BYTES);
        System.arraycopy(
                number, skip, point, point.length - (number.length - skip), number.length - skip);
        return point;
    }
}
