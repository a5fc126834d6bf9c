package dev.atrium.functions.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;

import dev.atrium.functions.auth.GuestHandler;
import dev.atrium.functions.board.MatchHandler;
import dev.atrium.room.RoomId;
import dev.atrium.room.RoomStatus;
import dev.atrium.schema.ConnectionRow;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.TableDefinition;
import dev.atrium.schema.Tables;
import dev.atrium.schema.WalletRow;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What callers are told when something behind the functions does not work. */
class FailureIT {
    private static final String GUEST = "{\"name\":\"Ada\",\"icon\":\"owl\"}";

    private static JsonNode callGuest(LocalFunctions local, Functions functions) {
        Routes.Handler guest =
                new Routes.Handler(GuestHandler.class.getName(), Routes.EventKind.HTTP);
        ObjectNode event = LocalFunctions.sample("http");
        event.put("body", GUEST);
        return local.call(guest.create(functions), guest.kind(), event);
    }

    private static FunctionConfig config(LocalFunctions local, Map<String, String> changes) {
        FunctionConfig config = local.functions().config();
        return new FunctionConfig(
                changes.getOrDefault("tables", config.tablePrefix()),
                config.redisPrefix(),
                URI.create(changes.getOrDefault("redis", config.redisUri().toString())),
                config.gatewayEndpoint(),
                config.keys(),
                config.archive(),
                config.domain(),
                config.origins(),
                config.fees());
    }

    private static Functions functions(LocalFunctions local, Map<String, String> changes) {
        return new Functions(
                config(local, changes),
                new Functions.Clients(
                        local.stores()::dynamo,
                        local.gateway()::client,
                        local.wakes()::client,
                        local.clock()));
    }

    @Test
    void withoutRedisSigningUpIsUnavailable() {
        try (LocalFunctions local = LocalFunctions.open();
                Functions broken = functions(local, Map.of("redis", "redis://127.0.0.1:1"))) {
            JsonNode response = callGuest(local, broken);

            assertEquals(503, response.path("statusCode").asInt());
            assertTrue(response.path("body").asText().contains("\"code\":\"unavailable\""));
            assertEquals(0, local.stores().table(Tables.PLAYERS).scan().items().stream().count());
        }
    }

    /** Players of a lost host ask for it just when Redis may be gone as well. */
    @Test
    void withoutRedisAMatchIsFoundAndOnlyTheHintIsLeftOut() {
        try (LocalFunctions local = LocalFunctions.open();
                Functions broken = functions(local, Map.of("redis", "redis://127.0.0.1:1"))) {
            String roomId = RoomId.draw().value();
            RoomStatus playing = RoomStatus.PLAYING;
            RoomRow room =
                    new RoomRow(
                            roomId,
                            "arena.blitz",
                            1,
                            playing,
                            "host-1",
                            1,
                            "[]",
                            1,
                            0,
                            null,
                            null,
                            0);
            local.stores().table(Tables.ROOMS).putItem(room);
            Routes.Handler match =
                    new Routes.Handler(MatchHandler.class.getName(), Routes.EventKind.HTTP);
            RequestHandler<?, ?> handler = match.create(broken);
            for (int time = 1; time <= 2; time++) {
                ObjectNode event = LocalFunctions.sample("http");
                event.putObject("pathParameters").put("roomId", roomId);
                JsonNode response = local.call(handler, match.kind(), event);

                assertEquals(200, response.path("statusCode").asInt());
                assertTrue(response.path("body").asText().contains("\"retryAfterMs\":null"));
            }
        }
    }

    @Test
    void withoutRedisMessagesAreUnavailableAndSaySo() {
        try (LocalFunctions local = LocalFunctions.open();
                Functions broken = functions(local, Map.of("redis", "redis://127.0.0.1:1"))) {
            Routes.Handler hello =
                    new Routes.Handler(
                            "dev.atrium.functions.connection.HelloHandler",
                            Routes.EventKind.WEB_SOCKET);

            JsonNode response =
                    local.call(
                            hello.create(broken),
                            hello.kind(),
                            LocalFunctions.sample("websocket-message"));

            assertEquals(200, response.path("statusCode").asInt());
            JsonNode answer = local.gateway().posts(LocalFunctions.CONNECTION).getFirst();
            assertEquals("unavailable", answer.path("data").path("code").asText());
            assertTrue(answer.path("data").path("retryable").asBoolean());
        }
    }

    @Test
    void missingTableIsOurFault() {
        try (LocalFunctions local = LocalFunctions.open();
                Functions broken = functions(local, Map.of("tables", "nobody-made-these-"))) {
            JsonNode response = callGuest(local, broken);

            assertEquals(500, response.path("statusCode").asInt());
            assertTrue(response.path("body").asText().contains("\"code\":\"internal\""));
        }
    }

    @Test
    void postThatFailsIsNotTakenForGone() {
        try (LocalFunctions local = LocalFunctions.open()) {
            local.stores()
                    .table(Tables.CONNECTIONS)
                    .putItem(
                            new ConnectionRow(
                                    LocalFunctions.CONNECTION,
                                    LocalFunctions.PLAYER,
                                    "Ada",
                                    "owl",
                                    1,
                                    2));
            local.gateway().failWith(403);

            assertThrows(
                    AwsServiceException.class,
                    () ->
                            local.functions()
                                    .poster()
                                    .post(
                                            LocalFunctions.CONNECTION,
                                            "{}".getBytes(StandardCharsets.UTF_8)));
            assertEquals(
                    1, local.stores().table(Tables.CONNECTIONS).scan().items().stream().count());
        }
    }

    @Test
    void tableThatIsNobodysIsRefused() {
        try (LocalFunctions local = LocalFunctions.open()) {
            TableDefinition<WalletRow> copy =
                    new TableDefinition<>(
                            "copy",
                            WalletRow.class,
                            "wallet",
                            Tables.WALLETS.sortKey(),
                            List.of(),
                            false,
                            Tables.WALLETS.ttlAttribute());

            assertThrows(
                    IllegalArgumentException.class, () -> local.functions().stores().table(copy));
        }
    }

    @Test
    void whatFailsToBeMadeIsTriedAgainAndWhatIsMadeStays() {
        AtomicInteger attempts = new AtomicInteger();
        Once<Integer> once =
                new Once<>(
                        () -> {
                            if (attempts.incrementAndGet() == 1) {
                                throw new IllegalStateException("the first fails");
                            }
                            return attempts.get();
                        });

        assertTrue(once.made().isEmpty());
        assertThrows(IllegalStateException.class, once::get);
        assertEquals(2, once.get());
        assertEquals(2, once.get());
    }

    @Test
    void clientsFollowTheStandardVariables() throws Exception {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    byte[] body =
                            "{\"TableNames\":[\"seen\"],\"QueueUrl\":\"seen\"}"
                                    .getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        Map<String, String> properties =
                Map.of(
                        "aws.region", "eu-central-1",
                        "aws.accessKeyId", "test",
                        "aws.secretAccessKey", "test",
                        "aws.endpointUrl", "http://127.0.0.1:" + server.getAddress().getPort());
        properties.forEach(System::setProperty);
        try (LocalFunctions local = LocalFunctions.open()) {
            Functions.Clients clients =
                    Functions.Clients.fromEnvironment(local.functions().config());
            try (DynamoDbClient dynamo = clients.dynamo().get()) {
                assertEquals(List.of("seen"), dynamo.listTables().tableNames());
            }
            try (SqsClient sqs = clients.sqs().get()) {
                assertEquals("seen", sqs.getQueueUrl(q -> q.queueName("wakes")).queueUrl());
            }
            GatewayPoster poster =
                    new GatewayPoster(clients.gateway().get(), local.functions().stores());
            assertTrue(poster.post("a=", "{\"t\":1}".getBytes(StandardCharsets.UTF_8)));
            assertEquals(1, local.gateway().posts("a=").size());
        } finally {
            properties.keySet().forEach(System::clearProperty);
            server.stop(0);
        }
    }
}
