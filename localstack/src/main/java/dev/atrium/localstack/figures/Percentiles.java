package dev.atrium.localstack.figures;

import org.HdrHistogram.Histogram;

/** Durations in milliseconds, as a line. */
public final class Percentiles {
    private static final long MICROSECONDS_MAX = 60_000_000;
    private static final int DIGITS = 3;
    private static final double US_A_MS = 1_000.0;

    private final Histogram histogram = new Histogram(MICROSECONDS_MAX, DIGITS);

    /** Notes one, of 0 to 60 s. */
    public void addNanos(long nanos) {
        histogram.recordValue(Math.clamp(nanos / 1_000, 0, MICROSECONDS_MAX));
    }

    /** The longest, in ms; 0 if there was none. */
    public double maxMs() {
        return histogram.getMaxValue() / US_A_MS;
    }

    /** What there was, under that name. */
    public String line(String name) {
        return "%s: p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, max %.1f ms, of %d"
                .formatted(
                        name,
                        histogram.getValueAtPercentile(50) / US_A_MS,
                        histogram.getValueAtPercentile(95) / US_A_MS,
                        histogram.getValueAtPercentile(99) / US_A_MS,
                        histogram.getMaxValue() / US_A_MS,
                        histogram.getTotalCount());
    }
}
