package dev.atrium.host.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

class DurationsTest {
    private static final double NANOS = 1e9;

    private final Durations durations = Durations.ofOneThread();

    @Test
    void whatWasNeverRecordedIsNothing() {
        Durations.Reading reading = durations.total();
        assertEquals(0, reading.count());
        assertEquals(0, reading.averageSeconds());
        assertEquals(0, reading.quantileSeconds(0.99));
        assertEquals(0, reading.worstSeconds());
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                1,
                999,
                1_000,
                15_999,
                16_000,
                31_999,
                32_000,
                33_000,
                63_999,
                64_000,
                127_999,
                1_000_000,
                16_666_667,
                999_999_999,
                8_388_608_000L,
                67_108_863_999L
            })
    void aQuantileIsNeverTooLowAndAtMostASixteenthTooHigh(long nanos) {
        durations.record(nanos);
        double seconds = durations.total().quantileSeconds(1);
        assertTrue(seconds * NANOS > nanos, seconds + " for " + nanos);
        assertTrue(seconds * NANOS <= nanos * 17.0 / 16 + 1_000, seconds + " for " + nanos);
    }

    @Test
    void whatIsBeyondItsReachCountsAsTheLongest() {
        durations.record(Long.MAX_VALUE / 4);
        assertEquals(67.108864, durations.total().quantileSeconds(0.5), 1e-9);
        assertEquals(Long.MAX_VALUE / 4.0 / NANOS, durations.total().worstSeconds(), 1);
    }

    @Test
    void aNegativeDurationIsNone() {
        durations.record(-5);
        assertEquals(1, durations.total().count());
        assertEquals(0, durations.sumNanos());
    }

    @Test
    void quantilesAreThoseOfASortedList() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        long[] values =
                LongStream.generate(() -> (long) (Math.exp(random.nextGaussian()) * 2_000_000))
                        .limit(20_000)
                        .toArray();
        LongStream.of(values).forEach(durations::record);
        Arrays.sort(values);
        Durations.Reading reading = durations.total();
        for (double share : new double[] {0.01, 0.5, 0.95, 0.99, 0.999, 1}) {
            long exact = values[(int) Math.ceil(share * values.length) - 1];
            double told = reading.quantileSeconds(share) * NANOS;
            assertTrue(told > exact && told <= exact * 17.0 / 16 + 1_000, "seed " + seed);
        }
        assertEquals(values.length, reading.count());
        assertEquals(LongStream.of(values).sum() / NANOS, reading.sumSeconds(), 1e-9);
        assertEquals(values[values.length - 1] / NANOS, reading.worstSeconds(), 1e-9);
    }

    @Test
    void theBoundsOfMonitoringCountEveryValueOnce() {
        durations.record(63_999);
        durations.record(64_000);
        durations.record(2_047_999);
        durations.record(60_000_000_000L);
        long[] counts = durations.total().countsByBound();
        double[] bounds = Durations.boundsSeconds();
        assertEquals(bounds.length, counts.length);
        assertEquals(0.000064, bounds[0], 1e-12);
        assertEquals(1, counts[0], "up to 64 µs");
        assertEquals(1, counts[1], "up to 128 µs");
        assertEquals(0.002048, bounds[5], 1e-12);
        assertEquals(1, counts[5], "up to 2.048 ms");
        assertEquals(Double.POSITIVE_INFINITY, bounds[bounds.length - 1]);
        assertEquals(1, counts[counts.length - 1]);
        assertEquals(4, LongStream.of(counts).sum());
    }

    @Test
    void theLastMinuteForgetsWhatIsOlder() {
        durations.record(500_000_000);
        assertEquals(1, durations.recent().count(), "nothing is remembered yet");
        for (int i = 0; i < 6; i++) {
            durations.remember();
        }
        durations.record(1_000_000);
        assertEquals(1, durations.recent().count());
        assertTrue(durations.recent().quantileSeconds(1) < 0.0011);
        assertEquals(2, durations.total().count());
        assertEquals(0.5, durations.recent().worstSeconds(), 1e-9, "of all times");
        for (int i = 0; i < 6; i++) {
            durations.remember();
        }
        assertEquals(0, durations.recent().count());
    }

    @Test
    void manyThreadsLoseNothing() throws InterruptedException {
        Durations shared = Durations.ofAnyThread();
        int threads = 4;
        CountDownLatch done = new CountDownLatch(threads);
        for (int t = 0; t < threads; t++) {
            long nanos = (t + 1) * 1_000_000L;
            Thread.ofPlatform()
                    .start(
                            () -> {
                                for (int i = 0; i < 50_000; i++) {
                                    shared.record(nanos);
                                }
                                done.countDown();
                            });
        }
        assertTrue(done.await(30, TimeUnit.SECONDS));
        assertEquals(200_000, shared.total().count());
        assertEquals(500.0, shared.total().sumSeconds(), 1e-9);
        assertEquals(0.004, shared.total().worstSeconds(), 1e-9);
    }
}
