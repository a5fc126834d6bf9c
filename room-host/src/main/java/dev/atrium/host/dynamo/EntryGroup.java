package dev.atrium.host.dynamo;

import dev.atrium.host.journal.JournalStore;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Entries of a journal as one item holds them: each behind its length in four bytes. */
final class EntryGroup {
    private EntryGroup() {}

    static byte[] encode(List<byte[]> entries) {
        int length = 0;
        for (byte[] entry : entries) {
            length = Math.addExact(length, entry.length);
        }
        if (length > JournalStore.APPEND_BYTES_MAX
                || entries.size() > JournalStore.APPEND_ENTRIES_MAX) {
            throw new IllegalArgumentException(
                    "an append of " + entries.size() + " entries, " + length + " bytes");
        }
        ByteBuffer group = ByteBuffer.allocate(length + Integer.BYTES * entries.size());
        entries.forEach(entry -> group.putInt(entry.length).put(entry));
        return group.array();
    }

    /**
     * The entries of a group.
     *
     * @throws IllegalArgumentException if it is torn or altered so that it is none
     */
    static List<byte[]> decode(byte[] group) {
        List<byte[]> entries = new ArrayList<>();
        ByteBuffer from = ByteBuffer.wrap(group);
        while (from.hasRemaining()) {
            int length = from.remaining() < Integer.BYTES ? -1 : from.getInt();
            if (length < 0 || length > from.remaining()) {
                throw new IllegalArgumentException("a group of entries is torn");
            }
            byte[] entry = new byte[length];
            from.get(entry);
            entries.add(entry);
        }
        return entries;
    }
}
