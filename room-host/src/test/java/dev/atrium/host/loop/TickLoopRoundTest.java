package dev.atrium.host.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.atrium.host.clock.TestClock;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;

/** What a round runs and flushes, by a clock that only the test moves; no thread is started. */
class TickLoopRoundTest {
    private static final long MS = 1_000_000;

    private final List<String> notes = new ArrayList<>();
    private final TestClock clock = new TestClock();
    private final TickLoop loop = new TickLoop("rounds", clock);

    /** Notes its runs, how late and how long they were, and its flushes, each of which fails. */
    private TickLoop.Entry add(String name, LongUnaryOperator run) {
        Scheduled noting =
                new Scheduled() {
                    @Override
                    public long run(long nowNanos) {
                        return run.applyAsLong(nowNanos);
                    }

                    @Override
                    public long failed(Throwable thrown) {
                        return Scheduled.DONE;
                    }

                    @Override
                    public void ran(long lateNanos, long tookNanos) {
                        notes.add(name + " late " + lateNanos / MS + " took " + tookNanos / MS);
                    }

                    @Override
                    public void flush() {
                        notes.add("flush " + name);
                        throw new IllegalStateException("nobody there");
                    }
                };
        return loop.add(noting, name);
    }

    private TickLoop.Entry addBusy(String name, long tookNanos) {
        return add(
                name,
                now -> {
                    clock.passNanos(tookNanos);
                    return Scheduled.NEVER;
                });
    }

    @Test
    void whatIsDueTogetherIsFlushedTogetherAlsoIfAFlushFails() {
        addBusy("a", 2 * MS).wake();
        addBusy("b", 0).wake();
        loop.round();
        assertEquals(List.of("a late 0 took 2", "b late 2 took 0", "flush a", "flush b"), notes);
    }

    @Test
    void whatIsSaidWaitsForNoSlowOne() {
        addBusy("a", 3 * MS).wake();
        addBusy("b", 0).wake();
        loop.round();
        assertEquals(List.of("a late 0 took 3", "flush a", "b late 3 took 0", "flush b"), notes);
    }

    @Test
    void whatWaitsBehindASlowOneIsToldHowLateItIsAlsoIfItIsWokenMeanwhile() {
        TickLoop.Entry waits = add("waits", now -> now + 5 * MS);
        waits.wake();
        loop.round();
        TickLoop.Entry slow =
                add(
                        "slow",
                        now -> {
                            clock.passNanos(40 * MS);
                            waits.wake();
                            return Scheduled.DONE;
                        });
        slow.wake();
        notes.clear();
        loop.round();
        assertEquals(
                List.of("slow late 0 took 40", "flush slow", "waits late 35 took 0", "flush waits"),
                notes);
    }

    @Test
    void whatIsNotDueIsNotRunAndWhatIsDueRunsOnceARound() {
        long[] due = {clock.nanoTime()};
        add("ticks", now -> due[0] += 10 * MS).wake();
        loop.round();
        clock.passNanos(9 * MS);
        loop.round();
        assertEquals(List.of("ticks late 0 took 0", "flush ticks"), notes);
        clock.passNanos(MS);
        loop.round();
        assertEquals(4, notes.size());
    }
}
