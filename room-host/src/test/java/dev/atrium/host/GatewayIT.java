package dev.atrium.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;

import dev.atrium.wire.Json;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The gateway's HTTP integration in, {@code @connections} out. */
class GatewayIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final LinkedBlockingQueue<JsonNode> posted = new LinkedBlockingQueue<>();
    private HttpServer gateway;
    private RunningHost host;
    private volatile boolean gone;

    @BeforeEach
    void start() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext(
                "/ws/@connections/",
                exchange -> {
                    JsonNode message = Json.mapper().readTree(exchange.getRequestBody());
                    if (gone) {
                        exchange.getResponseHeaders().add("x-amzn-errortype", "GoneException");
                        exchange.sendResponseHeaders(410, -1);
                    } else {
                        posted.add(message);
                        exchange.sendResponseHeaders(200, -1);
                    }
                    exchange.close();
                });
        gateway.start();
        host = RunningHost.start(1, environment());
    }

    private Map<String, String> environment() {
        String endpoint = "http://127.0.0.1:" + gateway.getAddress().getPort() + "/ws";
        return Map.of("ATRIUM_GATEWAY_ENDPOINT", endpoint, "ATRIUM_LOOPS", "1");
    }

    @AfterEach
    void stop() {
        host.close();
        gateway.stop(0);
    }

    private int post(RunningHost to, String key, String connection, String player, String body)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + to.port() + "/gateway/message"))
                        .header("X-Atrium-Gateway-Key", key)
                        .header("X-Atrium-Connection", connection)
                        .header("X-Atrium-Player", player)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private JsonNode await(String type, Predicate<JsonNode> which) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TestPlayer.WAIT_S);
        while (true) {
            JsonNode message = posted.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (message == null) {
                throw new AssertionError("no " + type);
            }
            if (message.get("type").asText().equals(type) && which.test(message)) {
                return message;
            }
        }
    }

    private static final String KEY = "a-key-for-tests-only";

    @Test
    void aMatchIsPlayedThroughTheGateway() throws Exception {
        RunningHost.Guest ada = RunningHost.Guest.named("Ada");
        String roomId = host.place(List.of(ada), 3);
        String enter =
                TestPlayer.enterMessage(host.ticket(roomId, ada), ada.nonceHex(), Optional.empty());
        assertEquals(200, post(host, KEY, "c1", ada.playerId(), enter));
        assertEquals(0, await("entered", m -> true).at("/data/seat").asInt());
        await("state", m -> true);
        String move =
                "{\"action\":\"move-warrior\",\"room\":\"%s\",\"warriorId\":\"0-0\","
                        + "\"direction\":\"n\",\"seq\":1}";
        assertEquals(200, post(host, KEY, "c1", ada.playerId(), move.formatted(roomId)));
        await("state", m -> m.at("/applied/0").asLong() == 1);
        // Entered by a player whom the gateway vouches for: that is a resume, not a used ticket.
        assertEquals(200, post(host, KEY, "c2", ada.playerId(), enter));
        assertTrue(await("entered", m -> true).at("/data/state").isObject());
        gone = true;
        assertEquals(200, post(host, KEY, "c2", ada.playerId(), move.formatted(roomId)));
    }

    @Test
    void withoutTheKeyNobodyIsListenedTo() throws Exception {
        assertEquals(401, post(host, "wrong", "c1", "p-1", "{}"));
    }

    @Test
    void tooLargeAMessageIsAnsweredBehindTheGatewayToo() throws Exception {
        String large = "{\"action\":\"" + "x".repeat(20_000) + "\"}";
        assertEquals(200, post(host, KEY, "c9", "p-1", large));
        await("error", m -> m.at("/data/code").asText().equals("too-large"));
    }

    @Test
    void aMessageForAnotherHostsRoomIsPassedOn() throws Exception {
        RunningHost.Guest bob = RunningHost.Guest.named("Bob");
        try (RunningHost other = RunningHost.start(host.folder(), 1, environment())) {
            String roomId = other.place(List.of(bob), 3);
            String enter =
                    TestPlayer.enterMessage(
                            other.ticket(roomId, bob), bob.nonceHex(), Optional.empty());
            assertEquals(200, post(host, KEY, "c5", bob.playerId(), enter));
            await("entered", m -> m.at("/data/roomId").asText().equals(roomId));
            try (TestPlayer direct = host.connect()) {
                direct.enter(host, roomId, bob);
                JsonNode moved = direct.await("room-moved");
                assertTrue(moved.at("/data/direct").asText().contains(":" + other.port() + "/"));
            }
        }
    }
}
