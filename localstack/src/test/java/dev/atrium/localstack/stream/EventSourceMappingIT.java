package dev.atrium.localstack.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.atrium.localstack.lambda.LambdaFunction;
import dev.atrium.localstack.lambda.LambdaSettings;
import dev.atrium.localstack.lambda.LocalLambda;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A mapping on the stream of DynamoDB Local. */
@Timeout(120)
class EventSourceMappingIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static AmazonDynamoDBLocal database;
    private static DynamoDbClient tables;
    private static DynamoDbStreamsClient streams;

    private final BlockingQueue<JsonNode> records = new LinkedBlockingQueue<>();
    private final List<String> deadLetters = new ArrayList<>();

    private String table;
    private String streamArn;

    @BeforeAll
    static void openDatabase() {
        // It neither reports to anybody nor leaves a file behind.
        database = DynamoDBEmbedded.create(true);
        tables = database.dynamoDbClient();
        streams = database.dynamoDbStreamsClient();
    }

    @AfterAll
    static void closeDatabase() {
        database.shutdownNow();
    }

    @BeforeEach
    void createTable() {
        table = "outcomes-" + UUID.randomUUID();
        CreateTableRequest request =
                CreateTableRequest.builder()
                        .tableName(table)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(
                                AttributeDefinition.builder()
                                        .attributeName("id")
                                        .attributeType(ScalarAttributeType.S)
                                        .build())
                        .keySchema(
                                KeySchemaElement.builder()
                                        .attributeName("id")
                                        .keyType(KeyType.HASH)
                                        .build())
                        .streamSpecification(
                                StreamSpecification.builder()
                                        .streamEnabled(true)
                                        .streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)
                                        .build())
                        .build();
        streamArn = tables.createTable(request).tableDescription().latestStreamArn();
    }

    private void put(String id, int pot) {
        tables.putItem(
                request ->
                        request.tableName(table)
                                .item(
                                        Map.of(
                                                "id", AttributeValue.fromS(id),
                                                "pot", AttributeValue.fromN("" + pot))));
    }

    private LambdaFunction noting() {
        return LocalLambda.ofStream(
                LambdaSettings.named("settle"),
                (input, output, context) -> {
                    for (JsonNode each : JSON.readTree(input).path("Records")) {
                        records.add(each);
                    }
                });
    }

    private EventSourceMapping start(LambdaFunction function) {
        return EventSourceMapping.start(
                streams,
                streamArn,
                function,
                MappingSettings.standard().withFirstBackOff(Duration.ofMillis(5)),
                (event, sequence, error) -> deadLetters.add(sequence));
    }

    private JsonNode next() throws InterruptedException {
        JsonNode each = records.poll(20, TimeUnit.SECONDS);
        if (each == null) {
            throw new AssertionError("nothing came from the stream");
        }
        return each;
    }

    private static String idOf(JsonNode each) {
        return each.at("/dynamodb/Keys/id/S").asText();
    }

    @Test
    void changesComeAsAwsWritesThem() throws Exception {
        put("before the mapping", 1);
        try (var _ = start(noting())) {
            JsonNode insert = next();
            assertEquals("before the mapping", idOf(insert));
            assertEquals("INSERT", insert.path("eventName").asText());
            assertEquals("aws:dynamodb", insert.path("eventSource").asText());
            assertEquals(streamArn, insert.path("eventSourceARN").asText());
            assertEquals("1", insert.at("/dynamodb/NewImage/pot/N").asText());
            assertTrue(insert.at("/dynamodb/OldImage").isMissingNode());
            assertTrue(insert.at("/dynamodb/SequenceNumber").asText().length() > 5);
            assertTrue(insert.at("/dynamodb/SizeBytes").asLong() > 0);
            assertEquals("NEW_AND_OLD_IMAGES", insert.at("/dynamodb/StreamViewType").asText());
            assertTrue(!insert.path("eventID").asText().isEmpty());
            put("before the mapping", 2);
            JsonNode modify = next();
            assertEquals("MODIFY", modify.path("eventName").asText());
            assertEquals("1", modify.at("/dynamodb/OldImage/pot/N").asText());
            tables.deleteItem(
                    request ->
                            request.tableName(table)
                                    .key(Map.of("id", AttributeValue.fromS("before the mapping"))));
            assertEquals("REMOVE", next().path("eventName").asText());
        }
    }

    @Test
    void handlerReadsAwsEventClass() throws Exception {
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        RequestHandler<DynamodbEvent, String> handler =
                (event, context) -> {
                    event.getRecords()
                            .forEach(
                                    each ->
                                            seen.add(
                                                    each.getEventName()
                                                            + each.getDynamodb()
                                                                    .getNewImage()
                                                                    .get("pot")
                                                                    .getN()));
                    return "done";
                };
        LambdaFunction function =
                LocalLambda.of(LambdaSettings.named("settle"), handler, DynamodbEvent.class);
        try (var _ = start(function)) {
            put("r1", 7);
            assertEquals("INSERT7", seen.poll(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void newMappingReadsFromTheHorizonAgain() throws Exception {
        put("r1", 1);
        try (var _ = start(noting())) {
            assertEquals("r1", idOf(next()));
        }
        put("r2", 1);
        try (var _ = start(noting())) {
            assertEquals("r1", idOf(next()));
            assertEquals("r2", idOf(next()));
        }
    }

    @Test
    void poisonIsPassedOverAndTheRestGoesOn() throws Exception {
        LambdaFunction choking =
                LocalLambda.ofStream(
                        LambdaSettings.named("settle"),
                        (input, output, context) -> {
                            JsonNode event = JSON.readTree(input);
                            if (event.toString().contains("poison")) {
                                throw new IllegalStateException("cannot take it");
                            }
                            event.path("Records").forEach(records::add);
                        });
        put("r1", 1);
        put("poison", 1);
        put("r2", 1);
        try (var _ = start(choking)) {
            assertEquals("r1", idOf(next()));
            assertEquals("r2", idOf(next()));
            put("r3", 1);
            assertEquals("r3", idOf(next()));
        }
        assertEquals(1, deadLetters.size());
    }

    @Test
    void shardsAreFollowedInOrder() throws Exception {
        try (var _ = start(noting())) {
            for (int i = 0; i < 3; i++) {
                put("r" + i, i);
                if (i < 2) {
                    database.triggerShardRollovers();
                }
            }
            for (int i = 0; i < 3; i++) {
                assertEquals("r" + i, idOf(next()));
            }
        }
    }

    @Test
    void streamThatIsNotThereEndsNothing() throws Exception {
        String missing = streamArn.replace(table, "missing");
        try (var _ =
                        EventSourceMapping.start(
                                streams,
                                missing,
                                noting(),
                                MappingSettings.standard(),
                                (event, sequence, error) -> {});
                var _ = start(noting())) {
            put("r1", 1);
            assertEquals("r1", idOf(next()));
        }
    }
}
