package dev.atrium.host.connection;

/**
 * How fast one connection may send: a token bucket on the monotonic clock. Limits count game time,
 * so a room that runs faster takes more. Not thread-safe: one connection's messages come in order.
 */
public final class InputLimit {
    /** Messages in a second of game time, and as many at once. */
    public static final int MESSAGES_A_SECOND = 60;

    /** After so many refusals within {@link #ABUSE_WINDOW_NANOS} the connection is closed. */
    static final int REFUSALS_MAX = 300;

    private static final long ABUSE_WINDOW_NANOS = 10_000_000_000L;
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final double perNano;
    private final double burst;
    private double tokens;
    private long lastNanos;
    private long windowNanos;
    private int refusals;

    /** What became of a message. */
    public enum Decision {
        /** It may be handled. */
        TAKEN,
        /** It is refused, and the sender is told. */
        REFUSED,
        /** It is refused; he was told a moment ago. */
        REFUSED_IN_SILENCE,
        /** He went on and on: close. */
        ABUSE
    }

    /**
     * A full bucket.
     *
     * @param speed game seconds in a wall second
     */
    public InputLimit(int speed, long nowNanos) {
        this.burst = (double) MESSAGES_A_SECOND * speed;
        this.perNano = burst / SECOND_NANOS;
        this.tokens = burst;
        this.lastNanos = nowNanos;
        this.windowNanos = nowNanos;
    }

    /** Takes one message at that time. */
    public Decision take(long nowNanos) {
        tokens = Math.min(burst, tokens + (nowNanos - lastNanos) * perNano);
        lastNanos = nowNanos;
        if (tokens >= 1) {
            tokens -= 1;
            return Decision.TAKEN;
        }
        if (nowNanos - windowNanos > ABUSE_WINDOW_NANOS) {
            windowNanos = nowNanos;
            refusals = 0;
        }
        refusals++;
        if (refusals > REFUSALS_MAX) {
            return Decision.ABUSE;
        }
        // One answer for ten refusals: an answer to each would double what the flood costs.
        return refusals % 10 == 1 ? Decision.REFUSED : Decision.REFUSED_IN_SILENCE;
    }

    /** Milliseconds until the next message will be taken, at least 1. */
    public long retryAfterMs() {
        return Math.max(1, (long) Math.ceil((1 - tokens) / perNano / 1_000_000));
    }
}
