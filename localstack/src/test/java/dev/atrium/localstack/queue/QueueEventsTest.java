package dev.atrium.localstack.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

class QueueEventsTest {
    private static final List<QueuedMessage> BATCH = List.of(message("id-1"), message("id-2"));
    private static final Set<String> BOTH = Set.of("id-1", "id-2");

    private static QueuedMessage message(String id) {
        return new QueuedMessage(id, "This is a test message", 1_000, 2_000, 3, 0);
    }

    private static QueueEvents.Verdict verdict(String answer) {
        return QueueEvents.verdict(BATCH, answer.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void functionIsToldAsSqsTellsIt() {
        PojoSerializer<SQSEvent> events =
                LambdaEventSerializers.serializerFor(
                        SQSEvent.class, QueueEventsTest.class.getClassLoader());
        SQSEvent event =
                events.fromJson(new ByteArrayInputStream(new QueueEvents("wakes").event(BATCH)));

        assertEquals(2, event.getRecords().size());
        SQSEvent.SQSMessage first = event.getRecords().getFirst();
        assertEquals("id-1", first.getMessageId());
        assertEquals("This is a test message", first.getBody());
        assertEquals("fafb00f5732ab283681e124bf8747ed1", first.getMd5OfBody());
        assertEquals("arn:aws:sqs:us-east-1:000000000000:wakes", first.getEventSourceArn());
        assertEquals("aws:sqs", first.getEventSource());
        assertEquals("us-east-1", first.getAwsRegion());
        assertEquals("3", first.getAttributes().get("ApproximateReceiveCount"));
        assertEquals("1000", first.getAttributes().get("SentTimestamp"));
        assertEquals("2000", first.getAttributes().get("ApproximateFirstReceiveTimestamp"));
        assertTrue(first.getMessageAttributes().isEmpty());
        assertTrue(
                !first.getReceiptHandle().equals(event.getRecords().getLast().getReceiptHandle()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{}",
                "{\"batchItemFailures\":null}",
                "{\"batchItemFailures\":[]}",
                "{\"other\":1}"
            })
    void answerThatNamesNoFailureTakesAll(String answer) {
        assertEquals(Set.of(), verdict(answer).failed());
    }

    @Test
    void messagesThatAreNamedComeAgainAndNoOthers() {
        assertEquals(
                Set.of("id-2"),
                verdict("{\"batchItemFailures\":[{\"itemIdentifier\":\"id-2\"}]}").failed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "no JSON",
                "7",
                "\"done\"",
                "[]",
                "{\"batchItemFailures\":\"id-1\"}",
                "{\"batchItemFailures\":{\"itemIdentifier\":\"id-1\"}}",
                "{\"batchItemFailures\":[\"id-1\"]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":null}]}",
                "{\"batchItemFailures\":[{\"badKey\":\"id-1\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"of another batch\"}]}"
            })
    void answerThatCannotBeUnderstoodFailsTheWholeBatch(String answer) {
        QueueEvents.Verdict verdict = verdict(answer);

        assertEquals(BOTH, verdict.failed());
        assertTrue(!verdict.error().isEmpty());
    }
}
