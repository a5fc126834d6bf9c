package dev.atrium.localstack.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;

/** An invocation that gave no answer, in the words that AWS's {@code Invoke} has for it. */
public final class LambdaFunctionException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why there is no answer. */
    public enum Failure {
        /** All reserved concurrency is in use: AWS's {@code TooManyRequestsException}, 429. */
        THROTTLED,
        /** The handler, or the caller's patience, ran out of time. */
        TIMED_OUT,
        /** The handler threw, or the event could not be read as what the handler takes. */
        UNHANDLED,
        /** The event is over 6 MB: AWS's {@code RequestTooLargeException}, 413. */
        REQUEST_TOO_LARGE,
        /** The answer is over 6 MB: AWS's {@code Function.ResponseSizeTooLarge}. */
        RESPONSE_TOO_LARGE
    }

    private final Failure failure;
    private final String errorType;
    private final String errorMessage;

    LambdaFunctionException(
            Failure failure,
            String errorType,
            @Nullable String errorMessage,
            @Nullable Throwable cause) {
        super(failure + " " + errorType + ": " + errorMessage, cause);
        this.failure = failure;
        this.errorType = errorType;
        this.errorMessage = errorMessage == null ? "" : errorMessage;
    }

    /** Why there is no answer. */
    public Failure failure() {
        return failure;
    }

    /** The class name of what was thrown, or AWS's name of the error. */
    public String errorType() {
        return errorType;
    }

    /** The message of what was thrown; empty where it had none. */
    public String errorMessage() {
        return errorMessage;
    }

    /** AWS's payload of a failed invocation: {@code {"errorMessage": …, "errorType": …}}. */
    public byte[] toJson() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("errorMessage", errorMessage)
                .put("errorType", errorType)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }
}
