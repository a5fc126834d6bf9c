package dev.atrium.localstack.load;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Map;
import java.util.NavigableMap;

/**
 * How late a host's ticks were, as its histogram tells: the upper bounds of the buckets that hold
 * the percentiles, in milliseconds.
 *
 * @param count of ticks
 * @param p50Ms half were no later
 * @param p99Ms 99 in 100 were no later
 * @param p999Ms 999 in 1000 were no later
 */
public record TickLateness(long count, double p50Ms, double p99Ms, double p999Ms) {
    private static final double MS_A_SECOND = 1_000;

    /**
     * From the growth of a histogram.
     *
     * @param cumulative how many were no later than so many seconds, by that bound
     */
    static TickLateness of(NavigableMap<Double, Double> cumulative) {
        double count = cumulative.isEmpty() ? 0 : cumulative.lastEntry().getValue();
        return new TickLateness(
                (long) count,
                bound(cumulative, count * 0.5),
                bound(cumulative, count * 0.99),
                bound(cumulative, count * 0.999));
    }

    private static double bound(NavigableMap<Double, Double> cumulative, double wanted) {
        for (Map.Entry<Double, Double> bucket : cumulative.entrySet()) {
            if (bucket.getValue() >= wanted) {
                return bucket.getKey() * MS_A_SECOND;
            }
        }
        return 0;
    }

    /** Writes it as the fields of an object. */
    public void write(ObjectNode json) {
        json.put("count", count);
        put(json, "p50", p50Ms);
        put(json, "p99", p99Ms);
        put(json, "p999", p999Ms);
    }

    /** Beyond the last bound there is no number to give. */
    private static void put(ObjectNode json, String name, double ms) {
        if (Double.isFinite(ms)) {
            json.put(name, Latencies.rounded(ms));
        } else {
            json.put(name, "beyond the last bucket");
        }
    }

    /** As a line. */
    public String line() {
        return "at most p50 %.2f p99 %.2f p99.9 %.2f ms, of %d ticks"
                .formatted(p50Ms, p99Ms, p999Ms, count);
    }
}
