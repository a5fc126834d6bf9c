package dev.atrium.host.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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
    void whatWaitsBehindASlowOneIsToldHowLateItIsAlsoIfItIsWokenMeanwhile()
            throws InterruptedException {
        long slowNanos = 40_000_000;
        long[] late = {0};
        long[] took = {0};
        AtomicReference<TickLoop.Entry> first = new AtomicReference<>();
        CountDownLatch ran = new CountDownLatch(2);
        TickLoop.Entry slow =
                add(
                        now -> {
                            first.get().wake();
                            while (System.nanoTime() - now < slowNanos) {
                                Thread.onSpinWait();
                            }
                            return Scheduled.DONE;
                        });
        first.set(
                loop.add(
                        new Scheduled() {
                            @Override
                            public long run(long nowNanos) {
                                if (ran.getCount() < 2) {
                                    return Scheduled.DONE;
                                }
                                // Due again in 5 ms, when the slow one is inside.
                                slow.wake();
                                return nowNanos + 5_000_000;
                            }

                            @Override
                            public long failed(Throwable thrown) {
                                return Scheduled.DONE;
                            }

                            @Override
                            public void ran(long lateNanos, long tookNanos) {
                                late[0] = lateNanos;
                                took[0] = tookNanos;
                                ran.countDown();
                            }
                        },
                        "waits"));
        first.get().wake();
        await(ran);
        assertTrue(late[0] >= 20_000_000, "late by " + late[0]);
        assertTrue(took[0] >= 0 && took[0] < slowNanos, "took " + took[0]);
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

    /** Notes its runs and flushes. */
    private record Noting(String name, long runsNanos, List<String> notes, CountDownLatch flushed)
            implements Scheduled {
        @Override
        public long run(long nowNanos) {
            notes.add(name);
            long end = System.nanoTime() + runsNanos;
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            return Scheduled.NEVER;
        }

        @Override
        public long failed(Throwable thrown) {
            return Scheduled.DONE;
        }

        @Override
        public void flush() {
            notes.add("flush " + name);
            flushed.countDown();
            throw new IllegalStateException("nobody there");
        }
    }

    private static List<String> notesOfTwoDueAtOnce(long firstRunsNanos)
            throws InterruptedException {
        List<String> notes = new CopyOnWriteArrayList<>();
        CountDownLatch flushed = new CountDownLatch(2);
        TickLoop together = new TickLoop("loop-together");
        together.add(new Noting("a", firstRunsNanos, notes, flushed), "a").wake();
        together.add(new Noting("b", 0, notes, flushed), "b").wake();
        together.start();
        await(flushed);
        together.stop();
        return notes;
    }

    @Test
    void whatIsDueTogetherIsFlushedTogetherAlsoIfAFlushFails() throws InterruptedException {
        assertEquals(List.of("a", "b", "flush a", "flush b"), notesOfTwoDueAtOnce(0));
    }

    @Test
    void whatIsSaidWaitsForNoSlowOne() throws InterruptedException {
        assertEquals(List.of("a", "flush a", "b", "flush b"), notesOfTwoDueAtOnce(20_000_000));
    }
}
