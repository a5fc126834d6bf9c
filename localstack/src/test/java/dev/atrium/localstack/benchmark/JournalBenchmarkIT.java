package dev.atrium.localstack.benchmark;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The benchmark of the journal appends to a real Redis. */
class JournalBenchmarkIT {
    @Test
    void appendsAreTaken() throws Exception {
        JournalBenchmark benchmark = new JournalBenchmark();
        JournalBenchmark.InRedis inRedis = new JournalBenchmark.InRedis();
        try {
            inRedis.begin();
            for (int i = 1; i <= 3; i++) {
                assertTrue(benchmark.appendToRedis(inRedis) == i);
            }
        } finally {
            inRedis.end();
        }
    }
}
