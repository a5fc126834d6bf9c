package dev.atrium.host.journal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A journal as its owner wrote it, for the case that its store loses it. One piece of memory that
 * grows, since entries are small and many. One thread's.
 */
final class JournalMemory {
    /**
     * What one room keeps, lengths included. A match of minutes stays far below; a room whose
     * journal grows beyond it keeps none of it, and is void when its store loses it.
     */
    static final int BYTES_MAX = 4 * 1024 * 1024;

    private static final int FIRST_BYTES = 512;
    private static final int LENGTH_BYTES = Integer.BYTES;

    private byte[] bytes = new byte[FIRST_BYTES];
    private int used;
    private int count;
    private boolean full;

    void add(byte[] entry) {
        if (full) {
            return;
        }
        int needed = used + LENGTH_BYTES + entry.length;
        if (needed > BYTES_MAX) {
            full = true;
            bytes = new byte[0];
            return;
        }
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(BYTES_MAX, Math.max(needed, 2 * bytes.length)));
        }
        ByteBuffer.wrap(bytes).putInt(used, entry.length);
        System.arraycopy(entry, 0, bytes, used + LENGTH_BYTES, entry.length);
        used = needed;
        count++;
    }

    /** Whether all entries are kept. */
    boolean isWhole() {
        return !full;
    }

    /** All entries; none if they were too many to keep. */
    Optional<List<byte[]>> entries() {
        if (full) {
            return Optional.empty();
        }
        List<byte[]> all = new ArrayList<>(count);
        ByteBuffer from = ByteBuffer.wrap(bytes, 0, used);
        while (from.hasRemaining()) {
            byte[] entry = new byte[from.getInt()];
            from.get(entry);
            all.add(entry);
        }
        return Optional.of(all);
    }
}
