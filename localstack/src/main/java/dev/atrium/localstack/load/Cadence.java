package dev.atrium.localstack.load;

import java.util.concurrent.locks.LockSupport;

/**
 * An absolute schedule for many who take turns: each is due once a period, all of them evenly
 * spread over it. It never waits for anybody, so a slow server delays nothing that is due.
 */
public final class Cadence {
    private final long periodNanos;
    private final int members;
    private final long startNanos;
    private long next;

    /**
     * A schedule that begins at {@code startNanos}.
     *
     * @param members 1 and more
     */
    public Cadence(long periodNanos, int members, long startNanos) {
        this.periodNanos = periodNanos;
        this.members = members;
        this.startNanos = startNanos;
    }

    /** Waits until a moment of {@link System#nanoTime}. */
    public static void await(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** When the next turn is due. */
    public long dueNanos() {
        return startNanos + next / members * periodNanos + next % members * periodNanos / members;
    }

    /** Whose turn that is, 0 and more; the turn is over with this. */
    public int take() {
        return (int) (next++ % members);
    }
}
