package dev.atrium.host;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Threads that may wait for stores. A type of its own, since Netty's event loops are executors too:
 * whoever asks Micronaut for a bare executor may be given one, and lets all its sockets wait.
 *
 * @param calls a virtual thread for each call; those who call bound how many there are at once
 * @param timers a few threads for what is due later or again and again, and waits as well
 */
record StoreThreads(ExecutorService calls, ScheduledExecutorService timers) {
    private static final int TIMER_THREADS = 4;

    static StoreThreads start() {
        return new StoreThreads(
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("store-call-", 0).factory()),
                Executors.newScheduledThreadPool(
                        TIMER_THREADS,
                        Thread.ofPlatform().name("store-timer-", 0).daemon().factory()));
    }

    void stop() {
        calls.shutdownNow();
        timers.shutdownNow();
    }
}
