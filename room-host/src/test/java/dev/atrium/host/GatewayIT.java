package dev.atrium.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;

import dev.atrium.host.gateway.GatewayConnections;
import dev.atrium.schema.HostRow;
import dev.atrium.schema.Tables;
import dev.atrium.wire.Json;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The gateway's HTTP integration in, {@code @connections} out. */
class GatewayIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final LinkedBlockingQueue<JsonNode> posted = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<String> deleted = new LinkedBlockingQueue<>();
    private HttpServer gateway;
    private RunningHost host;
    private volatile boolean gone;

    @BeforeEach
    void start() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext(
                "/ws/@connections/",
                exchange -> {
                    if (exchange.getRequestMethod().equals("DELETE")) {
                        String path = exchange.getRequestURI().getPath();
                        deleted.add(path.substring(path.lastIndexOf('/') + 1));
                        exchange.sendResponseHeaders(204, -1);
                        exchange.close();
                        return;
                    }
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
                ("{\"action\":\"move-warrior\",\"room\":\"%s\",\"warriorId\":\"0-0\","
                                + "\"direction\":\"n\",\"seq\":1}")
                        .formatted(roomId);
        assertEquals(200, post(host, KEY, "c1", ada.playerId(), move));
        await("state", m -> m.at("/applied/0").asLong() == 1);
        // Entered by a player whom the gateway vouches for: that is a resume, not a used ticket.
        assertEquals(200, post(host, KEY, "c2", ada.playerId(), enter));
        assertTrue(await("entered", m -> true).at("/data/state").isObject());
    }

    @Test
    void whoIsGoneIsForgottenAndHisSeatIsTold() throws Exception {
        RunningHost.Guest ada = RunningHost.Guest.named("Ada");
        RunningHost.Guest bob = RunningHost.Guest.named("Bob");
        String roomId = host.place(List.of(ada, bob), 2);
        String enter =
                TestPlayer.enterMessage(host.ticket(roomId, ada), ada.nonceHex(), Optional.empty());
        assertEquals(200, post(host, KEY, "c1", ada.playerId(), enter));
        await("entered", m -> true);
        try (TestPlayer stays = host.connect()) {
            stays.enter(host, roomId, bob).await("state");
            assertEquals(1, host.bean(GatewayConnections.class).size());
            gone = true;
            stays.await(
                    "players-update",
                    m -> m.at("/data/players/0/presence").asText().equals("gone"));
        }
        assertEquals(0, host.bean(GatewayConnections.class).size());
    }

    @Test
    void whoGoesOnFloodingIsToldAndCutOff() throws Exception {
        for (int i = 0; i < 1_000 && deleted.isEmpty(); i++) {
            assertEquals(200, post(host, KEY, "c7", "p-1", "{\"action\":\"ping\",\"t\":1}"));
        }
        assertEquals("c7", deleted.poll(TestPlayer.WAIT_S, TimeUnit.SECONDS));
        assertEquals(4429, await("closing", m -> true).at("/data/code").asInt());
    }

    /** The function cuts his sockets off too; whichever it does not see is cut off here. */
    @Test
    void whoSignedOutIsToldAndCutOff() throws Exception {
        RunningHost.Guest ada = RunningHost.Guest.named("Ada");
        String roomId = host.place(List.of(ada), 3);
        String enter =
                TestPlayer.enterMessage(host.ticket(roomId, ada), ada.nonceHex(), Optional.empty());
        assertEquals(200, post(host, KEY, "c1", ada.playerId(), enter));
        await("state", m -> true);

        SignOutIT.signOut(host, ada);

        assertEquals("c1", deleted.poll(TestPlayer.WAIT_S, TimeUnit.SECONDS));
        JsonNode closing = await("closing", m -> true);
        assertEquals(4406, closing.at("/data/code").asInt());
        assertEquals("signed-out", closing.at("/data/reason").asText());
        assertEquals(200, post(host, KEY, "c2", ada.playerId(), enter));
        await("error", m -> m.at("/data/code").asText().equals("signed-out"));
    }

    @Test
    void messagesOfOneConnectionAreHandledOneAfterTheOtherHoweverTheyCome() throws Exception {
        // Three in a row that cannot be read cut a connection off; if they were counted by several
        // threads at once, or the first found no visitor, one would be missing.
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            answers.add(
                    CompletableFuture.supplyAsync(
                            () -> {
                                try {
                                    return post(host, KEY, "c8", "p-1", "rubbish");
                                } catch (IOException | InterruptedException e) {
                                    throw new IllegalStateException(e);
                                }
                            }));
        }
        for (CompletableFuture<Integer> answer : answers) {
            assertEquals(200, answer.get(TestPlayer.WAIT_S, TimeUnit.SECONDS));
        }
        assertEquals("c8", deleted.poll(TestPlayer.WAIT_S, TimeUnit.SECONDS));
        for (int i = 0; i < 3; i++) {
            await("error", m -> m.at("/data/code").asText().equals("malformed"));
        }
        assertEquals(4400, await("closing", m -> true).at("/data/code").asInt());
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
    void fullHostSaysSoThroughTheGateway() throws Exception {
        Map<String, String> one = new HashMap<>(environment());
        one.put("ATRIUM_CONNECTIONS", "1");
        String ping = "{\"action\":\"ping\",\"id\":\"p7\",\"t\":1}";
        try (RunningHost full = RunningHost.start(1, one)) {
            assertEquals(200, post(full, KEY, "c1", "p-1", ping));
            await("pong", m -> true);

            assertEquals(200, post(full, KEY, "c2", "p-2", ping));

            JsonNode refused = await("error", m -> true);
            assertEquals("host-full", refused.at("/data/code").asText());
            assertEquals("p7", refused.get("id").asText());
            assertEquals(5_000, refused.at("/data/retryAfterMs").asInt());
            assertEquals(1, full.bean(GatewayConnections.class).size());
            assertEquals(200, post(full, KEY, "c1", "p-1", ping));
            await("pong", m -> true);
        }
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

    /**
     * A host of the same deployment whose row is there, and that nobody reaches at that address.
     */
    private String roomOfUnreached(RunningHost.Guest guest, String internalUrl) {
        DynamoDbEnhancedClient tables =
                DynamoDbEnhancedClient.builder().dynamoDbClient(LocalStores.get().client()).build();
        String owner = "host-unreached-" + internalUrl.length();
        String game = HostRow.gameKey("arena.blitz", 1);
        Tables.HOSTS
                .in(tables, "test-")
                .putItem(
                        new HostRow(
                                owner,
                                "local",
                                "ws://127.0.0.1:1/play",
                                internalUrl,
                                "",
                                List.of(game),
                                10,
                                1,
                                false,
                                1,
                                0));
        String roomId = host.place(List.of(guest), 3, owner);
        Tables.ROOMS.in(tables, "test-").putItem(host.room(roomId).takenBy(owner));
        return roomId;
    }

    /** He may be in, and the room may be taken over any moment: all he needs is to ask again. */
    @Test
    void whoseRoomsOwnerIsNotReachedIsToldToAskAgain() throws Exception {
        RunningHost.Guest eve = RunningHost.Guest.named("Eve");
        for (String address :
                List.of("http://127.0.0.1:" + LocalStores.freePort(), "ws://127.0.0.1:1")) {
            String roomId = roomOfUnreached(eve, address);
            String move =
                    ("{\"action\":\"move-warrior\",\"room\":\"%s\",\"warriorId\":\"0-0\","
                                    + "\"direction\":\"n\",\"seq\":7,\"id\":\"m1\"}")
                            .formatted(roomId);
            assertEquals(200, post(host, KEY, "c6", eve.playerId(), move));
            JsonNode refused = await("error", m -> true);
            assertEquals("unavailable", refused.at("/data/code").asText(), address);
            assertTrue(refused.at("/data/retryable").asBoolean());
            assertEquals(1_000, refused.at("/data/retryAfterMs").asInt());
            assertEquals(7, refused.at("/data/seq").asInt());
            assertEquals("m1", refused.get("id").asText());

            String resume =
                    "{\"action\":\"resume\",\"roomId\":\"%s\",\"lastEpoch\":1,\"lastSeq\":0}"
                            .formatted(roomId);
            assertEquals(200, post(host, KEY, "c6", eve.playerId(), resume));
            assertEquals(
                    "unavailable", await("error", m -> true).at("/data/code").asText(), address);
        }
    }
}
