package dev.atrium.host.attempt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.core.exception.SdkClientException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

class AttemptsTest {
    private static final int WAIT_S = 30;

    private final List<Long> waitsMs = new ArrayList<>();
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();

    /** Makes what is scheduled at once, and notes how long it would have waited. */
    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(1) {
                @Override
                public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
                    waitsMs.add(unit.toMillis(delay));
                    return super.schedule(task, 0, unit);
                }
            };

    private final Attempts attempts = new Attempts(timer, calls);

    @AfterEach
    void stop() {
        timer.shutdownNow();
        calls.shutdownNow();
    }

    /** One attempt at a text. */
    @FunctionalInterface
    private interface Step {
        String once(int number)
                throws NotYetException,
                        IOException,
                        ExecutionException,
                        TimeoutException,
                        InterruptedException;
    }

    private static Attempt<String> at(int timesMax, Step step) {
        AtomicInteger number = new AtomicInteger();
        return new Attempt<>() {
            @Override
            public String roomId() {
                return "room";
            }

            @Override
            public String pending() {
                return "not tried out";
            }

            @Override
            public int timesMax() {
                return timesMax;
            }

            @Override
            public String once()
                    throws NotYetException,
                            IOException,
                            ExecutionException,
                            TimeoutException,
                            InterruptedException {
                return step.once(number.incrementAndGet());
            }

            @Override
            public String givenUp() {
                return "given up after " + number.get();
            }

            @Override
            public String broken() {
                return "broken";
            }
        };
    }

    private CompletableFuture<String> make(Attempt<String> attempt) {
        CompletableFuture<String> done = new CompletableFuture<>();
        attempts.make(attempt, result -> assertTrue(done.complete(result), "told once"));
        return done;
    }

    private static String await(CompletableFuture<String> done) {
        return done.orTimeout(WAIT_S, TimeUnit.SECONDS).join();
    }

    @Test
    void whateverAStoreFailsWithIsTriedAgainLaterAndLater() {
        Attempt<String> fifth =
                at(
                        9,
                        number ->
                                switch (number) {
                                    case 1 -> throw new NotYetException("not yet");
                                    case 2 -> throw new IOException("no file");
                                    case 3 -> throw new TimeoutException("no answer");
                                    case 4 -> throw SdkClientException.create("no store");
                                    case 5 -> throw new ExecutionException("no", new Exception());
                                    default -> "done at " + number;
                                });

        assertEquals("done at 6", await(make(fifth)));
        assertEquals(List.of(100L, 200L, 400L, 800L, 1_600L), waitsMs);
    }

    @Test
    void afterTheLastAttemptItIsGivenUp() {
        Attempt<String> never =
                at(
                        8,
                        number -> {
                            throw new NotYetException("not yet");
                        });

        assertEquals("given up after 8", await(make(never)));
        assertEquals(List.of(100L, 200L, 400L, 800L, 1_600L, 3_200L, 5_000L), waitsMs);
    }

    @Test
    void aBugIsNotTriedAgain() {
        Attempt<String> bug =
                at(
                        8,
                        number -> {
                            throw new IllegalStateException("a bug");
                        });

        assertEquals("broken", await(make(bug)));
        assertEquals(List.of(), waitsMs);
    }

    /** A store may let many rooms wait at once; who is due meanwhile has his own. */
    @Test
    void attemptsThatWaitForAStoreKeepNobodyElseWaiting() throws InterruptedException {
        CountDownLatch stalled = new CountDownLatch(20);
        CountDownLatch goesOn = new CountDownLatch(1);
        List<CompletableFuture<String>> waiting = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            waiting.add(
                    make(
                            at(
                                    1,
                                    number -> {
                                        stalled.countDown();
                                        assertTrue(goesOn.await(WAIT_S, TimeUnit.SECONDS));
                                        return "late";
                                    })));
        }
        assertTrue(stalled.await(WAIT_S, TimeUnit.SECONDS));

        Attempt<String> third =
                at(
                        3,
                        number -> {
                            if (number < 3) {
                                throw new NotYetException("not yet");
                            }
                            return "in time";
                        });
        assertEquals("in time", await(make(third)));
        assertTrue(waiting.stream().noneMatch(CompletableFuture::isDone));
        assertFalse(attempts.awaitNone(0), "twenty wait still");

        goesOn.countDown();
        waiting.forEach(late -> assertEquals("late", await(late)));
        assertTrue(attempts.awaitNone(WAIT_S * 1_000));
    }

    @Test
    void nothingIsUnderWayAnyMoreOnceTheHostHasEnded() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<String> interrupted =
                make(
                        at(
                                8,
                                number -> {
                                    begun.countDown();
                                    TimeUnit.SECONDS.sleep(WAIT_S);
                                    return "never";
                                }));
        assertTrue(begun.await(WAIT_S, TimeUnit.SECONDS));

        calls.shutdownNow();

        assertTrue(attempts.awaitNone(WAIT_S * 1_000));
        assertFalse(interrupted.isDone());
        CompletableFuture<String> late = make(at(1, number -> "late"));
        assertTrue(attempts.awaitNone(0), "there is no thread for it");
        assertFalse(late.isDone());
    }
}
