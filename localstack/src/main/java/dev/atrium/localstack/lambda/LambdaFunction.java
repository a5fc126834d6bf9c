package dev.atrium.localstack.lambda;

import java.time.Duration;

/**
 * One deployed function, as its invoker sees it: a synchronous invoke of bytes.
 *
 * <p>Safe for use by many threads; the caller's thread is blocked until the answer is there, so it
 * must not be an event loop.
 */
public interface LambdaFunction {

    /** The function's name, as logs and ARNs give it. */
    String name();

    /**
     * Invokes the function and waits for its answer.
     *
     * @param eventJson the event, UTF-8 JSON, at most 6 MB
     * @param timeout how long the caller waits; the function itself runs on to its own limit, as on
     *     AWS, where an invoker that hangs up stops nothing
     * @return the answer, UTF-8 JSON ({@code null} as JSON where the handler returned none)
     * @throws LambdaFunctionException if it was throttled, took too long, threw, or if event or
     *     answer were too large
     */
    byte[] invoke(byte[] eventJson, Duration timeout) throws LambdaFunctionException;
}
