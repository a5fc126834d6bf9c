package dev.atrium.host;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for what comes about by itself, by looking again and again, for so long and no longer. */
public final class Eventually {
    private static final long LOOK_MS = 20;

    private Eventually() {}

    /** Something to look at. */
    @FunctionalInterface
    public interface Look<E extends Exception> {
        /** Whether it has come about. */
        boolean holds() throws E;
    }

    /**
     * Returns once that holds.
     *
     * @param wrong what is wrong if it never does
     */
    public static <E extends Exception> void holds(Look<E> look, String wrong) throws E {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TestPlayer.WAIT_S);
        while (!look.holds()) {
            assertTrue(System.nanoTime() < end, wrong);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MS));
        }
    }
}
