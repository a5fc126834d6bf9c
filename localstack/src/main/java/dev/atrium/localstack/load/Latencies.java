package dev.atrium.localstack.load;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.HdrHistogram.Histogram;

/** Durations as load runs note and print them: microseconds up to ten minutes. Pure. */
public final class Latencies {
    private static final long MICROSECONDS_MAX = 600_000_000;
    private static final int DIGITS = 3;
    private static final double US_A_MS = 1_000.0;
    private static final double PER_CENT_P99 = 99;

    private Latencies() {}

    /** None so far; for one thread. */
    public static Histogram none() {
        return new Histogram(MICROSECONDS_MAX, DIGITS);
    }

    /** Adds a duration; beyond ten minutes it counts as ten. */
    public static void add(Histogram histogram, long nanos) {
        histogram.recordValue(Math.clamp(nanos / 1_000, 0, MICROSECONDS_MAX));
    }

    /** In milliseconds, to three places. */
    public static double ms(Histogram histogram, double percentile) {
        return rounded(histogram.getValueAtPercentile(percentile) / US_A_MS);
    }

    /** Writes count and percentiles in milliseconds as the fields of an object. */
    public static void write(ObjectNode json, Histogram histogram) {
        json.put("count", histogram.getTotalCount());
        if (histogram.getTotalCount() > 0) {
            json.put("mean", rounded(histogram.getMean() / US_A_MS));
            json.put("p50", ms(histogram, 50)).put("p95", ms(histogram, 95));
            json.put("p99", ms(histogram, PER_CENT_P99)).put("p999", ms(histogram, 99.9));
            json.put("max", rounded(histogram.getMaxValue() / US_A_MS));
        }
    }

    /** As a line for people. */
    public static String line(Histogram histogram) {
        return histogram.getTotalCount() == 0
                ? "none"
                : "p50 %.1f p95 %.1f p99 %.1f max %.1f ms"
                        .formatted(
                                ms(histogram, 50),
                                ms(histogram, 95),
                                ms(histogram, PER_CENT_P99),
                                histogram.getMaxValue() / US_A_MS);
    }

    /** To three places, as reports have it. */
    public static double rounded(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }
}
