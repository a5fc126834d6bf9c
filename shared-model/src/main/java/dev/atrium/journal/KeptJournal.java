package dev.atrium.journal;

import dev.atrium.journal.BrokenJournalException.Fault;
import dev.atrium.message.Vocabulary;
import dev.atrium.state.StateFormatException;
import dev.atrium.state.StateHash;

import java.util.List;
import java.util.Optional;

/**
 * A journal as its store keeps it: all entries from the opening on, or those that came after what
 * was trimmed, and what stands for the rest. Immutable.
 *
 * @param roomId which room's
 * @param base what stands for the entries that were trimmed, if some were
 * @param entries those after it, encoded, in order
 */
public record KeptJournal(String roomId, Optional<JournalBase> base, List<byte[]> entries) {
    public KeptJournal {
        entries = List.copyOf(entries);
    }

    /** A journal of which nothing was trimmed. */
    public static KeptJournal whole(String roomId, List<byte[]> entries) {
        return new KeptJournal(roomId, Optional.empty(), entries);
    }

    /**
     * What a store has of a journal.
     *
     * @param before how many entries were trimmed, as the store counts them
     * @param base what stands for them, encoded; empty if there is none
     * @throws BrokenJournalException if there should be a base and is none, or it is torn, or not
     *     this journal's
     */
    public static KeptJournal of(
            String roomId, long before, Optional<byte[]> base, List<byte[]> entries) {
        if (base.isEmpty()) {
            boolean goesOn = !entries.isEmpty() && JournalCodec.isLater(entries.getFirst());
            if (before > 0 || goesOn) {
                throw new BrokenJournalException(Fault.BASE_MISSING, 0);
            }
            return whole(roomId, entries);
        }
        JournalBase read;
        try {
            read = JournalBase.decode(base.get());
        } catch (StateFormatException e) {
            throw new BrokenJournalException(Fault.BASE_UNREADABLE, 0, e);
        }
        if (read.entries() != before || !JournalRun.isOpening(roomId, read.opening())) {
            throw new BrokenJournalException(Fault.BASE_DIFFERS, 0);
        }
        return new KeptJournal(roomId, Optional.of(read), entries);
    }

    /** Whether nothing was ever written. */
    public boolean isEmpty() {
        return base.isEmpty() && entries.isEmpty();
    }

    /** How many entries were trimmed. */
    public long before() {
        return base.map(JournalBase::entries).orElse(0L);
    }

    /** How many entries there are and were. */
    public long count() {
        return before() + entries.size();
    }

    /** The entries from that number on, which must not be trimmed. */
    public List<byte[]> from(long index) {
        return entries.subList((int) (index - before()), entries.size());
    }

    /** The hash of what was trimmed; of no entry if nothing was. */
    public StateHash headBefore() {
        return base.map(JournalBase::head).orElseGet(() -> new JournalChain(roomId).head());
    }

    /** The hash of all entries. */
    public StateHash chainHead() {
        JournalChain chain = JournalChain.at(headBefore(), before());
        entries.forEach(chain::add);
        return chain.head();
    }

    /** The trail of what is known without any further entry. Not for an empty journal. */
    JournalTrail trail() {
        return base.map(JournalTrail::from)
                .orElseGet(() -> JournalTrail.from(roomId, entries.getFirst()));
    }

    /** The journal's first entry, trimmed or not. Not for an empty journal. */
    byte[] opening() {
        return base.map(JournalBase::opening).orElseGet(entries::getFirst);
    }

    /**
     * What will stand for the entries before a snapshot, when they are trimmed.
     *
     * @param vocabulary of the room's game
     * @param snapshot whose entries are all here, and not all trimmed
     * @throws BrokenJournalException if the snapshot does not belong to this journal, or an entry
     *     before it is torn or out of order
     */
    public JournalBase baseAt(Vocabulary vocabulary, JournalSnapshot snapshot) {
        if (isEmpty() || snapshot.entries() <= before() || snapshot.entries() > count()) {
            throw new BrokenJournalException(Fault.OUT_OF_ORDER, 0);
        }
        if (!JournalRun.isOpening(roomId, opening())) {
            throw new BrokenJournalException(Fault.NOT_OPENED, 0);
        }
        JournalCodec codec = new JournalCodec(vocabulary);
        JournalTrail trail = trail();
        Optional<StateHash> hash = Optional.empty();
        int from = (int) (trail.chain().entries() - before());
        int to = (int) (snapshot.entries() - before());
        for (byte[] bytes : entries.subList(from, to)) {
            JournalEntry entry = decode(codec, bytes, trail);
            hash = entry instanceof JournalEntry.Mark mark ? mark.hash() : Optional.empty();
            if (entry instanceof JournalEntry.Opened || !trail.follow(entry)) {
                throw new BrokenJournalException(Fault.OUT_OF_ORDER, trail.lastTick());
            }
            trail.add(bytes);
        }
        if (!hash.equals(Optional.of(StateHash.of(snapshot.state())))) {
            throw new BrokenJournalException(Fault.HASH_DIFFERS, trail.lastTick());
        }
        return trail.base(opening(), snapshot);
    }

    private static JournalEntry decode(JournalCodec codec, byte[] bytes, JournalTrail trail) {
        try {
            return codec.decode(bytes);
        } catch (StateFormatException e) {
            throw new BrokenJournalException(Fault.UNREADABLE, trail.lastTick(), e);
        }
    }
}
