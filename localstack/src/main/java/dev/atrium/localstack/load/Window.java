package dev.atrium.localstack.load;

/**
 * When it counts, on the monotonic clock: inputs by when they were due, views by when they were
 * read. Until it is opened nothing counts. Any thread.
 */
public final class Window {
    private volatile long startNanos = Long.MAX_VALUE;
    private volatile long endNanos = Long.MAX_VALUE;

    /** Not opened yet. */
    public Window() {}

    /** Opens it in advance. */
    public void open(long fromNanos, long untilNanos) {
        endNanos = untilNanos;
        startNanos = fromNanos;
    }

    /** Whether that moment is in it. */
    public boolean contains(long nanos) {
        return nanos >= startNanos && nanos < endNanos;
    }

    /** Whether it is over: nothing more is sent then. */
    public boolean isOver(long nanos) {
        return nanos >= endNanos;
    }
}
