package dev.atrium.host.room;

import dev.atrium.game.GameInfo;
import dev.atrium.game.Input;
import dev.atrium.game.RoomMachine;
import dev.atrium.host.journal.JournalWriter;
import dev.atrium.host.loop.Scheduled;
import dev.atrium.journal.JournalCodec;
import dev.atrium.journal.JournalEntry;
import dev.atrium.journal.JournalSnapshot;
import dev.atrium.state.StateHash;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps the journal of a play: marks its ticks, and stores on schedule, or in a strict room at once
 * with one append in flight, so that what comes meanwhile goes together with the next. The room's
 * thread's.
 */
final class RoomJournal implements HeldOutlet.Journal {
    /** What is not stored yet is lost with the host: so much of a relaxed room's time. */
    static final long FLUSH_NANOS = 50_000_000L;

    private static final long NOT_APPENDING = Long.MIN_VALUE;

    /** Earlier than any tick, and far enough from the smallest number to count from. */
    private static final long NOTHING_DURABLE = Long.MIN_VALUE / 2;

    private static final long RETRY_NANOS = 200_000_000L;

    /** A store that has not taken an append for so long is away. */
    static final long LATE_NANOS = 1_000_000_000L;

    private final RoomMachine machine;
    private final boolean strict;
    private final JournalWriter writer;
    private final RoomMeter meter;
    private final SnapshotCadence cadence;
    private long flushDueNanos;
    private long retryDueNanos = Scheduled.NEVER;
    private long markedTick = -1;
    private long durableTick;
    private long flyingTick;
    private boolean ended;
    private final JournalTrimming trimming;
    private @Nullable Taken snapshot;
    private @Nullable Taken keeping;
    private long nowNanos;
    private long appendingSinceNanos = NOT_APPENDING;

    /**
     * A snapshot of which not all entries may be stored yet.
     *
     * @param head the hash of those entries
     */
    private record Taken(JournalSnapshot snapshot, StateHash head) {}

    RoomJournal(
            RoomMachine machine,
            JournalWriter writer,
            RoomPulse pulse,
            JournalTrimming trimming,
            long nowNanos) {
        this.trimming = trimming;
        long snapshotTicks = trimming.snapshotS() * (long) machine.game().info().tickRateHz();
        this.cadence = new SnapshotCadence(snapshotTicks, machine.tick(), pulse::ranNanos);
        this.machine = machine;
        this.durableTick = machine.tick();
        this.strict = machine.game().info().durability() == GameInfo.Durability.STRICT;
        this.writer = writer;
        this.nowNanos = nowNanos;
        this.meter = pulse.meter();
        this.flushDueNanos = nowNanos;
    }

    /** Brings what becomes of appends and snapshots into the room's mailbox. */
    private static JournalWriter.Listener telling(Consumer<RoomCall> results) {
        return new JournalWriter.Listener() {
            @Override
            public void appended(@Nullable Throwable failure) {
                results.accept(new RoomCall.Appended(failure));
            }

            @Override
            public void snapshotKept(@Nullable Throwable failure) {
                results.accept(new RoomCall.SnapshotKept(failure == null));
            }
        };
    }

    /** The writer of a play that begins there. */
    static JournalWriter writer(
            RoomGrant grant, RoomServices services, PlayStart start, Consumer<RoomCall> results) {
        JournalCodec codec = new JournalCodec(grant.game().vocabulary());
        JournalWriter.Listener listener = telling(results);
        GameInfo info = grant.game().info();
        JournalWriter.Place place =
                new JournalWriter.Place(
                        services.journals().of(info.id()),
                        grant.roomId(),
                        grant.epoch(),
                        info.journal() == GameInfo.JournalKept.IN_SEGMENTS);
        return start.restored()
                .map(
                        found ->
                                JournalWriter.after(
                                        found.journal(), found.run(), place, codec, listener))
                .orElseGet(() -> new JournalWriter(place, codec, listener));
    }

    JournalWriter writer() {
        return writer;
    }

    void opened(JournalEntry.Opened opened) {
        writer.opened(opened);
    }

    /** The machine has just accepted it. */
    void applied(Input input) {
        writer.applied(machine.tick(), input);
    }

    /** Time has come so far, and with a hash the state was this one. */
    void mark(boolean hashed) {
        markedTick = machine.tick();
        if (!hashed || !writer.isWritten()) {
            writer.mark(markedTick, Optional.empty());
            return;
        }
        byte[] state = machine.snapshot();
        meter.stateBytes(state.length);
        writer.mark(markedTick, Optional.of(StateHash.of(state)));
        snapshotIfDue(state);
    }

    /** A state whose mark is the last entry; it is kept once that is stored. */
    private void snapshotIfDue(byte[] state) {
        boolean due = cadence.isDue(machine.tick()) || ended;
        if (due && !machine.finished()) {
            cadence.taken(machine.tick());
            JournalSnapshot taken = new JournalSnapshot(writer.entries(), state);
            snapshot = new Taken(taken, writer.chainHead());
        }
    }

    private void keepSnapshotOnceStored() {
        Taken newest = snapshot;
        if (newest != null
                && keeping == null
                && writer.durableEntries() >= newest.snapshot().entries()) {
            snapshot = null;
            keeping = newest;
            writer.keep(newest.snapshot());
        }
    }

    /** The last snapshot is kept, or cannot be: the journal alone tells the same. */
    void snapshotKept(boolean kept, long now) {
        Taken last = keeping;
        keeping = null;
        if (kept && last != null) {
            trimming.snapshotKept(last.snapshot(), last.head(), now);
        }
        keepSnapshotOnceStored();
    }

    JournalTrimming trimming() {
        return trimming;
    }

    /** Whether all is stored of what another owner would go on from. */
    boolean isStored() {
        return writer.isDurable() && keeping == null && snapshot == null;
    }

    /**
     * Stores what there is, if that is due.
     *
     * @param moved whether the room is another than at the last mark, or will be at the next tick
     */
    void keep(long now, boolean moved) {
        nowNanos = now;
        if (nowNanos >= flushDueNanos) {
            if (machine.tick() > markedTick && (moved || writer.hasWaiting())) {
                mark(false);
            }
            flush();
            // On schedule, so that it keeps its rate; after a pause from now on.
            boolean late = nowNanos - flushDueNanos > FLUSH_NANOS;
            flushDueNanos = (late ? nowNanos : flushDueNanos) + FLUSH_NANOS;
        }
        retryIfDue(nowNanos);
    }

    void retryIfDue(long now) {
        nowNanos = now;
        if (nowNanos >= retryDueNanos) {
            retryDueNanos = Scheduled.NEVER;
            writer.retry();
        }
    }

    /** When the room must come for it. */
    long due() {
        return writer.hasWaiting() ? Math.min(flushDueNanos, retryDueNanos) : retryDueNanos;
    }

    long retryDue() {
        return retryDueNanos;
    }

    private void flush() {
        if (!writer.flush()) {
            return;
        }
        // Of many groups only the last one has the last mark.
        flyingTick = writer.hasWaiting() ? durableTick : Math.max(durableTick, markedTick);
        if (appendingSinceNanos == NOT_APPENDING) {
            appendingSinceNanos = nowNanos;
        }
    }

    @Override
    public long seal() {
        if (machine.tick() > markedTick) {
            // What time brought about has no input that would bring it back.
            mark(false);
        }
        flush();
        return writer.entries();
    }

    @Override
    public long durableEntries() {
        return writer.durableEntries();
    }

    /** Whether the store has been away for so long that the room must reckon with it. */
    boolean isLate(long now) {
        return appendingSinceNanos != NOT_APPENDING && now - appendingSinceNanos > LATE_NANOS;
    }

    /** The tick that another owner would begin at; this one's, if all is stored that happened. */
    long durableTick() {
        return writer.isDurable() ? machine.tick() : durableTick;
    }

    /** The last append is stored. */
    void stored(long now) {
        nowNanos = now;
        writer.stored();
        durableTick = flyingTick;
        if (!writer.hasBacklog()) {
            appendingSinceNanos = NOT_APPENDING;
        }
        keepSnapshotOnceStored();
        if (ended || strict) {
            flush();
        }
    }

    /** Nobody knows what became of the last append: it is made again. */
    void failed(long now) {
        retryDueNanos = now + RETRY_NANOS;
    }

    /**
     * The store refused, as one does that has lost the journal.
     *
     * @return whether it can be written anew
     */
    boolean suspend() {
        retryDueNanos = Scheduled.NEVER;
        snapshot = null;
        trimming.suspend();
        return writer.suspend();
    }

    /**
     * The store is empty and takes the journal, under that epoch; a snapshot follows.
     *
     * @return false if it cannot be written anew any more
     */
    boolean startAnew(long epoch, long now) {
        nowNanos = now;
        if (!writer.startAnew(epoch)) {
            return false;
        }
        cadence.lost();
        durableTick = NOTHING_DURABLE;
        flush();
        return true;
    }

    /** It is played on here after all. */
    void goOn() {
        ended = false;
    }

    /** Nothing more is played here: everything goes into the store. */
    void end() {
        ended = true;
        mark(true);
        flush();
    }
}
