package dev.atrium.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;

import dev.atrium.game.arena.MoveWarrior;
import dev.atrium.message.Allowance;
import dev.atrium.message.MessageShape;
import dev.atrium.wire.Json;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The limits of actions behind the gateway: the same, answered through {@code @connections}. */
class GatewayInputLimitIT {
    private static final Allowance MOVES = MessageShape.of(MoveWarrior.class).allowance();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String KEY = "a-key-for-tests-only";

    private static final Map<String, BlockingQueue<JsonNode>> POSTED = new ConcurrentHashMap<>();
    private static final BlockingQueue<String> DELETED = new LinkedBlockingQueue<>();
    private static HttpServer gateway;
    private static RunningHost host;

    @BeforeAll
    static void start() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext(
                "/ws/@connections/",
                exchange -> {
                    String path = exchange.getRequestURI().getPath();
                    String connection = path.substring(path.lastIndexOf('/') + 1);
                    if (exchange.getRequestMethod().equals("DELETE")) {
                        DELETED.add(connection);
                        exchange.sendResponseHeaders(204, -1);
                    } else {
                        postedTo(connection).add(Json.mapper().readTree(exchange.getRequestBody()));
                        exchange.sendResponseHeaders(200, -1);
                    }
                    exchange.close();
                });
        gateway.start();
        String endpoint = "http://127.0.0.1:" + gateway.getAddress().getPort() + "/ws";
        host =
                RunningHost.start(
                        1,
                        Map.of(
                                "ATRIUM_GATEWAY_ENDPOINT",
                                endpoint,
                                "ATRIUM_LOOPS",
                                "1",
                                "ATRIUM_INPUT_BREACHES",
                                "40"));
    }

    @AfterAll
    static void stop() {
        host.close();
        gateway.stop(0);
    }

    private static BlockingQueue<JsonNode> postedTo(String connection) {
        return POSTED.computeIfAbsent(connection, id -> new LinkedBlockingQueue<>());
    }

    /** A player behind the gateway in a room of his own. */
    private record Player(String connection, RunningHost.Guest guest, String roomId) {
        static Player enter(String connection, String name) throws Exception {
            RunningHost.Guest guest = RunningHost.Guest.named(name);
            Player player = new Player(connection, guest, host.placePractice(guest));
            player.post(
                    TestPlayer.enterMessage(
                            host.ticket(player.roomId, guest), guest.nonceHex(), Optional.empty()));
            player.await("state", view -> true);
            return player;
        }

        void post(String body) throws IOException, InterruptedException {
            HttpRequest request =
                    HttpRequest.newBuilder(
                                    URI.create(
                                            "http://127.0.0.1:" + host.port() + "/gateway/message"))
                            .header("X-Atrium-Gateway-Key", KEY)
                            .header("X-Atrium-Connection", connection)
                            .header("X-Atrium-Player", guest.playerId())
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build();
            assertEquals(
                    200, HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode());
        }

        void move(long number, String more) throws IOException, InterruptedException {
            post(
                    ("{\"action\":\"move-warrior\",\"room\":\"%s\",\"warriorId\":\"0-0\","
                                    + "\"id\":\"m%d\",\"direction\":\"%s\",\"seq\":%d%s}")
                            .formatted(roomId, number, number % 2 == 0 ? "n" : "s", number, more));
        }

        JsonNode await(String type, Predicate<JsonNode> which) throws InterruptedException {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TestPlayer.WAIT_S);
            while (true) {
                JsonNode message =
                        postedTo(connection).poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (message == null) {
                    throw new AssertionError("no " + type);
                }
                if (message.get("type").asText().equals(type) && which.test(message)) {
                    return message;
                }
            }
        }

        boolean noneOf(String type) {
            return postedTo(connection).stream()
                    .noneMatch(message -> message.get("type").asText().equals(type));
        }
    }

    @Test
    void tooManyMovesAreRefusedByNumberAndOthersAreTakenAfterTheWait() throws Exception {
        Player ada = Player.enter("c1", "Ada");
        Player bob = Player.enter("c2", "Bob");
        long number = 0;
        while (ada.noneOf("error")) {
            number++;
            assertTrue(number < 1_000, "nothing was refused");
            ada.move(number, "");
        }
        JsonNode refused = ada.await("error", message -> true);
        assertEquals("rate-limited", refused.at("/data/code").asText());
        assertEquals("move-warrior", refused.at("/data/action").asText());
        long waitMs = refused.at("/data/retryAfterMs").asLong();
        assertTrue(waitMs >= 1 && waitMs <= 1_000 / MOVES.messages(), "" + waitMs);
        assertEquals("m" + refused.at("/data/seq").asLong(), refused.get("id").asText());

        ada.post("{\"action\":\"ping\",\"id\":\"p1\",\"t\":1}");
        ada.await("pong", message -> message.path("id").asText().equals("p1"));
        bob.move(1, "");
        bob.await("state", view -> view.at("/applied/0").asLong() == 1);
        LimitedPlayer.park(waitMs + 1_000 / MOVES.messages());
        long again = number + 1;
        ada.move(again, "");
        ada.await("state", view -> view.at("/applied/0").asLong() == again);
        assertTrue(bob.noneOf("error"));
    }

    @Test
    void whatIsTooLongForItsActionIsRefusedWithTheLimit() throws Exception {
        Player eve = Player.enter("c3", "Eve");
        eve.move(1, ",\"more\":\"" + "x".repeat(MOVES.bytesMax()) + "\"");
        JsonNode refused = eve.await("error", message -> true);
        assertEquals("too-large", refused.at("/data/code").asText());
        assertEquals("move-warrior has at most 512 bytes.", refused.at("/data/message").asText());
        assertEquals(1, refused.at("/data/seq").asLong());
        eve.move(1, "");
        eve.await("state", view -> view.at("/applied/0").asLong() == 1);
    }

    @Test
    void whoGoesOnIsToldAndCutOff() throws Exception {
        Player rude = Player.enter("c4", "Rude");
        for (int t = 0; t < 1_000 && rude.noneOf("closing"); t++) {
            rude.post("{\"action\":\"ping\",\"t\":1}");
        }
        assertEquals(4429, rude.await("closing", message -> true).at("/data/code").asInt());
        assertEquals("c4", DELETED.poll(TestPlayer.WAIT_S, TimeUnit.SECONDS));
    }
}
