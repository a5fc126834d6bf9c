package dev.atrium.archive;

import dev.atrium.state.StateHash;

import java.io.IOException;
import java.util.Optional;

/** A store of objects by key. Writing the same key again replaces the object whole. */
public interface Archive {
    /**
     * Stores an object; it is there, whole, once this returns.
     *
     * @param key parts of {@code [a-z0-9.-]} joined by slashes
     * @throws IOException if it could not be stored; nothing is there then, or what was before
     */
    void put(String key, byte[] object) throws IOException;

    /** The object, if there is one. */
    Optional<byte[]> get(String key) throws IOException;

    /**
     * The object in gzip, as it is stored: who passes it on, or wants to know how long it is, need
     * not unpack it.
     */
    default Optional<byte[]> getPacked(String key) throws IOException {
        return get(key).map(Packed::pack);
    }

    /**
     * The key of a room's journal, or of a segment of it. The hash that it ends with is in it, so
     * that what is found there is what was asked for: a host that lost its room may still store
     * what it has, but under another key than the owner's, and the outcome names exactly one. A
     * segment names the hash that it goes on from, which is the key of the one before.
     *
     * @param journalHash the head of the journal's chain after its last entry there: of the whole
     *     journal, as the outcome names it, or of a segment
     */
    static String journalKey(String roomId, StateHash journalHash) {
        return "journals/" + roomId + "/" + journalHash.hex() + ".atrj";
    }

    /**
     * A room's journal, if it is there: under {@link #journalKey}, or else under the key without a
     * hash that builds of before gave it. Whether it has the hash, who reads it must see.
     *
     * @param roomId 32 hex digits
     */
    default Optional<byte[]> journal(String roomId, StateHash journalHash) throws IOException {
        Optional<byte[]> object = get(journalKey(roomId, journalHash));
        return object.isPresent() ? object : get(olderJournalKey(roomId));
    }

    /** As {@link #journal}, packed. */
    default Optional<byte[]> packedJournal(String roomId, StateHash journalHash)
            throws IOException {
        Optional<byte[]> object = getPacked(journalKey(roomId, journalHash));
        return object.isPresent() ? object : getPacked(olderJournalKey(roomId));
    }

    private static String olderJournalKey(String roomId) {
        return "journals/" + roomId + ".atrj";
    }
}
