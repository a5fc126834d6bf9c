package dev.atrium.host.journal;

import dev.atrium.journal.BrokenJournalException;
import dev.atrium.journal.KeptJournal;

import java.util.List;
import java.util.Optional;

/**
 * What a store has of a journal, as it is there: not looked at yet.
 *
 * @param before how many entries were trimmed, as the store counts them
 * @param base what stands for them, encoded; empty if there is none
 * @param entries those after them, in order
 */
public record StoredJournal(long before, Optional<byte[]> base, List<byte[]> entries) {
    /** There is nothing. */
    public static final StoredJournal EMPTY = new StoredJournal(0, Optional.empty(), List.of());

    public StoredJournal {
        entries = List.copyOf(entries);
    }

    /**
     * The journal of that room.
     *
     * @throws BrokenJournalException if what stands for the trimmed entries is missing or wrong
     */
    public KeptJournal of(String roomId) {
        return KeptJournal.of(roomId, before, base, entries);
    }

    /** How many entries there are and were. */
    public long count() {
        return before + entries.size();
    }
}
