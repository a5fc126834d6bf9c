package dev.atrium.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

class KeysTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] MESSAGE = "a message".getBytes(StandardCharsets.UTF_8);

    /** What stands before the 32 bytes of a key in its X.509 form (RFC 8410). */
    private static final String X509_PREFIX = "302a300506032b6570032100";

    /** RFC 8032, section 7.1: tests 1, 2, 3 and SHA(abc). */
    @ParameterizedTest
    @CsvSource({
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
                + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,"
                + "'',"
                + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555f"
                + "b8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
                + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,"
                + "72,"
                + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da08"
                + "5ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7,"
                + "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025,"
                + "af82,"
                + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18"
                + "ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
        "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42,"
                + "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf,"
                + "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f,"
                + "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909"
                + "351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704"
    })
    void vectorsOfTheRfcHold(String secret, String point, String message, String signature) {
        SigningKey key = SigningKey.of(HEX.parseHex(secret));
        byte[] bytes = HEX.parseHex(message);

        assertEquals(point, HEX.formatHex(key.publicKey().bytes()));
        assertEquals(signature, HEX.formatHex(key.sign(bytes)));
        assertTrue(VerifyKey.of(HEX.parseHex(point)).verifies(bytes, HEX.parseHex(signature)));
    }

    @Test
    void keysAndSignaturesAreThoseOfBouncyCastle() {
        for (int i = 0; i < 200; i++) {
            SigningKey key = SigningKey.generate();
            byte[] message = Arrays.copyOf(key.secret(), i);
            byte[] point = new byte[Ed25519.PUBLIC_KEY_SIZE];
            byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
            Ed25519.generatePublicKey(key.secret(), 0, point, 0);
            Ed25519.sign(key.secret(), 0, message, 0, message.length, signature, 0);

            assertEquals(VerifyKey.of(point), key.publicKey());
            assertEquals(HEX.formatHex(signature), HEX.formatHex(key.sign(message)));
        }
    }

    @Test
    void signaturesAreOnesThatTheJdkVerifies() throws GeneralSecurityException {
        SigningKey key = SigningKey.generate();
        String x509 = X509_PREFIX + HEX.formatHex(key.publicKey().bytes());
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(
                KeyFactory.getInstance("Ed25519")
                        .generatePublic(new X509EncodedKeySpec(HEX.parseHex(x509))));
        verifier.update(MESSAGE);

        assertTrue(verifier.verify(key.sign(MESSAGE)));
    }

    @Test
    void signatureThatWasTouchedAnywhereDoesNotHold() {
        SigningKey key = SigningKey.generate();
        byte[] signature = key.sign(MESSAGE);
        assertTrue(key.publicKey().verifies(MESSAGE, signature));
        for (int bit = 0; bit < signature.length * 8; bit++) {
            byte[] touched = signature.clone();
            touched[bit / 8] ^= (byte) (1 << bit % 8);
            assertFalse(key.publicKey().verifies(MESSAGE, touched), "bit " + bit);
        }
    }

    @Test
    void signatureCountsForItsMessageItsKeyAndItsLengthOnly() {
        SigningKey key = SigningKey.generate();
        byte[] signature = key.sign(MESSAGE);

        assertFalse(key.publicKey().verifies(new byte[0], signature));
        assertFalse(SigningKey.generate().publicKey().verifies(MESSAGE, signature));
        assertFalse(key.publicKey().verifies(MESSAGE, new byte[0]));
        assertFalse(key.publicKey().verifies(MESSAGE, Arrays.copyOf(signature, 63)));
        assertFalse(key.publicKey().verifies(MESSAGE, Arrays.copyOf(signature, 65)));
    }

    /** The identity and all other points of small order, and points that are on no curve. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0100000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000080",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0000000000000000000000000000000000000000000000000000000000000080",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "0200000000000000000000000000000000000000000000000000000000000000",
                "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                "",
                "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f70751",
                "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a00"
            })
    void pointThatIsNoKeyIsRefused(String point) {
        assertThrows(
                IllegalArgumentException.class, () -> VerifyKey.of(HEX.parseHex(point)), point);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33, 64})
    void secretOfAnotherLengthIsRefused(int length) {
        assertThrows(IllegalArgumentException.class, () -> SigningKey.of(new byte[length]));
    }

    @Test
    void keysAreCopiedInAndOutAndShowNoSecret() {
        byte[] secret = SigningKey.generate().secret();
        SigningKey key = SigningKey.of(secret);
        byte[] before = key.sign(MESSAGE);
        secret[0] ^= 1;
        key.secret()[1] ^= 1;
        key.publicKey().bytes()[0] ^= 1;

        assertArrayEquals(before, key.sign(MESSAGE));
        assertFalse(key.toString().contains(HEX.formatHex(key.secret()).substring(0, 8)));
        assertEquals("SigningKey[" + key.publicKey().keyId() + "]", key.toString());
    }

    @Test
    void keysAreEqualByTheirPointAndNamedByIt() {
        SigningKey key = SigningKey.generate();
        VerifyKey same = VerifyKey.of(key.publicKey().bytes());
        VerifyKey other = SigningKey.generate().publicKey();

        assertEquals(key.publicKey(), same);
        assertEquals(key.publicKey().hashCode(), same.hashCode());
        assertEquals(key.publicKey().keyId(), same.keyId());
        assertTrue(same.keyId().matches("[0-9a-f]{16}"));
        assertEquals("VerifyKey[" + same.keyId() + "]", same.toString());
        assertNotEquals(same, other);
        assertNotEquals(same.keyId(), other.keyId());
    }
}
