package dev.atrium.localstack.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.atrium.localstack.lambda.LambdaSettings;
import dev.atrium.localstack.lambda.LocalLambda;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Identity;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

class BatchDeliveryTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Sequence numbers of each delivery, in the order made. */
    private final List<List<String>> deliveries = new ArrayList<>();

    private final List<String> deadLetters = new ArrayList<>();

    private static Record numbered(int number) {
        return Record.builder()
                .eventID("e" + number)
                .eventName(OperationType.INSERT)
                .dynamodb(
                        StreamRecord.builder()
                                .sequenceNumber("" + number)
                                .sizeBytes(1L)
                                .keys(java.util.Map.of("id", AttributeValue.fromS("k" + number)))
                                .build())
                .build();
    }

    private static List<Record> batch(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(BatchDeliveryTest::numbered).toList();
    }

    /** Delivers to a function that answers what it is told to for the numbers it is given. */
    private void deliver(List<Record> batch, Function<List<String>, String> answer)
            throws InterruptedException {
        LocalLambda function =
                LocalLambda.ofStream(
                        LambdaSettings.named("subject"),
                        (input, output, context) -> {
                            List<String> numbers = new ArrayList<>();
                            for (JsonNode each : JSON.readTree(input).path("Records")) {
                                numbers.add(each.at("/dynamodb/SequenceNumber").asText());
                            }
                            deliveries.add(numbers);
                            output.write(
                                    answer.apply(numbers)
                                            .getBytes(java.nio.charset.StandardCharsets.UTF_8));
                        });
        new BatchDelivery(
                        function,
                        MappingSettings.standard().withFirstBackOff(Duration.ofMillis(1)),
                        new StreamEvents("arn"),
                        (event, sequence, error) -> deadLetters.add(sequence + " " + error))
                .deliver(batch);
    }

    private static String failing(List<String> numbers, String poison) {
        if (numbers.contains(poison)) {
            throw new IllegalStateException("cannot take " + poison);
        }
        return "{}";
    }

    private static String reporting(List<String> numbers, String poison) {
        return numbers.contains(poison)
                ? "{\"batchItemFailures\":[{\"itemIdentifier\":\"" + poison + "\"}]}"
                : "{\"batchItemFailures\":[]}";
    }

    @Test
    void takenBatchIsDeliveredOnce() throws Exception {
        for (String answer : List.of("null", "{}", "\"x\"", "{\"batchItemFailures\":null}")) {
            deliver(batch(2), numbers -> answer);
        }
        assertEquals(4, deliveries.size());
        assertTrue(deadLetters.isEmpty());
    }

    @Test
    void failedBatchComesAgainUntilItIsTaken() throws Exception {
        deliver(batch(3), numbers -> deliveries.size() < 4 ? failing(numbers, "1") : "{}");
        assertEquals(4, deliveries.size());
        assertEquals(List.of("1", "2", "3"), deliveries.getLast());
        assertTrue(deadLetters.isEmpty());
    }

    @Test
    void recordThatFailsTheBatchIsSingledOut() throws Exception {
        deliver(batch(3), numbers -> failing(numbers, "2"));
        assertEquals(List.of("2 java.lang.IllegalStateException: cannot take 2"), deadLetters);
        // Five times together, then each alone.
        assertEquals(5 + 1 + 5 + 1, deliveries.size());
        assertEquals(List.of("3"), deliveries.getLast());
    }

    @Test
    void reportedFailureComesAgainWithAllAfterIt() throws Exception {
        deliver(batch(4), numbers -> deliveries.size() < 3 ? reporting(numbers, "3") : "{}");
        assertEquals(
                List.of(List.of("1", "2", "3", "4"), List.of("3", "4"), List.of("3", "4")),
                deliveries);
        assertTrue(deadLetters.isEmpty());
    }

    @Test
    void reportedRecordIsPassedOverAndTheRestTaken() throws Exception {
        deliver(batch(4), numbers -> reporting(numbers, "2"));
        assertEquals(List.of("2 reported in batchItemFailures"), deadLetters);
        assertEquals(List.of("3", "4"), deliveries.getLast());
        assertEquals(1 + 4 + 1, deliveries.size());
    }

    @Test
    void earliestOfSeveralReportedCounts() throws Exception {
        deliver(
                batch(4),
                numbers ->
                        deliveries.size() > 1
                                ? "{}"
                                : """
                                {"batchItemFailures":
                                 [{"itemIdentifier":"4"},{"itemIdentifier":"3"}]}\
                                """);
        assertEquals(List.of("3", "4"), deliveries.getLast());
    }

    @Test
    void reportOfAnUnknownRecordFailsTheBatch() throws Exception {
        deliver(batch(1), numbers -> "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}");
        deliver(batch(1), numbers -> "{\"batchItemFailures\":[{}]}");
        assertEquals(10, deliveries.size());
        assertEquals(List.of("1 unknown itemIdentifier", "1 unknown itemIdentifier"), deadLetters);
    }

    @Test
    void answerThatIsNoJsonFailsTheBatch() throws Exception {
        deliver(batch(1), numbers -> "{");
        assertEquals(List.of("1 the answer is no JSON"), deadLetters);
    }

    @Test
    void attributesAreWrittenInDynamoDbsJson() {
        SdkBytes bytes = SdkBytes.fromByteArray(new byte[] {0, (byte) 0xFF});
        AttributeValue whole =
                AttributeValue.fromM(
                        new TreeMap<>(
                                Map.of(
                                        "a", AttributeValue.fromS("é"),
                                        "b", AttributeValue.fromN("1.50"),
                                        "c", AttributeValue.fromB(bytes),
                                        "d", AttributeValue.fromBool(false),
                                        "e", AttributeValue.fromNul(true),
                                        "f", AttributeValue.fromL(List.of()),
                                        "g", AttributeValue.fromSs(List.of("x")),
                                        "h", AttributeValue.fromNs(List.of("2")),
                                        "i", AttributeValue.fromBs(List.of(bytes)),
                                        "j", AttributeValue.fromM(java.util.Map.of()))));
        assertEquals(
                "{'M':{'a':{'S':'é'},'b':{'N':'1.50'},'c':{'B':'AP8='},'d':{'BOOL':false},"
                        + "'e':{'NULL':true},'f':{'L':[]},'g':{'SS':['x']},'h':{'NS':['2']},"
                        + "'i':{'BS':['AP8=']},'j':{'M':{}}}}",
                StreamEvents.attribute(whole).toString().replace('"', '\''));
        AttributeValue empty = AttributeValue.builder().build();
        assertThrows(IllegalArgumentException.class, () -> StreamEvents.attribute(empty));
    }

    @Test
    void deletionByTimeToLiveSaysWho() throws Exception {
        Record expired =
                numbered(1).toBuilder()
                        .eventName(OperationType.REMOVE)
                        .userIdentity(
                                Identity.builder()
                                        .type("Service")
                                        .principalId("dynamodb.amazonaws.com")
                                        .build())
                        .dynamodb(
                                StreamRecord.builder()
                                        .approximateCreationDateTime(Instant.ofEpochSecond(7))
                                        .oldImage(java.util.Map.of("x", AttributeValue.fromN("1")))
                                        .streamViewType(StreamViewType.OLD_IMAGE)
                                        .sizeBytes(3L)
                                        .sequenceNumber("1")
                                        .build())
                        .build();
        JsonNode node =
                JSON.readTree(new StreamEvents("arn").event(List.of(expired))).at("/Records/0");
        assertEquals("dynamodb.amazonaws.com", node.at("/userIdentity/principalId").asText());
        assertEquals("REMOVE", node.path("eventName").asText());
        assertEquals(7, node.at("/dynamodb/ApproximateCreationDateTime").asLong());
        assertEquals("{\"x\":{\"N\":\"1\"}}", node.at("/dynamodb/OldImage").toString());
        assertTrue(node.at("/dynamodb/NewImage").isMissingNode());
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        Duration any = Duration.ofMillis(1);
        assertThrows(
                IllegalArgumentException.class, () -> new MappingSettings(0, any, 1, any, any));
        assertThrows(
                IllegalArgumentException.class, () -> new MappingSettings(1, any, 0, any, any));
    }
}
