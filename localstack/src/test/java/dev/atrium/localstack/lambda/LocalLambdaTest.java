package dev.atrium.localstack.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.amazonaws.services.lambda.runtime.events.SimpleIAMPolicyResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.atrium.localstack.lambda.LambdaFunctionException.Failure;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

class LocalLambdaTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static <I, O> LocalLambda lambda(RequestHandler<I, O> handler, Class<I> event) {
        return LocalLambda.of(LambdaSettings.named("subject"), handler, event);
    }

    private static String invoke(LambdaFunction function, String event)
            throws LambdaFunctionException {
        return new String(function.invoke(event.getBytes(UTF_8), PATIENCE), UTF_8);
    }

    private static LambdaFunctionException failureOf(LambdaFunction function, String event) {
        return assertThrows(LambdaFunctionException.class, () -> invoke(function, event));
    }

    @Test
    void httpEventIsReadAndItsAnswerWritten() throws Exception {
        RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler =
                (event, context) ->
                        APIGatewayV2HTTPResponse.builder()
                                .withStatusCode(200)
                                .withBody(
                                        event.getRawPath()
                                                + event.getRequestContext().getHttp().getMethod())
                                .build();
        String answer =
                invoke(
                        lambda(handler, APIGatewayV2HTTPEvent.class),
                        """
                        {"version":"2.0","rawPath":"/é","unknown":{"x":[1]},
                         "requestContext":{"http":{"method":"GET"}}}\
                        """);
        assertEquals("/éGET", JSON.readTree(answer).path("body").asText());
        assertEquals(200, JSON.readTree(answer).path("statusCode").asInt());
    }

    @Test
    void recordsOfAStreamAreReadAsAwsWritesThem() throws Exception {
        RequestHandler<DynamodbEvent, String> handler =
                (event, context) -> {
                    var each = event.getRecords().getFirst();
                    var image = each.getDynamodb().getNewImage();
                    return each.getEventName()
                            + image.get("room").getS()
                            + image.get("pot").getN()
                            + each.getDynamodb().getApproximateCreationDateTime().toInstant();
                };
        String answer =
                invoke(
                        lambda(handler, DynamodbEvent.class),
                        """
                        {"Records":[{"eventName":"INSERT","dynamodb":{
                          "ApproximateCreationDateTime":1479499740,
                          "NewImage":{"room":{"S":"r1"},"pot":{"N":"7"}}}}]}\
                        """);
        assertEquals("\"INSERTr172016-11-18T20:09:00Z\"", answer);
    }

    @Test
    void scheduledEventIsRead() throws Exception {
        RequestHandler<ScheduledEvent, String> handler =
                (event, context) -> event.getDetailType() + " " + event.getTime().getYear();
        assertEquals(
                "\"Scheduled Event 2026\"",
                invoke(
                        lambda(handler, ScheduledEvent.class),
                        """
                        {"detail-type":"Scheduled Event","time":"2026-01-02T03:04:05Z"}\
                        """));
    }

    @Test
    void answersAreWrittenAsTheRuntimeDoes() throws Exception {
        RequestHandler<Map<?, ?>, Object> authorizer =
                (event, context) ->
                        SimpleIAMPolicyResponse.builder().withIsAuthorized(true).build();
        assertTrue(invoke(raw(authorizer), "{}").contains("\"isAuthorized\":true"));
        RequestHandler<Map<?, ?>, Object> stream =
                (event, context) ->
                        StreamsEventResponse.builder()
                                .withBatchItemFailures(
                                        List.of(new StreamsEventResponse.BatchItemFailure("7")))
                                .build();
        assertEquals(
                "7",
                JSON.readTree(invoke(raw(stream), "{}"))
                        .at("/batchItemFailures/0/itemIdentifier")
                        .asText());
        assertEquals("null", invoke(raw((event, context) -> null), "{}"));
        assertEquals("{\"a\":1}", invoke(raw((event, context) -> Map.of("a", 1)), "{}"));
        assertEquals("\"x\"", invoke(raw((event, context) -> "x"), "{}"));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static LocalLambda raw(RequestHandler<Map<?, ?>, Object> handler) {
        return lambda((RequestHandler) handler, Map.class);
    }

    /** Declares less than it returns: the runtime writes what is declared. */
    public static class Declared {
        public int getOne() {
            return 1;
        }
    }

    /** More than is declared. */
    public static final class More extends Declared {
        public int getTwo() {
            return 2;
        }
    }

    static final class Declaring implements RequestHandler<String, Declared> {
        @Override
        public Declared handleRequest(String event, Context context) {
            return new More();
        }
    }

    static final class DeclaringBelow implements RequestHandler<String, Map<String, List<String>>> {
        @Override
        public Map<String, List<String>> handleRequest(String event, Context context) {
            return Map.of("heard", List.of(event));
        }
    }

    @Test
    void declaredAnswerTypeDecides() throws Exception {
        assertEquals("{\"one\":1}", invoke(lambda(new Declaring(), String.class), "\"x\""));
        assertEquals(
                "{\"heard\":[\"x\"]}", invoke(lambda(new DeclaringBelow(), String.class), "\"x\""));
    }

    @Test
    void streamHandlerReadsAndWritesItself() throws Exception {
        LocalLambda function =
                LocalLambda.ofStream(
                        LambdaSettings.named("subject"),
                        (input, output, context) -> input.transferTo(output));
        assertEquals("{\"any\" : 1}", invoke(function, "{\"any\" : 1}"));
    }

    @Test
    void contextTellsOfTheInvocation() throws Exception {
        RequestHandler<String, Map<String, Object>> handler =
                (event, context) -> {
                    context.getLogger().log("seen");
                    context.getLogger().log("seen".getBytes(UTF_8));
                    return Map.of(
                            "id", context.getAwsRequestId(),
                            "name", context.getFunctionName(),
                            "arn", context.getInvokedFunctionArn(),
                            "left", context.getRemainingTimeInMillis(),
                            "version", context.getFunctionVersion(),
                            "group", context.getLogGroupName(),
                            "stream", context.getLogStreamName(),
                            "memory", context.getMemoryLimitInMB(),
                            "nobody",
                                    context.getIdentity() == null
                                            && context.getClientContext() == null);
                };
        var told = JSON.readTree(invoke(lambda(handler, String.class), "\"x\""));
        assertEquals(36, told.path("id").asText().length());
        assertEquals("subject", told.path("name").asText());
        assertTrue(told.path("arn").asText().endsWith(":function:subject"));
        assertTrue(told.path("left").asInt() > 20_000 && told.path("left").asInt() <= 29_000);
        assertTrue(told.path("nobody").asBoolean());
    }

    @Test
    void whatAHandlerThrowsIsAwsErrorPayload() throws Exception {
        RequestHandler<String, String> handler =
                (event, context) -> {
                    throw new IllegalStateException("no \"way\"");
                };
        LambdaFunctionException failure = failureOf(lambda(handler, String.class), "\"x\"");
        assertEquals(Failure.UNHANDLED, failure.failure());
        assertEquals(
                JSON.readTree(
                        "{\"errorMessage\":\"no \\\"way\\\"\","
                                + "\"errorType\":\"java.lang.IllegalStateException\"}"),
                JSON.readTree(failure.toJson()));
        RequestHandler<String, String> error =
                (event, context) -> {
                    throw new StackOverflowError();
                };
        assertEquals("", failureOf(lambda(error, String.class), "\"x\"").errorMessage());
    }

    @Test
    void handlersOwnTimeoutExceptionIsNoTimeoutOfTheFunction() {
        LocalLambda function =
                LocalLambda.ofStream(
                        LambdaSettings.named("subject"),
                        (input, output, context) -> {
                            throw sneaky(new TimeoutException("redis"));
                        });
        assertEquals(Failure.UNHANDLED, failureOf(function, "{}").failure());
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> RuntimeException sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @Test
    void eventThatIsNoneIsUnhandled() {
        LocalLambda function =
                lambda(
                        (APIGatewayV2HTTPEvent event, Context context) -> "never",
                        APIGatewayV2HTTPEvent.class);
        LambdaFunctionException failure = failureOf(function, "{\"headers\":[");
        assertEquals(Failure.UNHANDLED, failure.failure());
        assertEquals("An error occurred during JSON parsing", failure.errorMessage());
    }

    @Test
    void invocationBeyondTheReservedConcurrencyIsThrottled() throws Exception {
        CountDownLatch inside = new CountDownLatch(2);
        CountDownLatch leave = new CountDownLatch(1);
        LocalLambda function =
                LocalLambda.ofStream(
                        LambdaSettings.named("subject").withReservedConcurrency(2),
                        (input, output, context) -> {
                            inside.countDown();
                            awaitQuietly(leave);
                        });
        List<CompletableFuture<String>> running =
                List.of(start(function, PATIENCE), start(function, PATIENCE));
        assertTrue(inside.await(10, TimeUnit.SECONDS));
        assertEquals(Failure.THROTTLED, failureOf(function, "{}").failure());
        leave.countDown();
        for (CompletableFuture<String> each : running) {
            assertEquals("null", each.get(10, TimeUnit.SECONDS));
        }
        assertEquals("null", invoke(function, "{}"));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static CompletableFuture<String> start(LambdaFunction function, Duration patience) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                answer.complete(
                                        new String(
                                                function.invoke("{}".getBytes(UTF_8), patience),
                                                UTF_8));
                            } catch (LambdaFunctionException failed) {
                                answer.completeExceptionally(failed);
                            }
                        });
        return answer;
    }

    @Test
    void functionsOwnLimitInterruptsTheHandlerAndFreesItsPlace() throws Exception {
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        LocalLambda function =
                LocalLambda.ofStream(
                        LambdaSettings.named("subject")
                                .withReservedConcurrency(1)
                                .withTimeout(Duration.ofMillis(500)),
                        (input, output, context) -> {
                            if (!interrupted.isDone()) {
                                hang(interrupted);
                            }
                        });
        assertEquals(Failure.TIMED_OUT, failureOf(function, "{}").failure());
        assertTrue(interrupted.get(10, TimeUnit.SECONDS));
        assertEquals("null", eventually(function));
    }

    private static void hang(CompletableFuture<Boolean> interrupted) {
        try {
            boolean never = new CountDownLatch(1).await(10, TimeUnit.SECONDS);
            interrupted.complete(never);
        } catch (InterruptedException expected) {
            interrupted.complete(true);
        }
    }

    /** The place is given back by the interrupted handler itself, a moment later. */
    private static String eventually(LambdaFunction function) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return invoke(function, "{}");
            } catch (LambdaFunctionException throttled) {
                assertEquals(Failure.THROTTLED, throttled.failure());
                assertTrue(System.nanoTime() < deadline, "the place was not given back");
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void callerWhoHangsUpDoesNotStopTheFunction() throws Exception {
        CountDownLatch leave = new CountDownLatch(1);
        CompletableFuture<Boolean> finished = new CompletableFuture<>();
        LocalLambda function =
                LocalLambda.ofStream(
                        LambdaSettings.named("subject"),
                        (input, output, context) -> {
                            awaitQuietly(leave);
                            finished.complete(!Thread.currentThread().isInterrupted());
                        });
        LambdaFunctionException failure =
                assertThrows(
                        LambdaFunctionException.class,
                        () -> function.invoke("{}".getBytes(UTF_8), Duration.ofMillis(20)));
        assertEquals(Failure.TIMED_OUT, failure.failure());
        leave.countDown();
        assertTrue(finished.get(10, TimeUnit.SECONDS));
    }

    @Test
    void payloadsOverSixMegabytesAreRefused() throws Exception {
        int limit = LocalLambda.MAXIMUM_PAYLOAD_BYTES;
        LocalLambda echo =
                LocalLambda.ofStream(
                        LambdaSettings.named("subject"),
                        (input, output, context) -> input.transferTo(output));
        assertEquals(limit, echo.invoke(new byte[limit], PATIENCE).length);
        assertEquals(
                Failure.REQUEST_TOO_LARGE,
                assertThrows(
                                LambdaFunctionException.class,
                                () -> echo.invoke(new byte[limit + 1], PATIENCE))
                        .failure());
        LocalLambda chatty =
                LocalLambda.ofStream(
                        LambdaSettings.named("subject"),
                        (input, output, context) -> output.write(new byte[limit + 1]));
        assertEquals(Failure.RESPONSE_TOO_LARGE, failureOf(chatty, "{}").failure());
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        LambdaSettings fine = LambdaSettings.named("subject");
        assertThrows(IllegalArgumentException.class, () -> LambdaSettings.named(""));
        assertThrows(IllegalArgumentException.class, () -> fine.withReservedConcurrency(0));
        assertThrows(IllegalArgumentException.class, () -> fine.withReservedConcurrency(1_001));
        assertThrows(IllegalArgumentException.class, () -> fine.withTimeout(Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> fine.withTimeout(Duration.ofHours(1)));
    }
}
