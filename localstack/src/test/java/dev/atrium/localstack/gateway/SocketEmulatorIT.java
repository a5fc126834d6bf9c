package dev.atrium.localstack.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.localstack.gateway.api.ConnectAuthorizer;
import dev.atrium.localstack.gateway.api.Integration;
import dev.atrium.localstack.gateway.api.WebSocketApi;
import dev.atrium.localstack.gateway.server.PortInUseException;
import dev.atrium.localstack.lambda.LocalLambda;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.ApiGatewayManagementApiException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.LimitExceededException;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What can be asked of an emulator alone: small limits, and what functions were told. */
@Timeout(60)
@Isolated("its sockets are closed after silences shorter than a pause of a busy machine")
class SocketEmulatorIT {

    private final EmulatorFixture fixture = new EmulatorFixture();

    private WebSocketApi notingDisconnect() {
        return EmulatorFixture.socketApi(
                Map.of(WebSocketApi.DISCONNECT, fixture.noting("disconnect")));
    }

    @Test
    void silentConnectionIsClosed() throws Exception {
        try (GatewayEmulator emulator =
                        EmulatorFixture.start(
                                notingDisconnect(),
                                limits ->
                                        limits.withSocket(limits.socket().withIdleTimeoutMs(150)));
                RawSocket socket = EmulatorFixture.connect(emulator)) {
            assertEquals(1001, socket.closeCode());
            socket.frame(true, RawSocket.CLOSE, new byte[] {0x03, (byte) 0xE9});
            assertTrue(socket.isEnded());
            assertEnding(fixture.nextTold(), 1001, "Going away");
        }
    }

    @Test
    void pingIsASignOfLife() throws Exception {
        try (GatewayEmulator emulator =
                        EmulatorFixture.start(
                                notingDisconnect(),
                                limits ->
                                        limits.withSocket(
                                                limits.socket().withIdleTimeoutMs(1_000)));
                RawSocket socket = EmulatorFixture.connect(emulator)) {
            long start = System.nanoTime();
            // Well beyond the limit, with no pause near it.
            while (System.nanoTime() - start < TimeUnit.MILLISECONDS.toNanos(2_500)) {
                socket.frame(true, RawSocket.PING, new byte[0]);
                assertEquals(RawSocket.PONG, socket.frame().opcode());
                // Time itself is what is tested: pings keep nobody from being idle.
                Thread.sleep(50);
            }
            assertEquals(1001, socket.closeCode());
        }
    }

    @Test
    void oldConnectionIsClosedHoweverLively() throws Exception {
        try (GatewayEmulator emulator =
                        EmulatorFixture.start(
                                notingDisconnect(),
                                limits ->
                                        limits.withSocket(limits.socket().withMaximumAgeMs(300)));
                RawSocket socket = EmulatorFixture.connect(emulator)) {
            RawSocket.Frame frame;
            do {
                socket.frame(true, RawSocket.PING, new byte[0]);
                frame = socket.frame();
            } while (frame.opcode() == RawSocket.PONG);
            assertEquals(RawSocket.CLOSE, frame.opcode());
            assertEquals(1001, frame.closeCode());
        }
    }

    @Test
    void connectionsBeyondTheRateAreRefused() throws Exception {
        try (GatewayEmulator emulator =
                        EmulatorFixture.start(
                                notingDisconnect(),
                                limits ->
                                        limits.withSocket(
                                                limits.socket().withNewConnectionsPerSecond(1)));
                RawSocket first = EmulatorFixture.connect(emulator);
                RawSocket second = RawSocket.connect(URI.create(emulator.socketUrl()))) {
            assertEquals(101, first.status());
            assertEquals(429, second.status());
            assertTrue(second.body().contains("Too Many Requests"), second.body());
        }
    }

    @Test
    void disconnectIsToldCodeAndReason() throws Exception {
        try (GatewayEmulator emulator = EmulatorFixture.start(notingDisconnect())) {
            try (RawSocket socket = EmulatorFixture.connect(emulator)) {
                byte[] close = {0x0F, (byte) 0xA0, 'b', 'y', 'e'};
                socket.frame(true, RawSocket.CLOSE, close);
                JsonNode event = fixture.nextTold();
                assertEnding(event, 4000, "bye");
                JsonNode context = event.path("requestContext");
                assertEquals("$disconnect", context.path("routeKey").asText());
                assertEquals("DISCONNECT", context.path("eventType").asText());
                assertTrue(event.path("body").isMissingNode());
            }
            try (RawSocket socket = EmulatorFixture.connect(emulator)) {
                socket.frame(true, RawSocket.CLOSE, new byte[0]);
                assertEnding(fixture.nextTold(), 1005, "Client-side close frame status not set");
            }
            EmulatorFixture.connect(emulator).close();
            assertEnding(fixture.nextTold(), 1006, "Connection Closed Abnormally");
            try (RawSocket socket = EmulatorFixture.connect(emulator)) {
                socket.frame(true, RawSocket.BINARY, new byte[1]);
                assertEquals(1003, socket.closeCode());
            }
            assertEnding(fixture.nextTold(), 1003, "Binary frames not supported");
        }
        assertTrue(fixture.told.isEmpty(), "told twice");
    }

    private static void assertEnding(JsonNode event, int code, String reason) {
        JsonNode context = event.path("requestContext");
        assertEquals(code, context.path("disconnectStatusCode").asInt());
        assertEquals(reason, context.path("disconnectReason").asText());
    }

    @Test
    void clientWhoLeavesDuringConnectIsDisconnectedAfterIt() throws Exception {
        CountDownLatch connecting = new CountDownLatch(1);
        CountDownLatch left = new CountDownLatch(1);
        LocalLambda connect =
                fixture.function(
                        "connect",
                        event -> {
                            connecting.countDown();
                            assertTrue(left.await(10, TimeUnit.SECONDS));
                        });
        WebSocketApi api =
                EmulatorFixture.socketApi(
                        Map.of(
                                WebSocketApi.CONNECT,
                                new Integration.LambdaProxy(connect),
                                WebSocketApi.DISCONNECT,
                                fixture.noting("disconnect")));
        try (GatewayEmulator emulator = EmulatorFixture.start(api)) {
            try (RawSocket socket = RawSocket.open(URI.create(emulator.socketUrl()))) {
                String head =
                        "GET /ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade"
                                + "\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x\r\n\r\n";
                socket.send(head.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                assertTrue(connecting.await(10, TimeUnit.SECONDS));
            }
            left.countDown();
            assertEnding(fixture.nextTold(), 1006, "Connection Closed Abnormally");
        }
    }

    @Test
    void closingTheGatewayDisconnectsEverybody() throws Exception {
        GatewayEmulator emulator = EmulatorFixture.start(notingDisconnect());
        int port = emulator.port();
        RawSocket socket = EmulatorFixture.connect(emulator);
        Thread closing = Thread.ofVirtual().start(emulator::close);
        assertEquals(1001, socket.closeCode());
        socket.close();
        assertTrue(closing.join(java.time.Duration.ofSeconds(20)));
        assertEnding(fixture.nextTold(), 1001, "Going away");
        assertThrows(
                IOException.class,
                () -> RawSocket.open(URI.create("ws://localhost:" + port + "/ws")).close());
    }

    @Test
    void portInUseIsSaidClearly() {
        try (GatewayEmulator emulator = EmulatorFixture.start(notingDisconnect())) {
            GatewaySettings same = GatewaySettings.local(emulator.port(), "AKID");
            PortInUseException refused =
                    assertThrows(
                            PortInUseException.class,
                            () ->
                                    GatewayEmulator.start(
                                                    same,
                                                    ContractFunctions.httpApi(),
                                                    notingDisconnect(),
                                                    null)
                                            .close());
            assertEquals(
                    "port " + emulator.port() + " is in use: free it or pass --port",
                    refused.getMessage());
        }
    }

    @Test
    void messageWithoutAnyRouteIsForbidden() throws Exception {
        try (GatewayEmulator emulator = EmulatorFixture.start(notingDisconnect());
                RawSocket socket = EmulatorFixture.connect(emulator)) {
            socket.text("{\"action\":\"x\"}");
            JsonNode told = EmulatorFixture.JSON.readTree(socket.message());
            assertEquals("Forbidden", told.path("message").asText());
            assertFalse(told.path("connectionId").asText().isEmpty());
            assertFalse(told.path("requestId").asText().isEmpty());
        }
    }

    @Test
    void authorizerIsNotAskedWithoutItsIdentitySource() throws Exception {
        WebSocketApi api =
                new WebSocketApi(
                        "wsapi",
                        "ws",
                        Map.of(),
                        new ConnectAuthorizer(
                                fixture.function("authorizer", fixture.told::add), "token"));
        try (GatewayEmulator emulator = EmulatorFixture.start(api);
                RawSocket without = RawSocket.connect(URI.create(emulator.socketUrl()));
                RawSocket with =
                        RawSocket.connect(URI.create(emulator.socketUrl() + "?token=a%20b"))) {
            assertEquals(401, without.status());
            // Its answer is no policy, but it was asked, once, with AWS's event.
            assertEquals(500, with.status());
            JsonNode event = fixture.nextTold();
            assertTrue(fixture.told.isEmpty());
            assertEquals("REQUEST", event.path("type").asText());
            assertEquals("a b", event.at("/queryStringParameters/token").asText());
            assertEquals("a b", event.at("/multiValueQueryStringParameters/token/0").asText());
            assertEquals(
                    "arn:aws:execute-api:us-east-1:000000000000:wsapi/ws/$connect",
                    event.path("methodArn").asText());
            assertEquals("$connect", event.at("/requestContext/routeKey").asText());
            assertEquals("CONNECT", event.at("/requestContext/eventType").asText());
        }
    }

    @Test
    void messagesBeyondTheBoundWaitTheirTurn() throws Exception {
        Semaphore leave = new Semaphore(0);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch two = new CountDownLatch(2);
        LocalLambda slow =
                fixture.function(
                        "slow",
                        event -> {
                            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                            two.countDown();
                            assertTrue(leave.tryAcquire(10, TimeUnit.SECONDS));
                            inside.decrementAndGet();
                            fixture.told.add(event);
                        });
        WebSocketApi api =
                EmulatorFixture.socketApi(
                        Map.of(WebSocketApi.DEFAULT, new Integration.LambdaProxy(slow)));
        try (GatewayEmulator emulator =
                        EmulatorFixture.start(
                                api,
                                limits ->
                                        limits.withSocket(
                                                limits.socket().withConcurrentMessages(2)));
                RawSocket socket = EmulatorFixture.connect(emulator)) {
            for (int i = 0; i < 20; i++) {
                socket.text("{\"n\":" + i + "}");
            }
            assertTrue(two.await(10, TimeUnit.SECONDS));
            leave.release(20);
            for (int i = 0; i < 20; i++) {
                fixture.nextTold();
            }
            assertEquals(2, most.get());
        }
    }

    @Test
    void postToAClientThatReadsNothingIsRefused() throws Exception {
        WebSocketApi api =
                EmulatorFixture.socketApi(Map.of(WebSocketApi.CONNECT, fixture.noting("connect")));
        try (GatewayEmulator emulator = EmulatorFixture.start(api);
                RawSocket socket = EmulatorFixture.connect(emulator);
                ApiGatewayManagementApiClient client =
                        ContractFunctions.connections("localhost:" + emulator.port(), "ws")) {
            String id = fixture.nextTold().at("/requestContext/connectionId").asText();
            SdkBytes data = SdkBytes.fromByteArray("x".repeat(128 * 1024).getBytes(UTF_8));
            ApiGatewayManagementApiException refused = null;
            // The kernel takes some megabytes before the gateway's own buffer fills.
            for (int i = 0; i < 400 && refused == null; i++) {
                try {
                    client.postToConnection(r -> r.connectionId(id).data(data));
                } catch (LimitExceededException full) {
                    refused = full;
                }
            }
            assertTrue(refused instanceof LimitExceededException);
            assertEquals(429, refused.statusCode());
            assertEquals("x".repeat(128 * 1024), socket.message());
        }
    }

    private static final java.nio.charset.Charset UTF_8 = java.nio.charset.StandardCharsets.UTF_8;

    @Test
    void postThatIsNoTextIsRefused() throws Exception {
        WebSocketApi api =
                EmulatorFixture.socketApi(Map.of(WebSocketApi.CONNECT, fixture.noting("connect")));
        try (GatewayEmulator emulator = EmulatorFixture.start(api);
                RawSocket socket = EmulatorFixture.connect(emulator);
                ApiGatewayManagementApiClient client =
                        ContractFunctions.connections("localhost:" + emulator.port(), "ws")) {
            String id = fixture.nextTold().at("/requestContext/connectionId").asText();
            SdkBytes notText = SdkBytes.fromByteArray(new byte[] {(byte) 0xFF});
            ApiGatewayManagementApiException refused =
                    assertThrows(
                            ApiGatewayManagementApiException.class,
                            () -> client.postToConnection(r -> r.connectionId(id).data(notText)));
            assertEquals(400, refused.statusCode());
            SdkBytes nothing = SdkBytes.fromUtf8String("");
            client.postToConnection(r -> r.connectionId(id).data(nothing));
            assertEquals("", socket.message());
        }
    }

    @Test
    void upgradeMustBeWellFormed() throws Exception {
        try (GatewayEmulator emulator = EmulatorFixture.start(notingDisconnect())) {
            String upgrade = "Upgrade: websocket\r\nConnection: Upgrade\r\n";
            String version = "Sec-WebSocket-Version: 13\r\n";
            String key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
            assertEquals(400, statusOf(emulator, "GET", upgrade + version));
            assertEquals(426, statusOf(emulator, "GET", upgrade + key));
            assertEquals(
                    426, statusOf(emulator, "GET", upgrade + key + "Sec-WebSocket-Version: 8\r\n"));
            assertEquals(400, statusOf(emulator, "POST", upgrade + version + key));
            assertEquals(101, statusOf(emulator, "GET", upgrade + version + key));
        }
    }

    private static int statusOf(GatewayEmulator emulator, String method, String headers)
            throws IOException {
        try (RawSocket raw = RawSocket.open(URI.create(emulator.socketUrl()))) {
            String head = method + " /ws HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n";
            raw.send(head.getBytes(UTF_8));
            raw.readHead();
            return raw.status();
        }
    }
}
