package dev.atrium.host.journal;

import dev.atrium.journal.JournalBase;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A journal as its owner wrote it, for the case that its store loses it: what was trimmed is only
 * what stands for it. One piece of memory that grows, since entries are small and many. One
 * thread's.
 */
final class JournalMemory {
    /**
     * What one room keeps, lengths included. A match of minutes stays far below; a room whose
     * journal grows beyond it is void when its store loses it. One that is trimmed remembers what
     * came since, and has all of it again once that much is trimmed.
     */
    static final int BYTES_MAX = 4 * 1024 * 1024;

    private static final int FIRST_BYTES = 512;
    private static final int LENGTH_BYTES = Integer.BYTES;

    private final boolean trimmed;
    private byte[] bytes = new byte[FIRST_BYTES];
    private int used;
    private int count;

    /** How many entries of the journal are before the first that is here. */
    private long first;

    private Optional<JournalBase> base = Optional.empty();
    private boolean full;

    /**
     * Remembers nothing yet.
     *
     * @param trimmed whether the journal's beginning is let go now and then
     */
    JournalMemory(boolean trimmed) {
        this.trimmed = trimmed;
    }

    void add(byte[] entry) {
        if (full) {
            return;
        }
        int needed = used + LENGTH_BYTES + entry.length;
        if (needed > BYTES_MAX) {
            first += count;
            used = 0;
            count = 0;
            needed = LENGTH_BYTES + entry.length;
            bytes = new byte[trimmed ? FIRST_BYTES : 0];
            full = !trimmed;
        }
        if (full) {
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

    /** The entries that this stands for are trimmed, and need not be remembered any more. */
    void forget(JournalBase trimmedTo) {
        base = Optional.of(trimmedTo);
        ByteBuffer from = ByteBuffer.wrap(bytes, 0, used);
        int left = count;
        while (left > 0 && first < trimmedTo.entries()) {
            from.position(from.position() + LENGTH_BYTES + from.getInt(from.position()));
            first++;
            left--;
        }
        if (left == 0) {
            first = Math.max(first, trimmedTo.entries());
        }
        bytes = Arrays.copyOfRange(bytes, from.position(), Math.max(used, FIRST_BYTES));
        used -= from.position();
        count = left;
    }

    /** What stands for the entries that were trimmed. */
    Optional<JournalBase> base() {
        return base;
    }

    /** How many bytes the entries take that are remembered. */
    int bytes() {
        return used;
    }

    /** Whether all entries are kept that were not trimmed. */
    boolean isWhole() {
        return !full && first == base.map(JournalBase::entries).orElse(0L);
    }

    /** All entries that were not trimmed; none if they were too many to keep. */
    Optional<List<byte[]>> entries() {
        if (!isWhole()) {
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
