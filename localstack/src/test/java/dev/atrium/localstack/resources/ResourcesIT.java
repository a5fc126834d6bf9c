package dev.atrium.localstack.resources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.atrium.keys.KeyTool;
import dev.atrium.localstack.api.LocalAws;
import dev.atrium.localstack.store.FreePort;
import dev.atrium.localstack.store.LocalDynamo;
import dev.atrium.schema.TableDefinition;
import dev.atrium.schema.Tables;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the tool makes: in DynamoDB Local, and as a server hears it that writes down the rest. */
class ResourcesIT {
    private final List<String> terminal = new ArrayList<>();

    private int run(URI endpoint, String... arguments) {
        return ResourcesTool.run(
                arguments,
                Map.of("AWS_ENDPOINT_URL", endpoint.toString(), "AWS_ACCESS_KEY_ID", "local"),
                terminal::add);
    }

    @Test
    void tablesAreThoseOfTheSchemaWithStreamsAndExpiryAndMayBeMadeAgain() throws IOException {
        int port = FreePort.find();
        try (LocalDynamo _ = LocalDynamo.start(port, Optional.empty());
                DynamoDbClient client = new LocalAws(LocalDynamo.uri(port)).dynamoDb()) {
            for (int run = 0; run < 2; run++) {
                assertEquals(
                        0, run(LocalDynamo.uri(port), "--only", "tables", "--prefix", "somebody-"));
            }
            assertEquals(
                    List.of("ATRIUM_TABLE_PREFIX=somebody-", "ATRIUM_TABLE_PREFIX=somebody-"),
                    terminal);
            assertEquals(Tables.all().size(), client.listTables().tableNames().size());
            for (TableDefinition<?> table : Tables.all()) {
                assertIsIn(client, table);
            }
        }
    }

    private static void assertIsIn(DynamoDbClient client, TableDefinition<?> table) {
        String name = "somebody-" + table.name();
        TableDescription made = client.describeTable(t -> t.tableName(name)).table();
        List<String> keys = new ArrayList<>(List.of(table.partitionKey()));
        table.sortKey().ifPresent(keys::add);
        assertEquals(keys, made.keySchema().stream().map(KeySchemaElement::attributeName).toList());
        assertEquals(table.indexes().size(), made.globalSecondaryIndexes().size(), name);
        assertEquals(
                table.stream() ? StreamViewType.NEW_IMAGE : null,
                made.streamSpecification() == null
                        ? null
                        : made.streamSpecification().streamViewType(),
                name);
        TimeToLiveDescription expiry =
                client.describeTimeToLive(t -> t.tableName(name)).timeToLiveDescription();
        assertEquals(table.ttlAttribute().orElse(null), expiry.attributeName(), name);
        assertEquals(
                table.ttlAttribute().isPresent() ? "ENABLED" : "DISABLED",
                expiry.timeToLiveStatusAsString(),
                name);
    }

    /** Bucket, secrets and queue: what is asked, since nothing here answers as S3 and SQS do. */
    @Test
    void theRestIsAskedByNameAndLeadsToTheVariablesOfHostsAndFunctions() throws IOException {
        List<String> heard = new CopyOnWriteArrayList<>();
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(exchange, heard));
        server.start();
        try {
            URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
            assertEquals(0, run(endpoint, "--only", "bucket,secrets,queue"));
        } finally {
            server.stop(0);
        }
        assertEquals(
                List.of(
                        "ATRIUM_ARCHIVE=s3://atrium-archive",
                        "ATRIUM_KEYS=secretsmanager:atrium/local",
                        "ATRIUM_WAKE_QUEUE_URL=http://queues/wakes"),
                terminal);
        assertTrue(heard.getFirst().startsWith("PUT /atrium-archive"), heard.getFirst());
        List<String> secrets = KeyTool.secretNames("atrium/local");
        assertEquals(9, secrets.size());
        for (int i = 0; i < secrets.size(); i++) {
            assertTrue(heard.get(1 + i).contains("secretsmanager.CreateSecret"), heard.get(1 + i));
            assertTrue(heard.get(1 + i).contains("\"" + secrets.get(i) + "\""), heard.get(1 + i));
            assertTrue(!heard.get(1 + i).contains("SecretString"), "empty until it is filled");
        }
        assertTrue(heard.get(10).contains("\"atrium-undelivered-wakes\""), heard.get(10));
        assertTrue(heard.getLast().contains("\"atrium-wakes\""), heard.getLast());
        assertTrue(heard.getLast().contains("\"VisibilityTimeout\":\"60\""), heard.getLast());
        assertTrue(heard.getLast().contains("arn:aws:sqs:::letters"), heard.getLast());
        assertEquals(1 + 9 + 3, heard.size());
    }

    private static void answer(HttpExchange exchange, List<String> heard) throws IOException {
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        heard.add(
                exchange.getRequestMethod()
                        + " "
                        + exchange.getRequestURI()
                        + " "
                        + target
                        + " "
                        + body);
        String answer =
                target == null
                        ? ""
                        : target.endsWith("GetQueueAttributes")
                                ? "{\"Attributes\":{\"QueueArn\":\"arn:aws:sqs:::letters\"}}"
                                : "{\"QueueUrl\":\"http://queues/wakes\",\"Name\":\"any\"}";
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Test
    void anEmulatorThatLacksAKindIsToldOfAndStatusIsOne() throws IOException {
        int port = FreePort.find();
        try (LocalDynamo _ = LocalDynamo.start(port, Optional.empty())) {
            assertEquals(1, run(LocalDynamo.uri(port), "--only", "queue"));
        }
        assertEquals(List.of(), terminal);
    }
}
