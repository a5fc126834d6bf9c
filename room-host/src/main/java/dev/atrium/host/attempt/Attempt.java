package dev.atrium.host.attempt;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Something about a room that stores must answer, and that may be tried again and again: one
 * attempt after the other, never two at once.
 *
 * @param <R> what it comes to
 */
public interface Attempt<R> {
    /** The room that it is about. */
    String roomId();

    /** What is not so yet, for the log: {@code "not void"}. */
    String pending();

    /** How often it is tried at most, above 0. */
    int timesMax();

    /**
     * One attempt. Blocking, bounded by what it asks of stores.
     *
     * @throws NotYetException if it is to be tried again, as after the others
     * @throws software.amazon.awssdk.core.exception.SdkException so too
     */
    R once()
            throws NotYetException,
                    IOException,
                    ExecutionException,
                    TimeoutException,
                    InterruptedException;

    /** What it comes to after the last attempt. */
    R givenUp();

    /** What it comes to after a bug, which another attempt would meet again. */
    default R broken() {
        return givenUp();
    }
}
