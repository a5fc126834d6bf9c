package dev.atrium.host;

import dev.atrium.host.front.Front;
import dev.atrium.host.load.LoadWatch;
import dev.atrium.host.metrics.HostMetrics;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks at the host every second, on a thread of its own: at its load, now and then at its stores
 * and its clients' network.
 */
final class HostWatch {
    private static final Logger LOG = LoggerFactory.getLogger(HostWatch.class);
    private static final long SECOND_MS = 1_000;
    private static final int STORES_EVERY = 2;
    private static final int ROUND_TRIPS_EVERY = 5;
    private static final int REMEMBER_EVERY = 10;

    private final LoadWatch load;
    private final HostMetrics metrics;
    private final Front front;
    private final List<StorePulse> stores;
    private final StoreThreads threads;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("watch").daemon(true).factory());
    private long second;

    HostWatch(
            LoadWatch load,
            HostMetrics metrics,
            Front front,
            List<StorePulse> stores,
            StoreThreads threads) {
        this.load = load;
        this.metrics = metrics;
        this.front = front;
        this.stores = List.copyOf(stores);
        this.threads = threads;
    }

    void start() {
        var _ = timer.scheduleAtFixedRate(this::look, 0, SECOND_MS, TimeUnit.MILLISECONDS);
    }

    /** One second. A failure must not end the schedule. */
    void look() {
        try {
            load.look();
            if (second % STORES_EVERY == 0) {
                stores.forEach(store -> threads.calls().execute(store::ask));
            }
            if (second % ROUND_TRIPS_EVERY == 0) {
                front.measureRoundTrips();
            }
            if (second % REMEMBER_EVERY == 0) {
                metrics.remember();
            }
        } catch (RuntimeException e) {
            LOG.error("looking at the host failed", e);
        }
        second++;
    }

    void stop() {
        timer.shutdownNow();
    }
}
