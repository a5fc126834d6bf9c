package dev.atrium.host.journal;

import dev.atrium.game.Input;
import dev.atrium.game.Seat;
import dev.atrium.journal.JournalChain;
import dev.atrium.journal.JournalCodec;
import dev.atrium.journal.JournalEntry;
import dev.atrium.journal.JournalRun;
import dev.atrium.journal.JournalSnapshot;
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

    /** Entries in one append: keeps a script short for the store. */
    static final int GROUP_MAX = 2_000;

    private final JournalStore store;
    private final String roomId;
    private final long epoch;
    private final JournalCodec codec;
    private final JournalChain chain;
    private final Listener listener;
    private List<byte[]> waiting = new ArrayList<>();
    private List<byte[]> inFlight = List.of();
    private final SeatSequences waitingSequences = new SeatSequences();
    private final SeatSequences inFlightSequences = new SeatSequences();
    private final SeatSequences durableSequences = new SeatSequences();
    private long durableEntries;
    private long lastTick = -1;
    private int index;

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
    public JournalWriter(
            JournalStore store, String roomId, long epoch, JournalCodec codec, Listener listener) {
        this.store = store;
        this.roomId = roomId;
        this.epoch = epoch;
        this.codec = codec;
        this.chain = new JournalChain(roomId);
        this.listener = listener;
    }

    /** A writer that goes on with a journal that another owner began. */
    public JournalWriter(
            JournalStore store,
            String roomId,
            long epoch,
            JournalRun run,
            JournalCodec codec,
            Listener listener) {
        this.store = store;
        this.roomId = roomId;
        this.epoch = epoch;
        this.codec = codec;
        this.chain = run.chain();
        this.listener = listener;
        this.durableEntries = chain.entries();
        this.lastTick = run.lastTick();
        this.index = run.lastIndex();
        for (Seat seat : run.machine().seats().keySet()) {
            durableSequences.raise(seat.index(), run.machine().lastSequence(seat.index()));
        }
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
            waitingSequences.raise(command.seat(), command.sequence());
        }
    }

    /** Time came so far. */
    public void mark(long tick, Optional<StateHash> hash) {
        add(new JournalEntry.Mark(tick, hash));
    }

    private void add(JournalEntry entry) {
        if (waiting.size() >= WAITING_MAX) {
            throw new IllegalStateException("the journal's store was away for too long");
        }
        byte[] bytes = codec.encode(entry);
        chain.add(bytes);
        waiting.add(bytes);
    }

    /** Appends what waits, unless an append is in flight. */
    public void flush() {
        if (!inFlight.isEmpty() || waiting.isEmpty()) {
            return;
        }
        if (waiting.size() <= GROUP_MAX) {
            inFlight = waiting;
            waiting = new ArrayList<>();
            inFlightSequences.raise(waitingSequences);
        } else {
            inFlight = List.copyOf(waiting.subList(0, GROUP_MAX));
            waiting = new ArrayList<>(waiting.subList(GROUP_MAX, waiting.size()));
        }
        append();
    }

    /** Appends again what the last append left unknown. */
    public void retry() {
        if (!inFlight.isEmpty()) {
            append();
        }
    }

    private void append() {
        store.append(roomId, epoch, durableEntries, inFlight)
                .whenComplete((done, failure) -> listener.appended(failure));
    }

    /** The append in flight is stored. */
    public void stored() {
        durableEntries += inFlight.size();
        durableSequences.raise(inFlightSequences);
        inFlight = List.of();
    }

    /** Keeps a snapshot of which all entries are stored. */
    public void keep(JournalSnapshot snapshot) {
        store.keepSnapshot(roomId, epoch, snapshot.encode())
                .whenComplete((kept, failure) -> listener.snapshotKept(failure));
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
