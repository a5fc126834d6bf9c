package dev.atrium.host.sim;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The way from one host to one store or to another host. A call may be slow, get lost on the way
 * there or back, or come twice; who called is told after a while that nobody knows.
 */
final class SimLink {
    private static final int TIMEOUT_MS = 2_000;

    private final SimWorld world;
    private final SimWorld.Lane caller;
    private final Supplier<Weather> weather;
    private boolean cut;
    private boolean cutForGood;

    /**
     * How bad it is on all ways of a run.
     *
     * @param lost of calls, on the way there or back
     * @param twice of calls, arrive again later
     * @param late of calls, are under way for up to some seconds
     */
    record Weather(double lost, double twice, double late) {
        static final Weather FINE = new Weather(0, 0, 0);
    }

    SimLink(SimWorld world, SimWorld.Lane caller, Supplier<Weather> weather) {
        this.world = world;
        this.caller = caller;
        this.weather = weather;
    }

    void cut() {
        cut = true;
    }

    void mend() {
        cut = cutForGood;
    }

    void cutForGood() {
        cutForGood = true;
        cut = true;
    }

    private long delayNanos() {
        boolean late = world.chance(weather.get().late());
        return late ? world.msBetween(50, 3_000) : world.random().nextLong(100_000, 3_000_000);
    }

    private boolean passes() {
        return !cut && !world.chance(weather.get().lost());
    }

    /** Does something there; the answer comes in the caller's lane. */
    <T> CompletableFuture<T> call(Supplier<T> there) {
        CompletableFuture<T> reply = new CompletableFuture<>();
        SimWorld.Event timeout =
                world.after(
                        TIMEOUT_MS * SimWorld.MS,
                        () -> answer(() -> reply.completeExceptionally(new TimeoutException())));
        var _ = reply.whenComplete((done, failure) -> timeout.callOff());
        if (passes()) {
            world.after(delayNanos(), () -> arrive(there, reply));
            if (world.chance(weather.get().twice())) {
                world.after(delayNanos(), () -> arrive(there, new CompletableFuture<>()));
            }
        }
        return reply;
    }

    private <T> void arrive(Supplier<T> there, CompletableFuture<T> reply) {
        if (cut) {
            return;
        }
        Runnable answer;
        try {
            T result = there.get();
            answer = () -> reply.complete(result);
        } catch (RuntimeException e) {
            answer = () -> reply.completeExceptionally(e);
        }
        if (passes()) {
            Runnable told = answer;
            world.after(
                    delayNanos(),
                    () -> {
                        if (!cut) {
                            answer(told);
                        }
                    });
        }
    }

    private void answer(Runnable told) {
        world.run(caller, told);
    }
}
