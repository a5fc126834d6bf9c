package dev.atrium.localstack.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;

import dev.atrium.localstack.lambda.LambdaFunctionException.Failure;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A handler in this process, behind the event JSON and the limits that it will meet on AWS.
 *
 * <p>One handler object serves all concurrent invocations, where AWS would make one per execution
 * environment: handlers must be safe for use by many threads here.
 */
public final class LocalLambda implements LambdaFunction {

    /** AWS's limit on the payload of a synchronous invocation, in either direction. */
    public static final int MAXIMUM_PAYLOAD_BYTES = 6 * 1024 * 1024;

    private static final byte[] JSON_NULL = "null".getBytes(StandardCharsets.UTF_8);

    private final LambdaSettings settings;
    private final RequestStreamHandler handler;
    private final Semaphore environments;

    private LocalLambda(LambdaSettings settings, RequestStreamHandler handler) {
        this.settings = settings;
        this.handler = handler;
        this.environments = new Semaphore(settings.reservedConcurrency());
    }

    /**
     * Wraps a handler of objects.
     *
     * @param eventClass what the event JSON is read as: one of AWS's event classes, or any class
     *     that Jackson can read
     */
    public static <I, O extends @Nullable Object> LocalLambda of(
            LambdaSettings settings, RequestHandler<I, O> handler, Class<I> eventClass) {
        return new LocalLambda(settings, new SerializedHandler<>(handler, eventClass));
    }

    /** Wraps a handler of streams, which reads and writes the JSON itself. */
    public static LocalLambda ofStream(LambdaSettings settings, RequestStreamHandler handler) {
        return new LocalLambda(settings, handler);
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public byte[] invoke(byte[] eventJson, Duration timeout) throws LambdaFunctionException {
        if (eventJson.length > MAXIMUM_PAYLOAD_BYTES) {
            throw new LambdaFunctionException(
                    Failure.REQUEST_TOO_LARGE,
                    "RequestTooLargeException",
                    eventJson.length + " byte payload is too large",
                    null);
        }
        if (!environments.tryAcquire()) {
            throw new LambdaFunctionException(
                    Failure.THROTTLED, "TooManyRequestsException", "Rate Exceeded.", null);
        }
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        Context context = new LocalContext(settings);
        Thread environment =
                Thread.ofVirtual()
                        .name("lambda-" + settings.name() + "-" + context.getAwsRequestId())
                        .start(() -> run(eventJson, context, answer));
        // The limit of the function holds also after the caller has hung up. A handler that
        // ignores the interrupt keeps its environment until it returns.
        var _ =
                answer.orTimeout(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)
                        .whenComplete(
                                (bytes, failure) -> {
                                    if (failure instanceof TimeoutException) {
                                        environment.interrupt();
                                    }
                                });
        return await(answer, timeout);
    }

    /** Runs on the invocation's own thread; the environment is free again when it returns. */
    private void run(byte[] eventJson, Context context, CompletableFuture<byte[]> answer) {
        byte[] result = null;
        Throwable failure = null;
        try {
            ByteArrayOutputStream output = new ByteArrayOutputStream();
            handler.handleRequest(new ByteArrayInputStream(eventJson), output, context);
            result = output.toByteArray();
        } catch (Throwable thrown) {
            failure = thrown;
        } finally {
            // Before the answer, so that who was answered can invoke again at once.
            environments.release();
        }
        if (result == null) {
            answer.completeExceptionally(
                    failure instanceof TimeoutException
                            ? new IllegalStateException(failure)
                            : failure);
        } else {
            answer.complete(result.length == 0 ? JSON_NULL : result);
        }
    }

    private byte[] await(CompletableFuture<byte[]> answer, Duration timeout)
            throws LambdaFunctionException {
        try {
            byte[] bytes = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (bytes.length > MAXIMUM_PAYLOAD_BYTES) {
                throw new LambdaFunctionException(
                        Failure.RESPONSE_TOO_LARGE,
                        "Function.ResponseSizeTooLarge",
                        "Response payload size exceeded maximum allowed payload size ("
                                + MAXIMUM_PAYLOAD_BYTES
                                + " bytes).",
                        null);
            }
            return bytes;
        } catch (TimeoutException waitedLongEnough) {
            throw timedOut(timeout, waitedLongEnough);
        } catch (ExecutionException failed) {
            Throwable thrown = failed.getCause() == null ? failed : failed.getCause();
            if (thrown instanceof TimeoutException) {
                throw timedOut(settings.timeout(), thrown);
            }
            throw new LambdaFunctionException(
                    Failure.UNHANDLED, thrown.getClass().getName(), thrown.getMessage(), thrown);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw timedOut(timeout, interrupted);
        }
    }

    private static LambdaFunctionException timedOut(Duration limit, Throwable cause) {
        return new LambdaFunctionException(
                Failure.TIMED_OUT,
                "Sandbox.Timedout",
                "Task timed out after " + limit.toMillis() + " ms",
                cause);
    }

    /** Reads the event and writes the answer as AWS's runtime does. */
    private static final class SerializedHandler<I, O extends @Nullable Object>
            implements RequestStreamHandler {

        private final RequestHandler<I, O> handler;
        private final Class<I> eventClass;
        private final PojoSerializer<Object> events;
        private final @Nullable PojoSerializer<Object> answers;

        SerializedHandler(RequestHandler<I, O> handler, Class<I> eventClass) {
            this.handler = handler;
            this.eventClass = eventClass;
            this.events = HandlerTypes.serializerOf(eventClass);
            Type declared = HandlerTypes.declaredAnswer(handler.getClass());
            this.answers = declared == null ? null : HandlerTypes.serializerOf(declared);
        }

        @Override
        public void handleRequest(
                java.io.InputStream input, java.io.OutputStream output, Context context)
                throws IOException {
            I event;
            try {
                event = eventClass.cast(events.fromJson(input));
            } catch (RuntimeException unreadable) {
                // The runtime's own words.
                throw new IllegalArgumentException(
                        "An error occurred during JSON parsing", unreadable);
            }
            O answer = handler.handleRequest(event, context);
            if (answer == null) {
                output.write(JSON_NULL);
            } else if (answers != null) {
                answers.toJson(answer, output);
            } else {
                HandlerTypes.serializerOf(answer.getClass()).toJson(answer, output);
            }
        }
    }
}
