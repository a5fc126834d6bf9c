package dev.atrium.functions.wake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.core.exception.SdkClientException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

class WakeMessagesTest {
    private static final String WAKE = "{\"queue\":\"blitz\",\"sentAt\":1784654000000}";

    private static SQSEvent.SQSMessage message(String id, String body) {
        SQSEvent.SQSMessage message = new SQSEvent.SQSMessage();
        message.setMessageId(id);
        message.setBody(body);
        return message;
    }

    private static SQSEvent event(SQSEvent.SQSMessage... messages) {
        SQSEvent event = new SQSEvent();
        event.setRecords(Arrays.asList(messages));
        return event;
    }

    private static String wakeOf(String queue) {
        return new Wake(queue, 1).body();
    }

    private static List<String> idsOf(SQSBatchResponse response) {
        return response.getBatchItemFailures().stream()
                .map(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
                .toList();
    }

    @Test
    void wakesOfAnEventAreReadAsAwsSendsThem() {
        PojoSerializer<SQSEvent> events =
                LambdaEventSerializers.serializerFor(
                        SQSEvent.class, WakeMessagesTest.class.getClassLoader());
        SQSEvent event =
                events.fromJson(
                        """
                        {"Records": [{
                          "messageId": "059f36b4-87a3-44ab-83d2-661975830a7d",
                          "receiptHandle": "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a...",
                          "body": "{\\"queue\\":\\"blitz\\",\\"sentAt\\":7,\\"new\\":[]}",
                          "attributes": {
                            "ApproximateReceiveCount": "1",
                            "SentTimestamp": "1545082649183",
                            "SenderId": "AIDAIENQZJOLO23YVJ4VO",
                            "ApproximateFirstReceiveTimestamp": "1545082649185"
                          },
                          "messageAttributes": {},
                          "md5OfBody": "e4e68fb7bd0e697a0ae8f1bb342846b3",
                          "eventSource": "aws:sqs",
                          "eventSourceARN": "arn:aws:sqs:us-east-2:123456789012:my-queue",
                          "awsRegion": "us-east-2"
                        }]}
                        """);

        assertEquals(
                List.of(
                        new WakeMessages.Received(
                                "059f36b4-87a3-44ab-83d2-661975830a7d", "blitz", 7)),
                WakeMessages.read(event));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "wake up",
                "null",
                "[]",
                "7",
                "\"blitz\"",
                "{}",
                "{\"queue\":\"blitz\"}",
                "{\"sentAt\":1}",
                "{\"queue\":null,\"sentAt\":1}",
                "{\"queue\":7,\"sentAt\":1}",
                "{\"queue\":[\"blitz\"],\"sentAt\":1}",
                "{\"queue\":\"\",\"sentAt\":1}",
                "{\"queue\":\"two words\",\"sentAt\":1}",
                "{\"queue\":\"new\\nline\",\"sentAt\":1}",
                "{\"queue\":\"blitz\",\"sentAt\":\"1\"}",
                "{\"queue\":\"blitz\",\"sentAt\":-1}",
                "{\"queue\":\"blitz\",\"sentAt\":1.5}",
                "{\"queue\":\"blitz\",\"sentAt\":99999999999999999999}",
                "{\"queue\":\"blitz\",\"sentAt\":1,\"sentAt\":2}",
                "{\"queue\":\"blitz\",\"sentAt\":1} {}",
                "{\"queue\":\"blitz\",\"sentAt\":1",
            })
    void whatIsNoWakeIsLeftOutAndNotTriedAgain(String body) {
        SQSEvent event = event(message("bad", body), message("good", WAKE));
        List<String> looked = new ArrayList<>();

        assertEquals(List.of(), idsOf(WakeMessages.each(event, looked::add)));
        assertEquals(List.of("blitz"), looked);
    }

    @Test
    void wakesThatAreTooLongOrDeepAreNone() {
        String long257 = "{\"queue\":\"" + "q".repeat(257) + "\",\"sentAt\":1}";
        String deep = "{\"queue\":\"blitz\",\"sentAt\":1,\"x\":" + "[".repeat(500);
        String padded = "{\"queue\":\"blitz\",\"sentAt\":1" + " ".repeat(1_024) + "}";

        assertTrue(Wake.read(long257).isEmpty());
        assertTrue(Wake.read(deep).isEmpty());
        assertTrue(Wake.read(padded).isEmpty());
    }

    @Test
    void bytesThatWereMixedUpThrowNothing() {
        long seed = 7;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder body = new StringBuilder(WAKE);
            for (int change = random.nextInt(4); change >= 0; change--) {
                body.setCharAt(random.nextInt(body.length()), (char) random.nextInt(0x300));
            }
            Wake.read(body.toString())
                    .ifPresent(
                            wake ->
                                    assertTrue(
                                            wake.queue().matches("[!-~]{1,256}")
                                                    && wake.sentAtMs() >= 0,
                                            body::toString));
        }
    }

    @Test
    void eventsWithoutMessagesAndMessagesWithoutAnythingAreNothing() {
        assertEquals(List.of(), WakeMessages.read(new SQSEvent()));
        assertEquals(List.of(), WakeMessages.read(event()));
        assertEquals(List.of(), WakeMessages.read(event((SQSEvent.SQSMessage) null)));
        assertEquals(List.of(), WakeMessages.read(event(message(null, WAKE), message("id", null))));
    }

    @Test
    void queueThatManyMessagesNameIsLookedAtOnce() {
        List<String> looked = new ArrayList<>();

        SQSBatchResponse response =
                WakeMessages.each(
                        event(
                                message("1", wakeOf("a")),
                                message("2", wakeOf("b")),
                                message("3", wakeOf("a"))),
                        looked::add);

        assertEquals(List.of("a", "b"), looked);
        assertEquals(List.of(), idsOf(response));
    }

    @Test
    void messagesOfAQueueThatFailsComeAgainAndTheOthersDoNot() {
        List<String> looked = new ArrayList<>();

        SQSBatchResponse response =
                WakeMessages.each(
                        event(
                                message("1", wakeOf("unreachable")),
                                message("2", wakeOf("well")),
                                message("3", wakeOf("broken")),
                                message("4", wakeOf("unreachable"))),
                        queue -> {
                            switch (queue) {
                                case "unreachable" -> throw SdkClientException.create("gone");
                                case "broken" -> throw new IllegalStateException("a bug");
                                default -> looked.add(queue);
                            }
                        });

        assertEquals(List.of("1", "4", "3"), idsOf(response));
        assertEquals(List.of("well"), looked);
    }
}
