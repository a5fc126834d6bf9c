package dev.atrium.host.room;

import dev.atrium.game.Input;
import dev.atrium.game.RoomMachine;
import dev.atrium.host.journal.JournalWriter;
import dev.atrium.host.loop.Scheduled;
import dev.atrium.journal.JournalEntry;
import dev.atrium.journal.JournalSnapshot;
import dev.atrium.state.StateHash;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.function.Consumer;

/** Keeps the journal of a play: marks its ticks, and stores on schedule. The room's thread's. */
final class RoomJournal {
    /** What is not stored yet is lost with the host: so much of a relaxed room's time. */
    static final long FLUSH_NANOS = 50_000_000L;

    /** Of game time: that much is played again within a few milliseconds. */
    private static final int SNAPSHOT_S = 10;

    private static final long RETRY_NANOS = 200_000_000L;

    private final RoomMachine machine;
    private final JournalWriter writer;
    private final RoomMeter meter;
    private final long snapshotTicks;
    private long flushDueNanos;
    private long retryDueNanos = Scheduled.NEVER;
    private long markedTick = -1;
    private boolean ended;
    private long snapshotTick;
    private @Nullable JournalSnapshot snapshot;
    private boolean keeping;

    RoomJournal(RoomMachine machine, JournalWriter writer, RoomMeter meter, long nowNanos) {
        this.snapshotTicks = SNAPSHOT_S * (long) machine.game().info().tickRateHz();
        this.snapshotTick = machine.tick();
        this.machine = machine;
        this.writer = writer;
        this.meter = meter;
        this.flushDueNanos = nowNanos;
    }

    /** Brings what becomes of appends and snapshots into the room's mailbox. */
    static JournalWriter.Listener telling(Consumer<RoomCall> results) {
        return new JournalWriter.Listener() {
            @Override
            public void appended(@Nullable Throwable failure) {
                results.accept(new RoomCall.Appended(failure));
            }

            @Override
            public void snapshotKept(@Nullable Throwable failure) {
                results.accept(new RoomCall.SnapshotKept());
            }
        };
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
        if (!hashed) {
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
        boolean due = ended || machine.tick() - snapshotTick >= snapshotTicks;
        if (due && !machine.finished()) {
            snapshotTick = machine.tick();
            snapshot = new JournalSnapshot(writer.entries(), state);
        }
    }

    private void keepSnapshotOnceStored() {
        JournalSnapshot newest = snapshot;
        if (newest != null && !keeping && writer.durableEntries() >= newest.entries()) {
            snapshot = null;
            keeping = true;
            writer.keep(newest);
        }
    }

    /** The last snapshot is kept, or cannot be: the journal alone tells the same. */
    void snapshotKept() {
        keeping = false;
        keepSnapshotOnceStored();
    }

    /** Whether all is stored of what another owner would go on from. */
    boolean isStored() {
        return writer.isDurable() && !keeping && snapshot == null;
    }

    /**
     * Stores what there is, if that is due.
     *
     * @param moved whether the room is another than at the last mark, or will be at the next tick
     */
    void keep(long nowNanos, boolean moved) {
        if (nowNanos >= flushDueNanos) {
            if (machine.tick() > markedTick && (moved || writer.hasWaiting())) {
                mark(false);
            }
            writer.flush();
            // On schedule, so that it keeps its rate; after a pause from now on.
            boolean late = nowNanos - flushDueNanos > FLUSH_NANOS;
            flushDueNanos = (late ? nowNanos : flushDueNanos) + FLUSH_NANOS;
        }
        retryIfDue(nowNanos);
    }

    void retryIfDue(long nowNanos) {
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

    /** The last append is stored. */
    void stored() {
        writer.stored();
        keepSnapshotOnceStored();
        if (ended) {
            writer.flush();
        }
    }

    /** Nobody knows what became of the last append: it is made again. */
    void failed(long nowNanos) {
        retryDueNanos = nowNanos + RETRY_NANOS;
    }

    /** It is played on here after all. */
    void goOn() {
        ended = false;
    }

    /** Nothing more is played here: everything goes into the store. */
    void end() {
        ended = true;
        mark(true);
        writer.flush();
    }
}
