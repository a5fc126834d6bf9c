package dev.atrium.localstack.load;

/**
 * The inputs of one bot that are under way, by number, and what becomes of them. Its event loop's
 * alone.
 */
final class InputLedger {
    /**
     * Inputs under way; at ten a second that is 25 s. The oldest beyond it counts as unanswered.
     */
    static final int UNDER_WAY_MAX = 256;

    private final long[] dueNanos = new long[UNDER_WAY_MAX];
    private final Window window;
    private final Tally tally;
    private long last;
    private long settled;

    InputLedger(Window window, Tally tally) {
        this.window = window;
        this.tally = tally;
    }

    /**
     * An input leaves.
     *
     * @return its number
     */
    long send(long due, long now) {
        if (last - settled == UNDER_WAY_MAX) {
            unanswered(++settled, now);
        }
        last++;
        dueNanos[slot(last)] = due;
        if (window.contains(due)) {
            tally.sent++;
            Latencies.add(tally.sendLag, now - due);
        }
        return last;
    }

    /** A view shows that all up to that number have been applied. */
    void applied(long number, long now) {
        while (settled < Math.min(number, last)) {
            long due = dueNanos[slot(++settled)];
            if (window.contains(due)) {
                tally.answered++;
                Latencies.add(tally.inputToView, now - due);
            }
        }
    }

    /** What is still under way came too late: the room refuses it. */
    void refuseRest() {
        while (settled < last) {
            if (window.contains(dueNanos[slot(++settled)])) {
                tally.refused++;
            }
        }
    }

    /** Nothing more is awaited. */
    void close(long now) {
        while (settled < last) {
            unanswered(++settled, now);
        }
    }

    private void unanswered(long number, long now) {
        long due = dueNanos[slot(number)];
        if (window.contains(due)) {
            tally.unanswered++;
            // As old as it is: what was never answered must not make the figures better.
            Latencies.add(tally.inputToView, now - due);
        }
    }

    private static int slot(long number) {
        return (int) (number % UNDER_WAY_MAX);
    }
}
