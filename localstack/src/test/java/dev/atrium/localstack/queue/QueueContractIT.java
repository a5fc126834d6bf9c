package dev.atrium.localstack.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.model.InvalidMessageContentsException;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.RequestThrottledException;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sqs.model.UnsupportedOperationException;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** The endpoint as AWS's SDK, and whoever speaks worse, sees it. */
@Timeout(60)
class QueueContractIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final QueueStage stage = QueueStage.open();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void messageIsTakenAndItsDigestIsWhatTheSdkComputes() {
        SendMessageResponse response = stage.send("größer als \uD83D\uDE80\n", 900);

        assertTrue(response.messageId().matches("[0-9a-f-]{36}"), response.messageId());
        assertEquals(32, response.md5OfMessageBody().length());
        assertEquals(1, stage.queue().size());
    }

    @Test
    void delayMayBeLeftOut() {
        stage.client().sendMessage(m -> m.queueUrl(stage.url()).messageBody("at once"));

        assertEquals(1, stage.queue().size());
    }

    @Test
    void urlOfAQueueIsFoundByItsName() {
        assertEquals(
                stage.url(),
                stage.client().getQueueUrl(q -> q.queueName(QueueStage.NAME)).queueUrl());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 901, Integer.MAX_VALUE})
    void delayThatIsOutOfRangeIsAnInvalidParameterValue(int delaySeconds) {
        SqsException refusal =
                assertThrows(SqsException.class, () -> stage.send("late", delaySeconds));

        assertEquals(400, refusal.statusCode());
        assertEquals("InvalidParameterValue", refusal.awsErrorDetails().errorCode());
        assertEquals(
                "Value "
                        + delaySeconds
                        + " for parameter DelaySeconds is invalid."
                        + " Reason: DelaySeconds must be >= 0 and <= 900.",
                refusal.awsErrorDetails().errorMessage());
        assertEquals(0, stage.queue().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/000000000000/other",
                "http://127.0.0.1/111111111111/stage",
                "http://127.0.0.1/000000000000/stage/more",
                "http://127.0.0.1/",
                "stage",
                "no url"
            })
    void queueThatIsNotThereDoesNotExist(String url) {
        QueueDoesNotExistException refusal =
                assertThrows(
                        QueueDoesNotExistException.class,
                        () -> stage.client().sendMessage(m -> m.queueUrl(url).messageBody("b")));

        assertEquals(
                "AWS.SimpleQueueService.NonExistentQueue", refusal.awsErrorDetails().errorCode());
        assertThrows(
                QueueDoesNotExistException.class,
                () -> stage.client().getQueueUrl(q -> q.queueName("other")));
    }

    @Test
    void bodiesAreBoundedInBytes() {
        stage.send("x".repeat(QueueService.MESSAGE_BYTES_MAX), 900);
        SqsException refusal =
                assertThrows(
                        SqsException.class,
                        () -> stage.send("ä".repeat(QueueService.MESSAGE_BYTES_MAX / 2) + "x", 0));

        assertEquals("InvalidParameterValue", refusal.awsErrorDetails().errorCode());
        assertEquals(1, stage.queue().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"nul\u0000", "bell\u0007", "none\uFFFE", "none\uFFFF"})
    void charactersThatXmlDoesNotKnowAreRefused(String body) {
        assertThrows(InvalidMessageContentsException.class, () -> stage.send(body, 0));
        assertEquals(0, stage.queue().size());
    }

    @Test
    void queueThatIsFullThrottlesUntilItHasRoom() throws Exception {
        try (QueueStage small =
                new QueueStage(QueueSettings.named(QueueStage.NAME).withMessagesMax(2))) {
            small.send("a", 0);
            small.send("b", 0);
            SqsException refusal = assertThrows(SqsException.class, () -> small.send("c", 0));
            assertInstanceOf(RequestThrottledException.class, refusal);
            assertTrue(refusal.isThrottlingException(), "so that the SDK tries again");

            try (QueueMapping mapping =
                    small.map(QueueMappingSettings.standard(), QueueStage::allWell)) {
                small.next();
                small.next();
                small.send("c", 0);
                assertEquals("c", small.next().body());
                assertTrue(mapping.invocations() >= 2);
            }
        }
    }

    @Test
    void whatTheStandInDoesNotDoIsRefusedAndNotPassedOver() {
        assertThrows(
                UnsupportedOperationException.class,
                () ->
                        stage.client()
                                .sendMessage(
                                        m ->
                                                m.queueUrl(stage.url())
                                                        .messageBody("b")
                                                        .messageAttributes(
                                                                Map.of(
                                                                        "a",
                                                                        MessageAttributeValue
                                                                                .builder()
                                                                                .dataType("String")
                                                                                .stringValue("v")
                                                                                .build()))));
        assertThrows(
                UnsupportedOperationException.class,
                () ->
                        stage.client()
                                .sendMessage(
                                        m ->
                                                m.queueUrl(stage.url())
                                                        .messageBody("b")
                                                        .messageGroupId("g")));
        SqsException unknown =
                assertThrows(
                        SqsException.class,
                        () -> stage.client().receiveMessage(r -> r.queueUrl(stage.url())));
        assertEquals(400, unknown.statusCode());
        assertEquals(0, stage.queue().size());
    }

    @Test
    void endpointThatIsClosedIsNotThere() {
        stage.endpoint().close();

        assertThrows(SdkClientException.class, () -> stage.send("b", 0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AmazonSQS.SendMessage | '' | com.amazon.coral.service#SerializationException",
                "AmazonSQS.SendMessage | '{' | com.amazon.coral.service#SerializationException",
                "AmazonSQS.SendMessage | [] | com.amazon.coral.service#SerializationException",
                "AmazonSQS.SendMessage | '{} {}' | com.amazon.coral.service#SerializationException",
                "AmazonSQS.SendMessage | {} | com.amazonaws.sqs#MissingRequiredParameterException",
                "AmazonSQS.SendMessage | {\"QueueUrl\":7}"
                        + " | com.amazon.coral.service#SerializationException",
                "AmazonSQS.SendMessage | {\"QueueUrl\":\"URL\"}"
                        + " | com.amazonaws.sqs#MissingRequiredParameterException",
                "AmazonSQS.SendMessage | {\"QueueUrl\":\"URL\",\"MessageBody\":\"\"}"
                        + " | com.amazonaws.sqs#MissingRequiredParameterException",
                "AmazonSQS.SendMessage | {\"QueueUrl\":\"URL\",\"MessageBody\":\"\\uD800\"}"
                        + " | com.amazonaws.sqs#InvalidMessageContents",
                "AmazonSQS.SendMessage"
                        + " | {\"QueueUrl\":\"URL\",\"MessageBody\":\"b\",\"DelaySeconds\":1.5}"
                        + " | com.amazon.coral.service#SerializationException",
                "AmazonSQS.SendMessage"
                        + " | {\"QueueUrl\":\"URL\",\"MessageBody\":\"b\",\"DelaySeconds\":\"1\"}"
                        + " | com.amazon.coral.service#SerializationException",
                "AmazonSQS.SendMessage"
                        + " | {\"QueueUrl\":\"URL\",\"MessageBody\":\"b\",\"DelaySeconds\":9e99}"
                        + " | com.amazon.coral.service#SerializationException",
                "AmazonSQS.GetQueueUrl | {} | com.amazonaws.sqs#MissingRequiredParameterException",
                "AmazonSQS.PurgeQueue | {} | com.amazon.coral.service#UnknownOperationException",
                "DynamoDB.PutItem | {} | com.amazon.coral.service#UnknownOperationException",
            })
    void requestThatIsMalformedGetsItsErrorAndSendsNothing(String target, String body, String type)
            throws Exception {
        HttpResponse<String> response =
                post(
                        HttpRequest.newBuilder(stage.endpoint().url().resolve("/"))
                                .header("X-Amz-Target", target)
                                .header("Content-Type", "application/x-amz-json-1.0")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                body.replace("URL", stage.url())))
                                .build());
        JsonNode error = JSON.readTree(response.body());

        assertEquals(400, response.statusCode());
        assertEquals(type, error.path("__type").asText());
        assertTrue(!error.path("message").asText().isEmpty());
        assertTrue(
                response.headers().firstValue("x-amzn-query-error").orElse("").endsWith(";Sender"));
        assertEquals(0, stage.queue().size());
    }

    @ParameterizedTest
    @CsvSource({"GET,/", "PUT,/", "POST,/000000000000/stage", "POST,/health"})
    void otherMethodsAndPathsAreUnknown(String method, String path) throws Exception {
        URI url = stage.endpoint().url().resolve(path);
        HttpResponse<String> response =
                post(
                        HttpRequest.newBuilder(url)
                                .header("X-Amz-Target", "AmazonSQS.SendMessage")
                                .method(method, HttpRequest.BodyPublishers.ofString("{}"))
                                .build());

        assertEquals(400, response.statusCode());
        assertTrue(response.body().contains("UnknownOperationException"), response.body());
    }

    private static HttpResponse<String> post(HttpRequest request) throws Exception {
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
