package dev.atrium.host.journal;

import dev.atrium.game.Input;
import dev.atrium.game.Seat;
import dev.atrium.journal.JournalBase;
import dev.atrium.journal.JournalChain;
import dev.atrium.journal.JournalCodec;
import dev.atrium.journal.JournalEntry;
import dev.atrium.journal.JournalRun;
import dev.atrium.journal.JournalSnapshot;
import dev.atrium.journal.KeptJournal;
import dev.atrium.state.StateHash;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Collects a room's entries and appends them group by group, one append in flight. Belongs to the
 * room's thread; results come back through {@link Listener} on a thread of the store.
 */
public final class JournalWriter {
    /** Entries kept while the store cannot be reached. Beyond it the room must stop. */
    static final int WAITING_MAX = 200_000;

    private static final int GROUP_MAX = JournalStore.APPEND_ENTRIES_MAX;

    private final Place place;
    private final boolean written;
    private final JournalCodec codec;
    private final JournalChain chain;
    private final JournalMemory memory;
    private final Listener listener;
    private List<byte[]> waiting = new ArrayList<>();
    private long waitingBytes;
    private List<byte[]> inFlight = List.of();
    private final SeatSequences waitingSequences = new SeatSequences();
    private final SeatSequences inFlightSequences = new SeatSequences();
    private final SeatSequences durableSequences = new SeatSequences();
    private long epoch;
    private long durableEntries;
    private long lastTick = -1;
    private int index;
    private boolean suspended;

    /**
     * Where a journal is written.
     *
     * @param epoch under which the room is owned
     * @param trimmed whether its beginning is let go now and then
     */
    public record Place(JournalStore store, String roomId, long epoch, boolean trimmed) {
        /** Of a journal that stays whole. */
        public Place(JournalStore store, String roomId, long epoch) {
            this(store, roomId, epoch, false);
        }
    }

    /** What became of an append or a snapshot; called on any thread. */
    @FunctionalInterface
    public interface Listener {
        /**
         * An append ended.
         *
         * @param failure null if the entries are stored
         */
        void appended(@Nullable Throwable failure);

        /**
         * A snapshot was kept, or not.
         *
         * @param failure null if it was
         */
        default void snapshotKept(@Nullable Throwable failure) {}
    }

    /** A writer for a journal that is empty so far. */
    public JournalWriter(Place place, JournalCodec codec, Listener listener) {
        this(place, codec, listener, new JournalChain(place.roomId()));
    }

    private JournalWriter(Place place, JournalCodec codec, Listener listener, JournalChain chain) {
        this.place = place;
        this.memory = new JournalMemory(place.trimmed());
        this.written = place.store().isWritten();
        this.epoch = place.epoch();
        this.codec = codec;
        this.chain = chain;
        this.listener = listener;
    }

    /**
     * A writer that goes on with a journal that another owner began.
     *
     * @param kept that journal
     * @param run of it
     */
    public static JournalWriter after(
            KeptJournal kept, JournalRun run, Place place, JournalCodec codec, Listener listener) {
        JournalWriter writer = new JournalWriter(place, codec, listener, run.chain());
        kept.base().ifPresent(writer.memory::forget);
        kept.entries().forEach(writer.memory::add);
        writer.durableEntries = writer.chain.entries();
        writer.lastTick = run.lastTick();
        writer.index = run.lastIndex();
        for (Seat seat : run.machine().seats().keySet()) {
            writer.durableSequences.raise(seat.index(), run.machine().lastSequence(seat.index()));
        }
        return writer;
    }

    /** The first entry. */
    public void opened(JournalEntry.Opened opened) {
        add(opened);
    }

    /** An input that was applied at that tick. */
    public void applied(long tick, Input input) {
        index = tick == lastTick ? index + 1 : 0;
        lastTick = tick;
        add(new JournalEntry.Applied(tick, index, input));
        if (input instanceof Input.Command command) {
            SeatSequences sequences = written ? waitingSequences : durableSequences;
            sequences.raise(command.seat(), command.sequence());
        }
    }

    /** Time came so far. */
    public void mark(long tick, Optional<StateHash> hash) {
        add(new JournalEntry.Mark(tick, hash));
    }

    /** Whether there is a journal at all, see {@link JournalStore#isWritten}. */
    public boolean isWritten() {
        return written;
    }

    private void add(JournalEntry entry) {
        if (!written) {
            return;
        }
        if (waiting.size() >= WAITING_MAX) {
            throw new IllegalStateException("the journal's store was away for too long");
        }
        byte[] bytes = codec.encode(entry);
        if (bytes.length > JournalStore.APPEND_BYTES_MAX) {
            throw new IllegalStateException("an entry of " + bytes.length + " bytes");
        }
        chain.add(bytes);
        memory.add(bytes);
        waiting.add(bytes);
        waitingBytes += bytes.length;
    }

    /**
     * Appends what waits, unless an append is in flight.
     *
     * @return whether one has just begun
     */
    public boolean flush() {
        if (suspended || !inFlight.isEmpty() || waiting.isEmpty()) {
            return false;
        }
        if (waiting.size() <= GROUP_MAX && waitingBytes <= JournalStore.APPEND_BYTES_MAX) {
            inFlight = waiting;
            waiting = new ArrayList<>();
            waitingBytes = 0;
            inFlightSequences.raise(waitingSequences);
        } else {
            int count = fitting();
            inFlight = List.copyOf(waiting.subList(0, count));
            waiting = new ArrayList<>(waiting.subList(count, waiting.size()));
        }
        append();
        return true;
    }

    /** How many of those that wait make one group; what they hold is taken off. */
    private int fitting() {
        int count = 0;
        long bytes = 0;
        while (count < Math.min(waiting.size(), GROUP_MAX)
                && bytes + waiting.get(count).length <= JournalStore.APPEND_BYTES_MAX) {
            bytes += waiting.get(count).length;
            count++;
        }
        waitingBytes -= bytes;
        return count;
    }

    /** Appends again what the last append left unknown. */
    public void retry() {
        if (!suspended && !inFlight.isEmpty()) {
            append();
        }
    }

    private void append() {
        place.store()
                .append(place.roomId(), epoch, durableEntries, inFlight)
                .whenComplete((done, failure) -> listener.appended(failure));
    }

    /**
     * The store has lost what it had: nothing is appended any more, until the journal is written
     * anew. No append may be in flight but the one that was refused.
     *
     * @return whether there is memory of all entries; else it cannot be written anew
     */
    public boolean suspend() {
        suspended = true;
        return memory.isWhole();
    }

    /**
     * Writes the whole journal anew, group by group, into a store that holds none of it but what
     * stands for its trimmed entries. No input counts as durable beyond those that did before,
     * until all of them are.
     *
     * @param newEpoch under which the room is owned from now on
     * @return false if it has grown beyond what is remembered
     */
    public boolean startAnew(long newEpoch) {
        Optional<List<byte[]>> all = memory.entries();
        if (all.isEmpty()) {
            return false;
        }
        epoch = newEpoch;
        suspended = false;
        durableEntries = memory.base().map(JournalBase::entries).orElse(0L);
        inFlight = List.of();
        // With their entries they wait again: the first group does not bring them all.
        waitingSequences.raise(inFlightSequences);
        inFlightSequences.clear();
        waiting = all.get();
        waitingBytes = waiting.stream().mapToLong(entry -> entry.length).sum();
        return true;
    }

    /** The append in flight is stored. */
    public void stored() {
        durableEntries += inFlight.size();
        durableSequences.raise(inFlightSequences);
        inFlight = List.of();
    }

    /** Keeps a snapshot of which all entries are stored. */
    public void keep(JournalSnapshot snapshot) {
        place.store()
                .keepSnapshot(place.roomId(), epoch, snapshot.encode())
                .whenComplete((kept, failure) -> listener.snapshotKept(failure));
    }

    /** The entries that this stands for are trimmed in the store. */
    public void trimmed(JournalBase base) {
        memory.forget(base);
    }

    /** What stands for the entries that are known to be trimmed, if some are. */
    public Optional<JournalBase> base() {
        return memory.base();
    }

    /** How many bytes those entries take that are not, in memory; less if they are too many. */
    public int bytesSinceBase() {
        return memory.bytes();
    }

    /** Under which epoch it is written. */
    public long epoch() {
        return epoch;
    }

    /** How many entries are stored. */
    public long durableEntries() {
        return durableEntries;
    }

    /** Whether everything is stored. */
    public boolean isDurable() {
        return inFlight.isEmpty() && waiting.isEmpty();
    }

    /** Whether something waits to be appended. */
    public boolean hasWaiting() {
        return !waiting.isEmpty();
    }

    /** Whether so much waits that one append will not take it. */
    public boolean hasBacklog() {
        return waiting.size() > GROUP_MAX;
    }

    /** The last sequence number of that seat whose command is stored, 0 before the first. */
    public long durableSequence(int seat) {
        return durableSequences.of(seat);
    }

    /** The hash over all entries so far, stored or not. */
    public StateHash chainHead() {
        return chain.head();
    }

    /** How many entries there are, stored or not. */
    public long entries() {
        return chain.entries();
    }
}
