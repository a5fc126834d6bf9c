package dev.atrium.functions.wake;

/** Messages that come later. */
@FunctionalInterface
public interface WakeQueue {
    /** Sends. */
    void send(String queue, int delaySeconds);
}
