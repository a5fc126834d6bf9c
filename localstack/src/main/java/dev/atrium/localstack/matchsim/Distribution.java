package dev.atrium.localstack.matchsim;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** Whole numbers by size. Percentiles are of the nearest rank, so they are among the numbers. */
final class Distribution {
    /** Of nothing. */
    static final Distribution EMPTY = new Distribution(new long[0]);

    private final long[] sorted;

    private Distribution(long[] sorted) {
        this.sorted = sorted;
    }

    static Distribution of(List<Long> numbers) {
        long[] sorted = numbers.stream().mapToLong(number -> number).toArray();
        Arrays.sort(sorted);
        return new Distribution(sorted);
    }

    /** The number that so many of 100 do not exceed, from 1 to 100; 0 if there is none. */
    long percentile(int percent) {
        if (sorted.length == 0) {
            return 0;
        }
        int rank = (int) (((long) sorted.length * percent + 99) / 100);
        return sorted[rank - 1];
    }

    /** By size. */
    LongStream numbers() {
        return Arrays.stream(sorted);
    }

    int count() {
        return sorted.length;
    }

    ObjectNode write(ObjectNode json) {
        return json.put("count", count())
                .put("p50", percentile(50))
                .put("p90", percentile(90))
                .put("p99", percentile(99))
                .put("max", percentile(100));
    }
}
