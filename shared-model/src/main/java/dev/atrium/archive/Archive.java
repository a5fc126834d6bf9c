package dev.atrium.archive;

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

    /** The key of a room's journal. */
    static String journalKey(String roomId) {
        return "journals/" + roomId + ".atrj";
    }
}
