package dev.atrium.host.input;

/**
 * Counts how often one connection breaks limits. A window begins with a breach and then anew with
 * the first after its end. Not thread-safe: a connection's messages come one after the other.
 */
public final class BreachWindow {
    private static final long MS_NANOS = 1_000_000L;

    private final int most;
    private final long windowNanos;
    private long sinceNanos;
    private int breaches;

    /**
     * None yet.
     *
     * @param most breaches that are borne with in a window, 1 and more
     * @param windowMs milliseconds of game time
     * @param speed game seconds in a wall second
     */
    public BreachWindow(int most, long windowMs, int speed) {
        this.most = most;
        this.windowNanos = windowMs * MS_NANOS / speed;
    }

    /** Counts one; true if it is one too many. */
    public boolean breached(long nowNanos) {
        if (breaches == 0 || nowNanos - sinceNanos > windowNanos) {
            sinceNanos = nowNanos;
            breaches = 0;
        }
        breaches++;
        return breaches > most;
    }
}
