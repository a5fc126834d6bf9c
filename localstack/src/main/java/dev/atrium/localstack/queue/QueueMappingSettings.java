package dev.atrium.localstack.queue;

import java.time.Duration;

/**
 * How a function is invoked with a queue's messages.
 *
 * @param batchSize messages per invocation at most, 1 to 10
 * @param invocationsMax at one time, 1 to 4
 * @param invocationTimeout for each invocation; above 0, and no longer than the visibility timeout,
 *     as AWS wants it: else a message would come again while it is being handled
 * @param visibilityTimeout from a message's delivery until it comes again, if it was not handled;
 *     at most 12 h
 * @param receivesMax deliveries of a message that keeps failing, 1 to 5; then it is a dead letter
 */
public record QueueMappingSettings(
        int batchSize,
        int invocationsMax,
        Duration invocationTimeout,
        Duration visibilityTimeout,
        int receivesMax) {
    private static final int BATCH_SIZE_MAX = 10;
    private static final int INVOCATIONS_MAX = 4;
    private static final int RECEIVES_MAX = 5;
    private static final Duration VISIBILITY_TIMEOUT_MAX = Duration.ofHours(12);

    /** Checks the ranges. */
    public QueueMappingSettings {
        check("batchSize", batchSize, BATCH_SIZE_MAX);
        check("invocationsMax", invocationsMax, INVOCATIONS_MAX);
        check("receivesMax", receivesMax, RECEIVES_MAX);
        if (visibilityTimeout.compareTo(VISIBILITY_TIMEOUT_MAX) > 0) {
            throw new IllegalArgumentException(
                    "visibilityTimeout=" + visibilityTimeout + ": at most PT12H");
        }
        if (!invocationTimeout.isPositive() || invocationTimeout.compareTo(visibilityTimeout) > 0) {
            throw new IllegalArgumentException(
                    "invocationTimeout="
                            + invocationTimeout
                            + ": above 0, at most the visibility timeout, "
                            + visibilityTimeout);
        }
    }

    private static void check(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(name + "=" + value + ": 1 to " + most);
        }
    }

    /** 10 messages, 4 invocations at one time of 5 s each, again after 5 s, 5 deliveries. */
    public static QueueMappingSettings standard() {
        return new QueueMappingSettings(
                BATCH_SIZE_MAX,
                INVOCATIONS_MAX,
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                RECEIVES_MAX);
    }

    /** The same with other batches. */
    public QueueMappingSettings withBatchSize(int messages) {
        return new QueueMappingSettings(
                messages, invocationsMax, invocationTimeout, visibilityTimeout, receivesMax);
    }

    /** The same with another visibility timeout, which invocations may take, too. */
    public QueueMappingSettings withVisibilityTimeout(Duration timeout) {
        return new QueueMappingSettings(batchSize, invocationsMax, timeout, timeout, receivesMax);
    }
}
