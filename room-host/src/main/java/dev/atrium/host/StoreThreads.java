package dev.atrium.host;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Threads that may wait for stores. A type of its own, since Netty's event loops are executors too:
 * whoever asks Micronaut for a bare executor may be given one, and lets all its sockets wait.
 *
 * @param calls a virtual thread for each call; those who call bound how many there are at once
 * @param timer the one thread that says when something is due, which is then done on {@code calls}:
 *     nothing may block it
 */
record StoreThreads(ExecutorService calls, ScheduledExecutorService timer) {
    static StoreThreads start() {
        return new StoreThreads(
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("store-call-", 0).factory()),
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("store-timer").daemon().factory()));
    }

    void stop() {
        calls.shutdownNow();
        timer.shutdownNow();
    }
}
