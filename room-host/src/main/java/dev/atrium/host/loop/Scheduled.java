package dev.atrium.host.loop;

/** Something that a loop runs when it is due. */
public interface Scheduled {
    /** Not due until it is woken. */
    long NEVER = Long.MAX_VALUE;

    /** Nothing more to run: the loop forgets it. */
    long DONE = Long.MIN_VALUE;

    /**
     * Runs on the loop's thread; must not block.
     *
     * @param nowNanos of the loop's monotonic clock
     * @return when it is due next on that clock, {@link #NEVER} or {@link #DONE}
     */
    long run(long nowNanos);

    /**
     * It threw. Called on the loop's thread; the others run on.
     *
     * @param failure what it threw
     * @return as {@link #run}: what it still has to clear away. If this throws too, it is done
     */
    long failed(Throwable failure);

    /**
     * Told after each run, on the loop's thread: must cost next to nothing and not throw.
     *
     * @param lateNanos after it was due, or was woken
     * @param tookNanos the run itself
     */
    default void ran(long lateNanos, long tookNanos) {}

    /**
     * What it said in its runs may leave now: told once, on the loop's thread, after it and the
     * others that were due with it have run. Must not throw.
     */
    default void flush() {}
}
