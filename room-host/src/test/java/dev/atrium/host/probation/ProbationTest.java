package dev.atrium.host.probation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.host.Eventually;
import dev.atrium.host.clock.HostClock;
import dev.atrium.host.loop.Scheduled;
import dev.atrium.host.loop.TickLoop;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** On real threads, and time goes faster: what stands still does so until a test lets it go on. */
@Timeout(30)
class ProbationTest {
    private static final int FASTER = 8;

    private static final HostClock FAST =
            new HostClock() {
                @Override
                public long nanoTime() {
                    return System.nanoTime() * FASTER;
                }

                @Override
                public void park(Object blocker, long nanos) {
                    LockSupport.parkNanos(blocker, nanos / FASTER);
                }
            };

    private final Probation probation = new Probation(FAST, Probation.Threads.SYSTEM);
    private final BlockingQueue<TickLoop> told = new LinkedBlockingQueue<>();
    private final CountDownLatch goOn = new CountDownLatch(1);

    @AfterEach
    void close() {
        goOn.countDown();
        probation.close();
    }

    private void standStill() {
        try {
            goOn.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Scheduled standing() {
        return new Scheduled() {
            @Override
            public long run(long nowNanos) {
                standStill();
                return NEVER;
            }

            @Override
            public long failed(Throwable failure) {
                return DONE;
            }
        };
    }

    @Test
    void aLoopThatStandsStillIsToldOnceAndKeepsItsPlace() throws InterruptedException {
        probation.start(told::add);
        TickLoop loop = probation.newLoop().orElseThrow();
        loop.add(standing(), "room").wake();
        assertEquals(loop, told.poll(10, TimeUnit.SECONDS));
        assertEquals(1, probation.standing());
        goOn.countDown();
        Eventually.holds(() -> probation.standing() == 0, "its thread does not come back");
        assertEquals(0, told.size());
    }

    @Test
    void thereAreSoManyPlacesAndAnEndedLoopGivesItsBack() throws InterruptedException {
        List<TickLoop> loops = new ArrayList<>();
        for (int i = 0; i < Probation.ROOMS_MAX; i++) {
            assertTrue(probation.hasPlace());
            loops.add(probation.newLoop().orElseThrow());
        }
        assertFalse(probation.hasPlace());
        assertTrue(probation.newLoop().isEmpty());
        loops.getFirst().stop();
        Eventually.holds(probation::hasPlace, "its thread does not come back");
        assertTrue(probation.newLoop().isPresent());
    }

    @Test
    void workIsDoneAndItsResultOrFailureComesBack() throws StandsStillException {
        assertEquals("done", probation.doApart("work", progress -> "done"));
        IllegalArgumentException own =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                probation.doApart(
                                        "work",
                                        progress -> {
                                            throw new IllegalArgumentException("its own");
                                        }));
        assertEquals("its own", own.getMessage());
        assertThrows(
                IllegalStateException.class,
                () ->
                        probation.doApart(
                                "work",
                                progress -> {
                                    throw new StackOverflowError();
                                }));
    }

    @Test
    void workThatAdvancesMayTakeLongerThanAStep() throws StandsStillException {
        long steps = Standstill.BUDGET_NANOS / 1_000_000_000L * 10 + 5;
        assertEquals(
                "done",
                probation.doApart(
                        "work",
                        progress -> {
                            for (long i = 0; i < steps; i++) {
                                FAST.park(progress, 100_000_000L);
                                progress.advanced();
                            }
                            return "done";
                        }));
    }

    @Test
    void workThatStandsStillIsLeftBehindUntilItComesBack() throws InterruptedException {
        assertThrows(
                StandsStillException.class,
                () ->
                        probation.doApart(
                                "work",
                                progress -> {
                                    standStill();
                                    return "late";
                                }));
        assertEquals(1, probation.standing());
        assertTrue(probation.takesWork());
        goOn.countDown();
        Eventually.holds(() -> probation.standing() == 0, "its thread does not come back");
    }
}
