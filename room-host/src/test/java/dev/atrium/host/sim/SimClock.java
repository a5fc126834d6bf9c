package dev.atrium.host.sim;

import dev.atrium.host.clock.HostClock;

import java.util.concurrent.locks.LockSupport;

/** A host's clock: begins anywhere, and goes a little faster or slower than the others. */
final class SimClock implements HostClock {
    private final SimWorld world;
    private final long offsetNanos;
    private final double rate;

    SimClock(SimWorld world, long offsetNanos, double rate) {
        this.world = world;
        this.offsetNanos = offsetNanos;
        this.rate = rate;
    }

    @Override
    public long nanoTime() {
        world.looked();
        return offsetNanos + (long) (world.nowNanos() * rate);
    }

    @Override
    public void park(Object blocker, long nanos) {
        Thread waiting = Thread.currentThread();
        SimWorld.Event end =
                world.after(Math.max(1, inWorld(nanos)), () -> LockSupport.unpark(waiting));
        LockSupport.park(blocker);
        end.callOff();
    }

    /** How long that takes for others. */
    long inWorld(long nanos) {
        return (long) (nanos / rate);
    }
}
