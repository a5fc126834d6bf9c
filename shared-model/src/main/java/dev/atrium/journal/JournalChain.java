package dev.atrium.journal;

import dev.atrium.state.StateHash;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The hash of a journal so far: each entry's bytes are hashed onto what stood before, so that the
 * last hash vouches for every entry and its place. Not thread-safe.
 */
public final class JournalChain {
    private final MessageDigest digest = StateHash.sha256();
    private byte[] head;
    private long entries;

    /** The chain of an empty journal of that room. */
    public JournalChain(String roomId) {
        head = digest.digest(("atrium/journal/1/" + roomId).getBytes(StandardCharsets.UTF_8));
    }

    private JournalChain(byte[] head, long entries) {
        this.head = head;
        this.entries = entries;
    }

    /**
     * The chain of a journal of which so many entries are known by their hash alone.
     *
     * @param head the hash of all of them
     */
    public static JournalChain at(StateHash head, long entries) {
        return new JournalChain(head.toBytes(), entries);
    }

    /** One that goes on from here by itself. */
    public JournalChain copy() {
        return new JournalChain(head.clone(), entries);
    }

    /** Adds an entry. */
    public void add(byte[] entry) {
        digest.update(head);
        digest.update(entry);
        head = digest.digest();
        entries++;
    }

    /** The hash of all entries so far. */
    public StateHash head() {
        return StateHash.ofDigest(head);
    }

    /** How many there are. */
    public long entries() {
        return entries;
    }
}
