package dev.atrium.identity;

import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** A wallet of a chain that is like Ethereum: signs as {@code personal_sign} does (RFC 6979). */
public final class EvmWallet {
    /** The order of secp256k1. */
    static final BigInteger ORDER = curve().getN();

    private final BigInteger secret;

    /** The wallet of that secret. */
    public EvmWallet(BigInteger secret) {
        this.secret = secret;
    }

    /** The wallet of a number. */
    public static EvmWallet numbered(long number) {
        return new EvmWallet(BigInteger.valueOf(number));
    }

    private static X9ECParameters curve() {
        return CustomNamedCurves.getByName("secp256k1");
    }

    /** Its address. */
    public EvmAddress address() {
        byte[] point = curve().getG().multiply(secret).normalize().getEncoded(false);
        return EvmAddress.ofPublicKey(Arrays.copyOfRange(point, 1, point.length));
    }

    /** The two numbers of a signature, {@code s} low. */
    BigInteger[] numbers(String text) {
        X9ECParameters curve = curve();
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(
                true,
                new ECPrivateKeyParameters(
                        secret,
                        new ECDomainParameters(curve.getCurve(), curve.getG(), curve.getN())));
        BigInteger[] numbers = signer.generateSignature(EvmSignature.hash(text));
        BigInteger low = numbers[1].min(ORDER.subtract(numbers[1]));
        return new BigInteger[] {numbers[0], low};
    }

    /** A signature as wallets give it. */
    public String sign(String text) {
        BigInteger[] numbers = numbers(text);
        for (int v = 27; v <= 28; v++) {
            String signature = written(numbers[0], numbers[1], v);
            if (EvmSignature.signer(text, signature).equals(Optional.of(address()))) {
                return signature;
            }
        }
        throw new IllegalStateException("neither point is ours");
    }

    /** These numbers as a signature. */
    static String written(BigInteger r, BigInteger s, int v) {
        return "0x%064x%064x%02x".formatted(r, s, v);
    }

    /** The bytes of a signature. */
    static byte[] bytes(String signature) {
        return HexFormat.of().parseHex(signature.substring(2));
    }
}
