package dev.atrium.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Locale;
import java.util.Optional;
import java.util.Random;

class EvmAddressTest {
    private static final String NORMAL = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";

    /** The examples of EIP-55: all upper, all lower, and mixed. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x52908400098527886E0F7030069857D2E4169EE7",
                "0x8617E340B3D01FA5F11F306F4090FD50E238070D",
                "0xde709f2102306220921060314715629080e2fb77",
                "0x27b1fdb04752bbc536007a920d24acb045561c26",
                "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
                "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
                "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
                "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
            })
    void examplesOfTheProposalAreWrittenAsThere(String written) {
        EvmAddress address = EvmAddress.parse(written).orElseThrow();

        assertEquals(written, address.checksummed());
        assertEquals(written, address.toString());
        assertEquals(written.toLowerCase(Locale.ROOT), address.lowerCase());
        assertEquals(Optional.of(address), EvmAddress.parse(address.lowerCase()));
        String upper = "0x" + written.substring(2).toUpperCase(Locale.ROOT);
        assertEquals(Optional.of(address), EvmAddress.parse(upper));
    }

    @Test
    void mixedCaseWithAWrongChecksumIsRefused() {
        int wrong = 0;
        for (int i = 2; i < NORMAL.length(); i++) {
            char digit = NORMAL.charAt(i);
            if (Character.isLetter(digit)) {
                char other =
                        Character.isUpperCase(digit)
                                ? Character.toLowerCase(digit)
                                : Character.toUpperCase(digit);
                String mistyped = NORMAL.substring(0, i) + other + NORMAL.substring(i + 1);
                assertEquals(Optional.empty(), EvmAddress.parse(mistyped), mistyped);
                wrong++;
            }
        }
        assertEquals(18, wrong);
        String swapped = NORMAL.replace("5aAeb6053F", "5aAeb6035F");
        assertEquals(Optional.empty(), EvmAddress.parse(swapped));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0x",
                "5aaeb6053f3e94c9b9a09f33669435e7ef1beaed",
                "0X5aaeb6053f3e94c9b9a09f33669435e7ef1beaed",
                "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beae",
                "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed0",
                "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaeg",
                "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beae ",
                "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beae\uff11",
            })
    void whatIsNoAddressIsNone(String written) {
        assertEquals(Optional.empty(), EvmAddress.parse(written));
    }

    @Test
    void addressHasTwentyBytesOfItsOwn() {
        byte[] bytes = new byte[EvmAddress.BYTES];
        new Random(5).nextBytes(bytes);
        EvmAddress address = EvmAddress.of(bytes);
        String written = address.checksummed();
        bytes[0]++;
        address.bytes()[1]++;

        assertEquals(written, address.checksummed());
        assertThrows(IllegalArgumentException.class, () -> EvmAddress.of(new byte[19]));
    }

    /** The secret 1 is the best-known wallet that nobody owns. */
    @Test
    void addressOfAPublicKeyIsTheOneEverybodyKnows() {
        assertEquals(
                "0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf",
                EvmWallet.numbered(1).address().checksummed());
    }
}
