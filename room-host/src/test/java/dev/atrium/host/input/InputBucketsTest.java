package dev.atrium.host.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.message.Allowance;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class InputBucketsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MS = 1_000_000L;
    private static final Allowance MOVES = new Allowance(40, 1, 40, 512);

    private static InputBuckets buckets(int speed, long nowNanos, Allowance... allowances) {
        List<InputRates.Limited> limited = new ArrayList<>();
        for (Allowance allowance : allowances) {
            limited.add(new InputRates.Limited(allowance, BreachMeter.NONE));
        }
        return new InputBuckets(new InputRates(limited, speed), nowNanos);
    }

    private static int taken(InputBuckets buckets, int tries, long nowNanos) {
        int taken = 0;
        for (int i = 0; i < tries; i++) {
            taken += buckets.take(0, 100, nowNanos) == Passage.TAKEN ? 1 : 0;
        }
        return taken;
    }

    @Test
    void aBurstIsTakenAtOnceAndNotOneMore() {
        InputBuckets buckets = buckets(1, 0, MOVES);
        assertEquals(40, taken(buckets, 40, 0));
        assertEquals(Passage.RATE_LIMITED, buckets.take(0, 100, 0));
    }

    @Test
    void oneMoreIsTakenExactlyWhenItWasPromised() {
        for (Allowance each :
                List.of(
                        MOVES,
                        new Allowance(60, 1, 7, 512),
                        new Allowance(10, 60, 1, 512),
                        new Allowance(7, 3_600, 2, 512))) {
            InputBuckets buckets = buckets(1, 5, each);
            assertEquals(each.burst(), taken(buckets, each.burst(), 5));
            assertEquals(Passage.RATE_LIMITED, buckets.take(0, 100, 5));
            long waitMs = buckets.retryAfterMs(0);
            long exactNanos = Math.ceilDiv(each.perSeconds() * SECOND, each.messages());
            assertEquals(Math.ceilDiv(exactNanos, MS), waitMs);
            assertEquals(0, taken(buckets, 1, 5 + exactNanos - 1), each::toString);
            assertEquals(1, taken(buckets, 2, 5 + exactNanos), each::toString);
        }
    }

    @Test
    void whatIsLeftOfTheWaitIsTold() {
        InputBuckets buckets = buckets(1, 0, new Allowance(1, 1, 1, 512));
        assertEquals(Passage.TAKEN, buckets.take(0, 100, 0));
        assertEquals(1, buckets(1, 0, MOVES).retryAfterMs(0), "never 0");
        assertEquals(Passage.RATE_LIMITED, buckets.take(0, 100, 400 * MS));
        assertEquals(600, buckets.retryAfterMs(0));
        assertEquals(Passage.RATE_LIMITED, buckets.take(0, 100, 999 * MS + 1));
        assertEquals(1, buckets.retryAfterMs(0));
        assertEquals(Passage.TAKEN, buckets.take(0, 100, SECOND));
    }

    @Test
    void theRateHoldsWithoutLosingAFractionHoweverOftenItIsAsked() {
        InputBuckets buckets = buckets(1, 0, new Allowance(7, 3, 1, 512));
        Random random = new Random(7);
        int taken = 0;
        long now = 0;
        while (now < 3_000 * SECOND) {
            taken += taken(buckets, 1, now);
            now += random.nextInt(1_000_000);
        }
        // A bucket of one runs over until it is asked again, for half a millisecond of 428.
        assertTrue(taken <= 7_001 && taken >= 6_980, () -> "seed 7");
    }

    @Test
    void limitsCountGameTime() {
        InputBuckets buckets = buckets(20, 0, MOVES);
        assertEquals(800, taken(buckets, 801, 0));
        assertEquals(2, buckets.retryAfterMs(0), "1.25 ms, rounded up");
        assertEquals(800, taken(buckets, 1_000, SECOND));
        assertEquals(80, taken(buckets, 1_000, SECOND + 100 * MS));
    }

    @Test
    void timeThatGoesBackGivesNothingAndTakesNothing() {
        InputBuckets buckets = buckets(1, 10 * SECOND, MOVES);
        assertEquals(40, taken(buckets, 50, 10 * SECOND));
        assertEquals(0, taken(buckets, 50, 0));
        assertEquals(0, taken(buckets, 50, 10 * SECOND - Long.MAX_VALUE));
        assertEquals(0, taken(buckets, 1, 10 * SECOND));
        assertEquals(20, taken(buckets, 50, 10 * SECOND + SECOND / 2));
    }

    @Test
    void clockMayPassTheEndOfItsNumbers() {
        InputBuckets buckets = buckets(1, Long.MAX_VALUE - SECOND / 4, MOVES);
        assertEquals(40, taken(buckets, 50, Long.MAX_VALUE - SECOND / 4));
        long halfASecondLater = Long.MIN_VALUE + SECOND / 4 - 1;
        assertEquals(20, taken(buckets, 50, halfASecondLater));
    }

    @Test
    void longestPauseFillsTheGreatestBucketAndNoMore() {
        Allowance most = new Allowance(1_000, 3_600, 1_000, 16_384);
        InputBuckets buckets = buckets(1_000, 0, most);
        assertEquals(1_000_000, taken(buckets, 1_000_001, 0));
        assertEquals(1_000_000, taken(buckets, 1_000_001, Long.MAX_VALUE));
        assertEquals(4, buckets.retryAfterMs(0), "3.6 ms");
        InputBuckets seldom = buckets(1, 0, new Allowance(1, 3_600, 1, 512));
        assertEquals(1, taken(seldom, 2, 0));
        assertEquals(3_600_000, seldom.retryAfterMs(0));
        assertEquals(1, taken(seldom, 2, Long.MAX_VALUE));
    }

    @Test
    void speedThatNoHostHasIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> buckets(0, 0, MOVES));
        assertThrows(IllegalArgumentException.class, () -> buckets(1_001, 0, MOVES));
    }

    @Test
    void actionsDoNotUseUpEachOther() {
        InputBuckets buckets = buckets(1, 0, MOVES, new Allowance(1, 1, 2, 1_024));
        assertEquals(40, taken(buckets, 100, 0));
        assertEquals(Passage.TAKEN, buckets.take(1, 1_024, 0));
        assertEquals(Passage.TAKEN, buckets.take(1, 1_024, 0));
        assertEquals(Passage.RATE_LIMITED, buckets.take(1, 1_024, 0));
        assertEquals(1_000, buckets.retryAfterMs(1));
        assertEquals(25, buckets.retryAfterMs(0));
    }

    @Test
    void fourRefusalsOfAnActionASecondAreAnswered() {
        InputBuckets buckets = buckets(1, 0, new Allowance(1, 3_600, 1, 512), MOVES);
        assertEquals(Passage.TAKEN, buckets.take(0, 100, 0));
        for (long now : new long[] {0, SECOND - 1, SECOND, 10 * SECOND}) {
            int answered = 0;
            for (int i = 0; i < 100; i++) {
                answered += buckets.take(0, 100, now) == Passage.RATE_LIMITED ? 1 : 0;
            }
            int expected = now == SECOND - 1 ? 0 : InputBuckets.ANSWERS_A_SECOND;
            assertEquals(expected, answered, () -> "at " + now);
        }
    }

    @Test
    void whatIsTooLongIsRefusedAndHasUsedItsPlace() {
        InputBuckets buckets = buckets(1, 0, new Allowance(1, 1, 3, 512));
        assertEquals(Passage.TAKEN, buckets.take(0, 512, 0));
        assertEquals(Passage.TOO_LARGE, buckets.take(0, 513, 0));
        assertEquals(Passage.TOO_LARGE, buckets.take(0, 513, 0));
        assertEquals(Passage.RATE_LIMITED, buckets.take(0, 513, 0));
        assertEquals(512, buckets.bytesMax(0));
    }

    @Test
    void eachBreachIsCountedByItsKindAnsweredOrNot() {
        List<BreachMeter.Kind> counted = new ArrayList<>();
        InputRates rates =
                new InputRates(
                        List.of(new InputRates.Limited(new Allowance(1, 1, 2, 512), counted::add)),
                        1);
        InputBuckets buckets = new InputBuckets(rates, 0);
        buckets.take(0, 100, 0);
        buckets.take(0, 600, 0);
        for (int i = 0; i < 10; i++) {
            buckets.take(0, 100, 0);
        }
        assertEquals(11, counted.size());
        assertEquals(BreachMeter.Kind.SIZE, counted.getFirst());
        assertEquals(10, counted.stream().filter(kind -> kind == BreachMeter.Kind.RATE).count());
    }

    @Test
    void takingAllocatesNothing() {
        InputBuckets buckets = buckets(1, 0, MOVES, new Allowance(10, 1, 10, 512));
        com.sun.management.ThreadMXBean threads =
                (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        BreachWindow window = new BreachWindow(300, 10_000, 1);
        long sum = take(buckets, window, 0); // Classes are loaded by now.
        long before = threads.getCurrentThreadAllocatedBytes();
        long asked = threads.getCurrentThreadAllocatedBytes();
        sum += take(buckets, window, SECOND);
        long after = threads.getCurrentThreadAllocatedBytes();
        assertTrue(sum > 0);
        assertEquals(0, after - asked - (asked - before), "bytes for 200,000 messages");
    }

    /** A hundred thousand rounds within some seconds: taken, refused, answered and too long. */
    private static long take(InputBuckets buckets, BreachWindow window, long sinceNanos) {
        long sum = 0;
        for (int i = 0; i < 100_000; i++) {
            long now = sinceNanos + i * 50_000L;
            Passage passage = buckets.take(0, i % 600, now);
            sum += buckets.take(1, 100, now) == passage ? 1 : buckets.retryAfterMs(1);
            sum += passage != Passage.TAKEN && window.breached(now) ? 1 : 0;
        }
        return sum;
    }
}
