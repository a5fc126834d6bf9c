package dev.atrium.host.metrics;

import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A histogram of durations: sixteen buckets to each doubling from 16 µs to 67 s, so that a quantile
 * is at most a sixteenth too high. Recording allocates nothing and takes no lock. Counts only rise;
 * a quantile of the last minute is the difference between two readings.
 */
public final class Durations {
    /** Buckets to a doubling, and the microseconds that have a bucket each. */
    private static final int STEPS = 16;

    private static final int STEPS_BITS = 4;

    /** 2 to that many microseconds, 67 s; what takes longer counts as that long. */
    private static final int MOST_BITS = 26;

    private static final int BUCKETS = (MOST_BITS - STEPS_BITS + 1) * STEPS;
    private static final int SUM_NANOS = BUCKETS;
    private static final int MAX_NANOS = BUCKETS + 1;
    private static final long NANOS_A_MICRO = 1_000;
    private static final double NANOS_A_SECOND = 1e9;

    /** Readings that are kept; with one every ten seconds, the last minute. */
    private static final int READINGS = 6;

    /** Bounds that monitoring sees: each doubling from 64 µs to 8.4 s. */
    private static final int FIRST_BOUND_BITS = 6;

    private static final int LAST_BOUND_BITS = 23;

    private final boolean oneWriter;
    private final AtomicLongArray figures = new AtomicLongArray(BUCKETS + 2);
    private final ArrayDeque<long[]> readings = new ArrayDeque<>();

    private Durations(boolean oneWriter) {
        this.oneWriter = oneWriter;
    }

    /** For durations that one thread alone records: the cheapest. */
    public static Durations ofOneThread() {
        return new Durations(true);
    }

    /** For durations that any thread records. */
    public static Durations ofAnyThread() {
        return new Durations(false);
    }

    /** Records one; a negative one counts as none at all. */
    public void record(long nanos) {
        long positive = Math.max(0, nanos);
        int bucket = bucketOf(positive / NANOS_A_MICRO);
        if (oneWriter) {
            figures.setOpaque(bucket, figures.getPlain(bucket) + 1);
            figures.setOpaque(SUM_NANOS, figures.getPlain(SUM_NANOS) + positive);
            if (positive > figures.getPlain(MAX_NANOS)) {
                figures.setOpaque(MAX_NANOS, positive);
            }
        } else {
            figures.getAndIncrement(bucket);
            figures.getAndAdd(SUM_NANOS, positive);
            if (positive > figures.get(MAX_NANOS)) {
                figures.accumulateAndGet(MAX_NANOS, positive, Math::max);
            }
        }
    }

    /** Microseconds below 32 have their own bucket; above, the leading five bits decide. */
    private static int bucketOf(long micros) {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(micros);
        if (bits > MOST_BITS) {
            return BUCKETS - 1;
        }
        int shift = Math.max(0, bits - STEPS_BITS - 1);
        return shift * STEPS + (int) (micros >>> shift);
    }

    /** The first microsecond above a bucket. */
    private static long endOf(int bucket) {
        int shift = Math.max(0, bucket / STEPS - 1);
        return (long) (bucket - shift * STEPS + 1) << shift;
    }

    /** Remembers how things stand, for {@link #recent}. Called every ten seconds. */
    public synchronized void remember() {
        readings.addLast(read());
        if (readings.size() > READINGS) {
            readings.removeFirst();
        }
    }

    /** Everything so far. */
    public Reading total() {
        return new Reading(read());
    }

    /** What was recorded since the oldest reading that is remembered: the last minute. */
    public synchronized Reading recent() {
        long[] now = read();
        long[] before = readings.peekFirst();
        if (before != null) {
            for (int i = 0; i <= SUM_NANOS; i++) {
                now[i] -= before[i];
            }
        }
        return new Reading(now);
    }

    /** The sum of all that was recorded. */
    public long sumNanos() {
        return figures.getOpaque(SUM_NANOS);
    }

    private long[] read() {
        long[] copy = new long[BUCKETS + 2];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = figures.getOpaque(i);
        }
        return copy;
    }

    /** How things stood at a moment. Immutable. */
    public static final class Reading {
        private final long[] figures;

        private Reading(long[] figures) {
            this.figures = figures;
        }

        /** How many there were. */
        public long count() {
            return below(BUCKETS);
        }

        private long below(int bucket) {
            long count = 0;
            for (int i = 0; i < bucket; i++) {
                count += figures[i];
            }
            return count;
        }

        /** Their sum in seconds. */
        public double sumSeconds() {
            return figures[SUM_NANOS] / NANOS_A_SECOND;
        }

        /** Their mean in seconds, 0 if there were none. */
        public double averageSeconds() {
            long count = count();
            return count == 0 ? 0 : sumSeconds() / count;
        }

        /** The longest ever, in seconds: a reading of the last minute still tells of all times. */
        public double worstSeconds() {
            return figures[MAX_NANOS] / NANOS_A_SECOND;
        }

        /**
         * The duration in seconds that this share of them did not exceed, 0 if there were none.
         *
         * @param share over 0, at most 1
         */
        public double quantileSeconds(double share) {
            long wanted = (long) Math.ceil(count() * share);
            long seen = 0;
            for (int i = 0; i < BUCKETS && wanted > 0; i++) {
                seen += figures[i];
                if (seen >= wanted) {
                    return endOf(i) * NANOS_A_MICRO / NANOS_A_SECOND;
                }
            }
            return 0;
        }

        /** How many fell between each bound and the one before, and at last above them all. */
        long[] countsByBound() {
            long[] counts = new long[LAST_BOUND_BITS - FIRST_BOUND_BITS + 2];
            int bucket = 0;
            for (int i = 0; i < counts.length; i++) {
                long bound = i < counts.length - 1 ? 1L << (FIRST_BOUND_BITS + i) : Long.MAX_VALUE;
                while (bucket < BUCKETS && endOf(bucket) <= bound) {
                    counts[i] += figures[bucket];
                    bucket++;
                }
            }
            return counts;
        }
    }

    /** The bounds of {@link Reading#countsByBound} in seconds, infinity the last. */
    static double[] boundsSeconds() {
        double[] bounds = new double[LAST_BOUND_BITS - FIRST_BOUND_BITS + 2];
        for (int i = 0; i < bounds.length - 1; i++) {
            bounds[i] = (1L << (FIRST_BOUND_BITS + i)) * NANOS_A_MICRO / NANOS_A_SECOND;
        }
        bounds[bounds.length - 1] = Double.POSITIVE_INFINITY;
        return bounds;
    }
}
