package dev.atrium.localstack.stream;

import java.time.Duration;

/**
 * How a stream is read.
 *
 * @param batchSize records per invocation at most, 1-1,000
 * @param pollInterval between two looks at a stream that had nothing
 * @param maximumAttempts deliveries of a batch that keeps failing, 1-100; then each of its records
 *     is tried alone as often, and what still fails is a dead letter
 * @param firstBackOff before the second attempt; doubles with each further one, up to 5 s
 * @param invocationTimeout for each invocation
 */
public record MappingSettings(
        int batchSize,
        Duration pollInterval,
        int maximumAttempts,
        Duration firstBackOff,
        Duration invocationTimeout) {

    /** Checks the ranges. */
    public MappingSettings {
        if (batchSize < 1 || batchSize > 1_000) {
            throw new IllegalArgumentException("batchSize=" + batchSize + ": 1 to 1000");
        }
        if (maximumAttempts < 1 || maximumAttempts > 100) {
            throw new IllegalArgumentException("maximumAttempts=" + maximumAttempts + ": 1 to 100");
        }
    }

    /** 100 records, a look every 100 ms, five attempts from 200 ms on, a minute for each. */
    public static MappingSettings standard() {
        return new MappingSettings(
                100, Duration.ofMillis(100), 5, Duration.ofMillis(200), Duration.ofMinutes(1));
    }

    /** The same settings with another first back-off. */
    public MappingSettings withFirstBackOff(Duration pause) {
        return new MappingSettings(
                batchSize, pollInterval, maximumAttempts, pause, invocationTimeout);
    }

    /** The same settings with another number of deliveries. */
    public MappingSettings withMaximumAttempts(int attempts) {
        return new MappingSettings(
                batchSize, pollInterval, attempts, firstBackOff, invocationTimeout);
    }
}
