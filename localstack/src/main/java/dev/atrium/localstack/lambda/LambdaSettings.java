package dev.atrium.localstack.lambda;

import java.time.Duration;

/**
 * What a function is deployed with.
 *
 * @param name 1-64 characters; names threads, logs and ARNs
 * @param reservedConcurrency invocations at one time, 1-1,000; one more is throttled with 429, for
 *     waiting would hide from the caller what AWS tells it
 * @param timeout the function's own limit, up to 15 minutes; the handler is interrupted at its end
 */
public record LambdaSettings(String name, int reservedConcurrency, Duration timeout) {

    /** AWS's limit on the time of any function. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    /** AWS's default limit on what runs at one time in an account. */
    private static final int ACCOUNT_CONCURRENCY = 1_000;

    /** Checks the ranges. */
    public LambdaSettings {
        if (name.isEmpty() || name.length() > 64) {
            throw new IllegalArgumentException("name=" + name + ": 1 to 64 characters");
        }
        if (reservedConcurrency < 1 || reservedConcurrency > ACCOUNT_CONCURRENCY) {
            throw new IllegalArgumentException(
                    "reservedConcurrency=" + reservedConcurrency + ": 1 to 1000");
        }
        if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("timeout=" + timeout + ": above 0, at most PT15M");
        }
    }

    /** A function with as many invocations at a time as an account may have, and 29 s for each. */
    public static LambdaSettings named(String name) {
        return new LambdaSettings(name, ACCOUNT_CONCURRENCY, Duration.ofSeconds(29));
    }

    /** The same function with another concurrency. */
    public LambdaSettings withReservedConcurrency(int invocations) {
        return new LambdaSettings(name, invocations, timeout);
    }

    /** The same function with another time limit. */
    public LambdaSettings withTimeout(Duration limit) {
        return new LambdaSettings(name, reservedConcurrency, limit);
    }
}
