package dev.atrium.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.atrium.state.StateHash;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

class JournalChainTest {
    private static final byte[] ONE = {1};
    private static final byte[] TWO = {2, 2};

    private static StateHash headOf(String roomId, byte[]... entries) {
        JournalChain chain = new JournalChain(roomId);
        for (byte[] entry : entries) {
            chain.add(entry);
        }
        assertEquals(entries.length, chain.entries());
        return chain.head();
    }

    @Test
    void headIsTheHashOfTheHeadBeforeAndTheEntry() throws NoSuchAlgorithmException {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        byte[] head = sha.digest("atrium/journal/1/room".getBytes(StandardCharsets.UTF_8));
        assertEquals(HexFormat.of().formatHex(head), headOf("room").hex());

        sha.update(head);
        head = sha.digest(ONE);
        assertEquals(HexFormat.of().formatHex(head), headOf("room", ONE).hex());

        sha.update(head);
        head = sha.digest(TWO);
        assertEquals(HexFormat.of().formatHex(head), headOf("room", ONE, TWO).hex());
    }

    @Test
    void headVouchesForEveryEntryItsPlaceAndTheRoom() {
        StateHash head = headOf("room", ONE, TWO);

        assertEquals(head, headOf("room", ONE.clone(), TWO.clone()));
        assertNotEquals(head, headOf("room", TWO, ONE));
        assertNotEquals(head, headOf("room", ONE));
        assertNotEquals(head, headOf("room", ONE, TWO, new byte[0]));
        assertNotEquals(head, headOf("room", new byte[] {1, 2, 2}));
        assertNotEquals(head, headOf("mooR", ONE, TWO));
    }

    @Test
    void headCanBeAskedForAtAnyTime() {
        JournalChain chain = new JournalChain("room");
        chain.add(ONE);
        StateHash first = chain.head();

        assertEquals(first, chain.head());
        chain.add(TWO);
        assertEquals(headOf("room", ONE, TWO), chain.head());
        assertEquals(headOf("room", ONE), first);
    }
}
