package dev.atrium.host.sim;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Timers of a host: a thread of its own for what is due. */
final class SimTimers extends AbstractExecutorService implements ScheduledExecutorService {
    private final SimWorld world;
    private final SimWorld.Lane lane;
    private final SimClock clock;

    SimTimers(SimWorld world, SimWorld.Lane lane, SimClock clock) {
        this.world = world;
        this.lane = lane;
        this.clock = clock;
    }

    @Override
    public void execute(Runnable task) {
        world.start(lane, task);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        world.after(clock.inWorld(unit.toNanos(delay)), () -> world.start(lane, task));
        return new Nobody();
    }

    /** Nobody asks what became of it. */
    private static final class Nobody extends CompletableFuture<Void>
            implements ScheduledFuture<Void> {
        @Override
        public long getDelay(TimeUnit unit) {
            return 0;
        }

        @Override
        public int compareTo(Delayed other) {
            return 0;
        }
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(
            Runnable task, long first, long period, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(
            Runnable task, long first, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }
}
