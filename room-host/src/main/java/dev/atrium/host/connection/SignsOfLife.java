package dev.atrium.host.connection;

import java.util.function.LongSupplier;

/** When a connection was heard last, and when it last showed that it is there. Any thread. */
public final class SignsOfLife {
    private static final long MS_NANOS = 1_000_000;

    private final LongSupplier clockNanos;
    private volatile long heardNanos;
    private volatile long pongNanos;

    /** Of a connection that has just come. */
    public SignsOfLife() {
        this(System::nanoTime);
    }

    /** By a clock of one's own. */
    SignsOfLife(LongSupplier clockNanos) {
        this.clockNanos = clockNanos;
        this.heardNanos = clockNanos.getAsLong();
        this.pongNanos = heardNanos;
    }

    /** A message came. */
    public void heard() {
        heardNanos = clockNanos.getAsLong();
    }

    /** A pong came, which is no message. */
    public void ponged() {
        pongNanos = clockNanos.getAsLong();
    }

    /** Since the last message, or since it came. */
    public long silentMs() {
        return (clockNanos.getAsLong() - heardNanos) / MS_NANOS;
    }

    /** Since the last message or pong, or since it came. */
    public long lifelessMs() {
        long now = clockNanos.getAsLong();
        return Math.min(now - heardNanos, now - pongNanos) / MS_NANOS;
    }
}
