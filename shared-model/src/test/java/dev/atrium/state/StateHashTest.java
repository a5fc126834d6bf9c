package dev.atrium.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;

class StateHashTest {
    private static final String ABC =
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void hashIsSha256OverAllPartsInARow() {
        assertEquals(new StateHash(ABC), StateHash.of("abc".getBytes(StandardCharsets.UTF_8)));
        assertEquals(new StateHash(ABC), StateHash.of(new byte[] {'a'}, new byte[] {'b', 'c'}));
        assertEquals(
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                StateHash.of().hex());
    }

    @Test
    void digestAndHexAreTheSameThing() {
        StateHash hash = new StateHash(ABC);
        assertEquals(hash, StateHash.ofDigest(hash.toBytes()));
        assertEquals(StateHash.BYTES, hash.toBytes().length);
    }

    @Test
    void whatIsNo64LowerHexDigitsIsNoHash() {
        for (String bad : List.of("", "ab", ABC + "0", ABC.toUpperCase(java.util.Locale.ROOT))) {
            assertThrows(IllegalArgumentException.class, () -> new StateHash(bad));
        }
        for (char bad : new char[] {'/', ':', '`', 'g', 'Ａ', ' '}) {
            String hex = ABC.substring(1) + bad;
            assertThrows(IllegalArgumentException.class, () -> new StateHash(hex));
        }
        assertThrows(IllegalArgumentException.class, () -> StateHash.ofDigest(new byte[31]));
    }
}
