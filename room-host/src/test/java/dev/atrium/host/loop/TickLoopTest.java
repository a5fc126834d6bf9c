package dev.atrium.host.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongUnaryOperator;

class TickLoopTest {
    private static final long WAIT_S = 10;

    private final TickLoop loop = new TickLoop("loop-test");
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    @BeforeEach
    void start() {
        loop.start();
    }

    @AfterEach
    void stop() {
        loop.stop();
    }

    private TickLoop.Entry add(LongUnaryOperator run) {
        return loop.add(
                new Scheduled() {
                    @Override
                    public long run(long nowNanos) {
                        return run.applyAsLong(nowNanos);
                    }

                    @Override
                    public long failed(Throwable thrown) {
                        failure.set(thrown);
                        return Scheduled.DONE;
                    }
                },
                "test");
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertTrue(latch.await(WAIT_S, TimeUnit.SECONDS));
    }

    @Test
    void whatIsDueRunsOnScheduleAndNeverEarly() throws InterruptedException {
        CountDownLatch runs = new CountDownLatch(20);
        AtomicInteger early = new AtomicInteger();
        long[] due = {System.nanoTime()};
        add(now -> {
                    if (now < due[0]) {
                        early.incrementAndGet();
                    }
                    runs.countDown();
                    due[0] += 2_000_000;
                    return due[0];
                })
                .wake();
        await(runs);
        assertEquals(0, early.get());
    }

    @Test
    void whatIsNeverDueRunsOnlyWhenWoken() throws InterruptedException {
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch second = new CountDownLatch(2);
        TickLoop.Entry entry =
                add(
                        now -> {
                            runs.incrementAndGet();
                            second.countDown();
                            return Scheduled.NEVER;
                        });
        entry.wake();
        while (runs.get() < 1) {
            Thread.onSpinWait();
        }
        entry.wake();
        await(second);
        assertEquals(2, runs.get());
    }

    @Test
    void oneThatThrowsIsClosedAndTheOthersRunOn() throws InterruptedException {
        CountDownLatch others = new CountDownLatch(50);
        add(now -> {
                    others.countDown();
                    return now + 1_000_000;
                })
                .wake();
        AtomicInteger runs = new AtomicInteger();
        TickLoop.Entry bad =
                add(
                        now -> {
                            runs.incrementAndGet();
                            throw new IllegalStateException("bug");
                        });
        bad.wake();
        await(others);
        bad.wake();
        CountDownLatch later = new CountDownLatch(1);
        add(now -> {
                    later.countDown();
                    return Scheduled.DONE;
                })
                .wake();
        await(later);
        assertEquals(1, runs.get(), "it is not run again");
        assertEquals("bug", failure.get().getMessage());
    }

    @Test
    void anIdleLoopStillShowsProgress() throws InterruptedException {
        long before = loop.rounds();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_S);
        while (loop.rounds() < before + 2 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertTrue(loop.rounds() >= before + 2);
    }

    @Test
    void aLoopThatIsInsideARoomSaysWhichOne() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch seen = new CountDownLatch(1);
        add(now -> {
                    inside.countDown();
                    try {
                        await(seen);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return Scheduled.DONE;
                })
                .wake();
        await(inside);
        assertEquals("test", loop.inside());
        long rounds = loop.rounds();
        // A loop with nothing to do comes round at least ten times a second.
        assertFalse(new CountDownLatch(1).await(300, TimeUnit.MILLISECONDS));
        assertEquals(rounds, loop.rounds(), "no progress while it is inside");
        seen.countDown();
    }
}
