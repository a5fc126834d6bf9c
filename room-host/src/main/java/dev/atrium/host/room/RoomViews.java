package dev.atrium.host.room;

import dev.atrium.game.RoomMachine;
import dev.atrium.host.loop.Scheduled;
import dev.atrium.message.Message;

import java.util.Optional;

/** When a play is shown: after changes, and no more often than at its rate. The room's thread's. */
final class RoomViews {
    private final RoomMachine machine;
    private final RoomVoice voice;
    private final RoomJournal journal;
    private final RoomMeter meter;
    private final ViewPace pace;
    private long dueNanos;
    private boolean dirty = true;

    /** Whether somebody waits for a view who has not seen the last one. */
    private boolean wanted = true;

    RoomViews(
            RoomMachine machine,
            RoomVoice voice,
            RoomJournal journal,
            RoomMeter meter,
            ViewPace pace,
            long nowNanos) {
        this.machine = machine;
        this.voice = voice;
        this.journal = journal;
        this.meter = meter;
        this.pace = pace;
        this.dueNanos = nowNanos;
    }

    /** Something may look otherwise than it was shown. */
    void changed() {
        dirty = true;
    }

    /** Whether something changed that was not shown. */
    boolean areDue() {
        return dirty;
    }

    /** Somebody waits for one. */
    void soon(long nowNanos) {
        dirty = true;
        wanted = true;
        dueNanos = nowNanos;
    }

    /** Shows it, if it is time. */
    void show(long nowNanos) {
        if (machine.finished() || (dirty && nowNanos >= dueNanos && !voice.holdsViews())) {
            pace.look().ifPresent(rate -> voice.tellAll(machine.tick(), rate));
            voice.views(machine, journal.writer(), wanted);
            meter.shown();
            dirty = false;
            wanted = false;
            dueNanos = after(nowNanos, pace.periodNanos());
        }
    }

    /** On schedule, so that it keeps its rate and falls on ticks; after a pause from now on. */
    private long after(long nowNanos, long periodNanos) {
        return (nowNanos - dueNanos > periodNanos ? nowNanos : dueNanos) + periodNanos;
    }

    /** How often it is shown, where that is not as often as the game wants. */
    Optional<? extends Message> rateUnlessFull() {
        return pace.unlessFull();
    }

    /** When it is shown next, if something changed. */
    long due() {
        return dirty && !voice.holdsViews() ? dueNanos : Scheduled.NEVER;
    }
}
