package dev.atrium.localstack.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What a function is told of a queue's messages, and what its answer says of them. */
final class QueueEvents {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REGION = "us-east-1";

    private final String arn;

    QueueEvents(String queue) {
        this.arn = "arn:aws:sqs:" + REGION + ":" + QueueEndpoint.ACCOUNT + ":" + queue;
    }

    /**
     * What came of a batch.
     *
     * @param failed ids of the messages that are to come again
     * @param error why; empty if none is
     */
    record Verdict(Set<String> failed, String error) {
        /** All of them are. */
        static Verdict allOf(List<QueuedMessage> batch, String error) {
            return new Verdict(
                    batch.stream().map(QueuedMessage::id).collect(Collectors.toSet()), error);
        }
    }

    /** The event of a batch, UTF-8 JSON. */
    byte[] event(List<QueuedMessage> batch) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        ArrayNode records = event.putArray("Records");
        for (QueuedMessage message : batch) {
            ObjectNode record = records.addObject();
            record.put("messageId", message.id())
                    .put("receiptHandle", UUID.randomUUID().toString())
                    .put("body", message.body());
            record.putObject("attributes")
                    .put("ApproximateReceiveCount", Integer.toString(message.receives()))
                    .put("SentTimestamp", Long.toString(message.sentAtMs()))
                    .put("SenderId", QueueEndpoint.ACCOUNT)
                    .put(
                            "ApproximateFirstReceiveTimestamp",
                            Long.toString(message.firstReceivedAtMs()));
            record.putObject("messageAttributes");
            record.put("md5OfBody", message.bodyMd5())
                    .put("eventSource", "aws:sqs")
                    .put("eventSourceARN", arn)
                    .put("awsRegion", REGION);
        }
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads an answer as AWS does with {@code ReportBatchItemFailures}: nothing, or nothing failed,
     * is success; what cannot be understood is failure of the whole batch.
     */
    static Verdict verdict(List<QueuedMessage> batch, byte[] answer) {
        JsonNode json;
        try {
            json = JSON.readTree(answer);
        } catch (IOException notJson) {
            return Verdict.allOf(batch, "the answer is no JSON");
        }
        if (json.isNull()) {
            return new Verdict(Set.of(), "");
        }
        JsonNode failures = json.path("batchItemFailures");
        boolean none = failures.isMissingNode() || failures.isNull();
        if (!json.isObject() || !(none || failures.isArray())) {
            return Verdict.allOf(batch, "the answer is no SQSBatchResponse");
        }
        Set<String> failed = new HashSet<>();
        failures.forEach(each -> failed.add(each.path("itemIdentifier").asText("")));
        Set<String> ids = batch.stream().map(QueuedMessage::id).collect(Collectors.toSet());
        return ids.containsAll(failed)
                ? new Verdict(failed, "reported in batchItemFailures")
                : new Verdict(ids, "unknown itemIdentifier");
    }
}
