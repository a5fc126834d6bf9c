package dev.atrium.host.takeover;

/**
 * How many rooms move at once: more while each goes quickly, fewer when they wait for each other,
 * since a room that moves stands still for its players. One thread's.
 */
final class MovePace {
    /** More at once would only wait for a processor of the heir's. */
    static final int AT_ONCE_MAX = 8;

    /** A room that went within that time had the way to itself. */
    static final long FAST_MS = 150;

    /** Half of what players may be kept waiting, since they must find the room as well. */
    static final long SLOW_MS = 250;

    private int atOnce = 1;

    /** How many may move; 1 to {@value #AT_ONCE_MAX}. */
    int atOnce() {
        return atOnce;
    }

    /** A room has gone, so long after it was told to. */
    void gone(long tookMs) {
        if (tookMs <= FAST_MS) {
            atOnce = Math.min(AT_ONCE_MAX, atOnce + 1);
        } else if (tookMs > SLOW_MS) {
            atOnce = Math.max(1, atOnce - 1);
        }
    }
}
