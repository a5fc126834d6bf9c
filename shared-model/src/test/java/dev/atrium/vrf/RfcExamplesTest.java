package dev.atrium.vrf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.HexFormat;
import java.util.Optional;

/** The examples of RFC 9381 appendix B.3. */
class RfcExamplesTest {
    private static final HexFormat HEX = HexFormat.of();

    @ParameterizedTest
    @EnumSource
    void secretGivesThePublicKey(RfcExample example) {
        assertEquals(example.publicKey, key(example).publicKey().hex());
    }

    @ParameterizedTest
    @EnumSource
    void inputGivesThePoint(RfcExample example) {
        EdwardsPoint input =
                VrfSuite.encodeToCurve(key(example).publicKey().bytes(), example.alpha());
        assertEquals(example.input, HEX.formatHex(input.encode()));
    }

    @ParameterizedTest
    @EnumSource
    void secretAndInputGiveTheProofAndTheOutput(RfcExample example) {
        VrfProof proof = key(example).prove(example.alpha());

        assertEquals(example.proof, proof.revealHex());
        assertEquals(example.output, HEX.formatHex(proof.hash()));
    }

    @ParameterizedTest
    @EnumSource
    void publicKeyAloneVerifiesTheProof(RfcExample example) {
        Optional<byte[]> output =
                VrfPublicKey.ofHex(example.publicKey)
                        .verify(example.alpha(), VrfProof.ofHex(example.proof));

        assertEquals(Optional.of(example.output), output.map(HEX::formatHex));
    }

    @Test
    void proofOfOneExampleIsNoneOfAnother() {
        for (RfcExample one : RfcExample.values()) {
            for (RfcExample other : RfcExample.values()) {
                boolean verifies =
                        VrfPublicKey.ofHex(one.publicKey)
                                .verify(one.alpha(), VrfProof.ofHex(other.proof))
                                .isPresent();
                assertEquals(one == other, verifies, one + " " + other);
            }
        }
    }

    private static VrfSecretKey key(RfcExample example) {
        return VrfSecretKey.of(HEX.parseHex(example.secret));
    }
}
