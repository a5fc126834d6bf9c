package dev.atrium.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.atrium.state.StateHash;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

class JournalChainTest {
    private static final byte[] A = {1};
    private static final byte[] B = {2};
    private static final byte[] AB = {1, 2};
    private static final byte[] NOTHING = {};

    @Test
    void eachEntryIsHashedOntoWhatStoodBefore() {
        StateHash start = StateHash.of("atrium/journal/1/room".getBytes(StandardCharsets.UTF_8));
        JournalChain chain = new JournalChain("room");
        assertEquals(start, chain.head());
        assertEquals(0, chain.entries());
        chain.add(A);
        StateHash first = StateHash.of(start.toBytes(), A);
        assertEquals(first, chain.head());
        chain.add(B);
        assertEquals(StateHash.of(first.toBytes(), B), chain.head());
        assertEquals(2, chain.entries());
    }

    @Test
    void orderNumberAndBordersOfEntriesAllCount() {
        List<List<byte[]>> journals =
                List.of(
                        List.of(),
                        List.of(A),
                        List.of(A, B),
                        List.of(B, A),
                        List.of(AB),
                        List.of(A, B, B),
                        List.of(A, B, NOTHING),
                        List.of(NOTHING, A, B));
        Set<StateHash> heads = new HashSet<>();
        journals.forEach(entries -> heads.add(new JournalFile("room", entries).chainHead()));
        assertEquals(journals.size(), heads.size());
    }

    @Test
    void theSameEntriesOfAnotherRoomHaveAnotherHead() {
        assertNotEquals(
                new JournalFile("room", List.of(A)).chainHead(),
                new JournalFile("rook", List.of(A)).chainHead());
    }
}
