package dev.atrium.host;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One thread that makes what is scheduled at once, and notes how long it would have waited. */
public final class ScheduledAtOnce extends ScheduledThreadPoolExecutor {
    private final List<Long> waitsMs = new CopyOnWriteArrayList<>();

    public ScheduledAtOnce() {
        super(1);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        if (delay > 0) {
            waitsMs.add(unit.toMillis(delay));
        }
        return super.schedule(task, 0, unit);
    }

    /** The waits that were spared so far, in order. */
    public List<Long> waitsMs() {
        return List.copyOf(waitsMs);
    }
}
