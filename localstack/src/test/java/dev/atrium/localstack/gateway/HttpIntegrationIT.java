package dev.atrium.localstack.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;

import dev.atrium.localstack.gateway.api.HeaderSource;
import dev.atrium.localstack.gateway.api.Integration;
import dev.atrium.localstack.gateway.api.WebSocketApi;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** HTTP integrations of the WebSocket API, in front of real servers. */
@Timeout(60)
class HttpIntegrationIT {

    private static final Map<String, HeaderSource> MAPPINGS =
            Map.of(
                    "X-Connection", HeaderSource.parse("context.connectionId"),
                    "X-Request", HeaderSource.parse("context.requestId"),
                    "X-Route", HeaderSource.parse("context.routeKey"),
                    "X-Event", HeaderSource.parse("context.eventType"),
                    "X-Player", HeaderSource.parse("context.authorizer.principalId"),
                    "X-Name", HeaderSource.parse("context.authorizer.name"),
                    "X-Missing", HeaderSource.parse("context.authorizer.missing"),
                    "X-Secret", HeaderSource.parse("'fixed'"));

    private record Seen(String server, String method, Headers headers, String body) {}

    private final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();
    private final List<HttpServer> servers = new ArrayList<>();
    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void stopServers() {
        released.countDown();
        servers.forEach(server -> server.stop(0));
    }

    /** A server that notes requests; a status of 0 means that it does not answer in time. */
    private URI server(String name, int status) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/",
                exchange -> {
                    String body =
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8);
                    seen.add(
                            new Seen(
                                    name,
                                    exchange.getRequestMethod(),
                                    exchange.getRequestHeaders(),
                                    body));
                    if (status == 0) {
                        awaitRelease();
                    }
                    exchange.sendResponseHeaders(status == 0 ? 200 : status, -1);
                    exchange.close();
                });
        server.start();
        servers.add(server);
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/gateway");
    }

    private void awaitRelease() {
        try {
            assertFalse(!released.await(20, TimeUnit.SECONDS), "never released");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static WebSocketApi api(Supplier<URI> target) {
        return apiOf(() -> List.of(target.get()));
    }

    private static WebSocketApi apiOf(Supplier<List<URI>> targets) {
        Integration integration = new Integration.HttpProxy(targets, MAPPINGS);
        return new WebSocketApi(
                "wsapi",
                "ws",
                Map.of(
                        WebSocketApi.CONNECT,
                        integration,
                        WebSocketApi.DISCONNECT,
                        integration,
                        "enter",
                        integration),
                EmulatorFixture.openDoor());
    }

    private Seen nextSeen() throws InterruptedException {
        Seen request = seen.poll(10, TimeUnit.SECONDS);
        if (request == null) {
            throw new AssertionError("no server was asked");
        }
        return request;
    }

    @Test
    void messageIsPostedWithItsMappedHeaders() throws Exception {
        URI target = server("one", 200);
        try (GatewayEmulator emulator = EmulatorFixture.start(api(() -> target));
                RawSocket socket = EmulatorFixture.connect(emulator)) {
            Seen connect = nextSeen();
            assertEquals("CONNECT", connect.headers().getFirst("X-Event"));
            assertEquals("", connect.body());
            String message = "{\"action\":\"enter\",\"name\":\"é\"}";
            socket.text(message);
            Seen request = nextSeen();
            assertEquals("POST", request.method());
            assertEquals(message, request.body());
            Headers headers = request.headers();
            assertEquals(
                    connect.headers().getFirst("X-Connection"), headers.getFirst("X-Connection"));
            assertFalse(
                    connect.headers().getFirst("X-Request").equals(headers.getFirst("X-Request")));
            assertEquals("enter", headers.getFirst("X-Route"));
            assertEquals("MESSAGE", headers.getFirst("X-Event"));
            assertEquals("p-1", headers.getFirst("X-Player"));
            assertEquals("Ada", headers.getFirst("X-Name"));
            assertEquals("fixed", headers.getFirst("X-Secret"));
            assertNull(headers.getFirst("X-Missing"));
            socket.frame(true, RawSocket.CLOSE, new byte[0]);
            assertEquals("DISCONNECT", nextSeen().headers().getFirst("X-Event"));
        }
    }

    @Test
    void targetsCanTakeTurns() throws Exception {
        List<URI> targets = List.of(server("one", 200), server("two", 200));
        AtomicInteger turn = new AtomicInteger();
        Supplier<URI> next = () -> targets.get(Math.floorMod(turn.getAndIncrement(), 2));
        try (GatewayEmulator emulator = EmulatorFixture.start(api(next));
                RawSocket socket = EmulatorFixture.connect(emulator)) {
            socket.text("{\"action\":\"enter\"}");
            Set<String> asked = new TreeSet<>(List.of(nextSeen().server(), nextSeen().server()));
            assertEquals(Set.of("one", "two"), asked);
        }
    }

    /** Where nobody listens: a server that was never started keeps its port when it is stopped. */
    private static URI refusing() throws IOException {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + closed.getLocalPort());
        }
    }

    @Test
    void whoRefusesAConnectionIsPassedOver() throws Exception {
        List<URI> targets = List.of(refusing(), server("one", 200), server("two", 200));
        try (GatewayEmulator emulator = EmulatorFixture.start(apiOf(() -> targets));
                RawSocket socket = EmulatorFixture.connect(emulator)) {
            assertEquals("one", nextSeen().server());
            socket.text("{\"action\":\"enter\"}");
            assertEquals("one", nextSeen().server(), "and nobody besides");
            socket.frame(true, RawSocket.CLOSE, new byte[0]);
            assertEquals("DISCONNECT", nextSeen().headers().getFirst("X-Event"));
            assertEquals(0, seen.size());
        }
    }

    /** It may have done what it was asked: nobody else is asked the same. */
    @Test
    void whoFailsIsNotPassedOver() throws Exception {
        List<URI> targets = List.of(server("broken", 503), server("good", 200));
        try (GatewayEmulator emulator = EmulatorFixture.start(apiOf(() -> targets));
                RawSocket socket =
                        RawSocket.connect(URI.create(emulator.socketUrl() + "?token=t"))) {
            assertEquals(502, socket.status());
            assertEquals("broken", nextSeen().server());
            assertEquals(0, seen.size());
        }
    }

    @Test
    void serverThatRefusesConnectRefusesTheUpgrade() throws Exception {
        URI target = server("one", 403);
        try (GatewayEmulator emulator = EmulatorFixture.start(api(() -> target));
                RawSocket socket =
                        RawSocket.connect(URI.create(emulator.socketUrl() + "?token=t"))) {
            assertEquals(403, socket.status());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"broken", "slow", "refusing", "none", "unusable"})
    void failedServerIsToldToTheClient(String how) throws Exception {
        URI good = server("good", 200);
        URI broken = server("broken", 503);
        URI slow = server("slow", 0);
        URI refusing = refusing();
        AtomicInteger turn = new AtomicInteger();
        Supplier<URI> target =
                () ->
                        turn.getAndIncrement() == 0
                                ? good
                                : switch (how) {
                                    case "broken" -> broken;
                                    case "slow" -> slow;
                                    case "refusing" -> refusing;
                                    case "unusable" -> URI.create("nothing");
                                    default -> throw new IllegalStateException("no host is up");
                                };
        try (GatewayEmulator emulator =
                        EmulatorFixture.start(
                                api(target),
                                limits ->
                                        limits.withSocket(
                                                limits.socket().withIntegrationTimeoutMs(500)));
                RawSocket socket = EmulatorFixture.connect(emulator)) {
            socket.text("{\"action\":\"enter\"}");
            assertEquals(
                    "Internal server error",
                    EmulatorFixture.JSON.readTree(socket.message()).path("message").asText());
        }
    }

    @Test
    void slowConnectIsAGatewayTimeout() throws Exception {
        URI slow = server("slow", 0);
        try (GatewayEmulator emulator =
                        EmulatorFixture.start(
                                api(() -> slow),
                                limits ->
                                        limits.withSocket(
                                                limits.socket().withIntegrationTimeoutMs(200)));
                RawSocket socket =
                        RawSocket.connect(URI.create(emulator.socketUrl() + "?token=t"))) {
            assertEquals(504, socket.status());
        }
    }
}
