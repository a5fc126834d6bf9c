package dev.atrium.localstack.load.party;

import dev.atrium.localstack.load.Latencies;
import dev.atrium.localstack.load.Window;

import java.util.Arrays;

/** The commands of one player that are under way, by number. Its event loop's alone. */
final class CommandLedger {
    /** Commands under way, some minutes of them; the oldest beyond it counts as unanswered. */
    static final int UNDER_WAY_MAX = 256;

    /** Nothing of that number is under way. */
    private static final long NOTHING = Long.MIN_VALUE;

    private final long[] dueNanos = new long[UNDER_WAY_MAX];
    private final Window window;
    private final PartyTally tally;
    private long last;

    CommandLedger(Window window, PartyTally tally) {
        this.window = window;
        this.tally = tally;
        Arrays.fill(dueNanos, NOTHING);
    }

    /**
     * A command leaves.
     *
     * @param due when it was to
     * @return its number, from 1
     */
    long send(long due, long now) {
        last++;
        int slot = slot(last);
        unanswered(slot, now);
        dueNanos[slot] = due;
        if (window.contains(due)) {
            tally.commands++;
            Latencies.add(tally.sendLag, now - due);
        }
        return last;
    }

    /** The room has taken the command of that number. */
    void accepted(long number, long now) {
        int slot = slot(number);
        long due = dueNanos[slot];
        if (due != NOTHING && window.contains(due)) {
            tally.accepted++;
            Latencies.add(tally.dueToAccepted, now - due);
        }
        dueNanos[slot] = NOTHING;
    }

    /** It has not, and said so. */
    void refused(long number) {
        int slot = slot(number);
        if (dueNanos[slot] != NOTHING && window.contains(dueNanos[slot])) {
            tally.refused++;
        }
        dueNanos[slot] = NOTHING;
    }

    /** Nothing more is awaited. */
    void close(long now) {
        for (int slot = 0; slot < UNDER_WAY_MAX; slot++) {
            unanswered(slot, now);
        }
    }

    private void unanswered(int slot, long now) {
        long due = dueNanos[slot];
        if (due != NOTHING && window.contains(due)) {
            tally.unanswered++;
            // As old as it is: what was never answered must not make the figures better.
            Latencies.add(tally.dueToAccepted, now - due);
        }
        dueNanos[slot] = NOTHING;
    }

    private static int slot(long number) {
        return (int) Math.floorMod(number, (long) UNDER_WAY_MAX);
    }
}
