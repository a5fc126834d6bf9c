package dev.atrium.functions.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.ban.Ban;
import dev.atrium.ban.BanBook;
import dev.atrium.ban.Forfeit;
import dev.atrium.functions.edge.LocalFunctions;
import dev.atrium.schema.ConnectionRow;
import dev.atrium.schema.Tables;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;

class ConnectionIT {
    @AutoClose private final LocalFunctions local = LocalFunctions.open();

    private List<ConnectionRow> rows() {
        return local.stores().table(Tables.CONNECTIONS).scan().items().stream().toList();
    }

    private int connect() {
        return local.socketRoute("$connect", LocalFunctions.sample("websocket-connect"))
                .path("statusCode")
                .asInt();
    }

    private static void assertError(JsonNode answer, String code, String action) {
        assertEquals("error", answer.path("type").asText());
        assertEquals(code, answer.path("data").path("code").asText());
        assertEquals(action, answer.path("data").path("action").asText());
        assertTrue(answer.path("data").path("message").asText().endsWith("."));
    }

    @Test
    void openingNotesWhoIsThereAndPostsNothing() {
        assertEquals(200, connect());

        long nowS = local.clock().instant().getEpochSecond();
        assertEquals(
                List.of(
                        new ConnectionRow(
                                LocalFunctions.CONNECTION,
                                LocalFunctions.PLAYER,
                                "Ada",
                                "owl",
                                local.clock().millis(),
                                nowS + Duration.ofHours(3).toSeconds())),
                rows());
        assertTrue(local.gateway().posts(LocalFunctions.CONNECTION).isEmpty());
    }

    @Test
    void socketThatNobodyVouchesForIsNotOpened() {
        ObjectNode event = LocalFunctions.sample("websocket-connect");
        event.withObject("/requestContext").remove("authorizer");

        assertEquals(401, local.socketRoute("$connect", event).path("statusCode").asInt());
        assertTrue(rows().isEmpty());
    }

    @Test
    void pageOfAnotherOriginIsRefusedAndWhoHasNoneIsLetIn() {
        ObjectNode stranger = LocalFunctions.sample("websocket-connect");
        stranger.withObject("/headers").put("Origin", "https://evil.example");
        ObjectNode lowerCase = LocalFunctions.sample("websocket-connect");
        lowerCase.withObject("/headers").remove("Origin");
        lowerCase.withObject("/headers").put("origin", "https://evil.example");

        assertEquals(403, local.socketRoute("$connect", stranger).path("statusCode").asInt());
        assertEquals(403, local.socketRoute("$connect", lowerCase).path("statusCode").asInt());
        assertTrue(rows().isEmpty());
        ObjectNode noPage = LocalFunctions.sample("websocket-connect");
        noPage.withObject("/headers").remove("Origin");
        assertEquals(200, local.socketRoute("$connect", noPage).path("statusCode").asInt());
        ObjectNode noHeaders = LocalFunctions.sample("websocket-connect");
        noHeaders.remove("headers");
        assertEquals(200, local.socketRoute("$connect", noHeaders).path("statusCode").asInt());
    }

    @Test
    void whoIsBannedIsRefusedUntilItEndsAndHostsLearnOfIt() {
        long nowMs = local.clock().millis();
        BanBook book = new BanBook(local.stores().enhanced(), local.stores().tablePrefix());
        book.write(new Ban(LocalFunctions.PLAYER, "abuse", nowMs, nowMs + 60_000));

        assertEquals(403, connect());
        assertTrue(rows().isEmpty());
        String key = local.stores().keys().ban(LocalFunctions.PLAYER);
        assertEquals(Long.toString(nowMs + 60_000), local.stores().redis().get(key));
        assertTrue(local.stores().redis().pttl(key) <= 60_000);
        local.clock().advance(Duration.ofMinutes(1));
        assertEquals(200, connect());
    }

    @Test
    void whoIsBannedWhileHisSocketIsOpenIsMatchedNoMore() {
        long nowMs = local.clock().millis();
        BanBook book = new BanBook(local.stores().enhanced(), local.stores().tablePrefix());
        book.write(new Ban(LocalFunctions.PLAYER, "abuse", nowMs, nowMs + 60_000));

        JsonNode answer = local.send("{\"action\":\"matchmake\",\"id\":\"m\"}");

        assertError(answer, "banned", "matchmake");
        assertEquals("m", answer.path("id").asText());
    }

    @Test
    void whoseBanIsLiftedIsLetInAtOnceWhateverRedisSays() {
        long nowMs = local.clock().millis();
        BanBook book = new BanBook(local.stores().enhanced(), local.stores().tablePrefix());
        book.forfeited(new Forfeit(LocalFunctions.PLAYER, "speed", "r-1"), nowMs);
        assertEquals(403, connect());
        assertError(local.send("{\"action\":\"matchmake\"}"), "banned", "matchmake");

        assertTrue(book.lift(LocalFunctions.PLAYER, nowMs + 1).isPresent());
        local.clock().advance(Duration.ofMillis(2));
        String key = local.stores().keys().ban(LocalFunctions.PLAYER);
        assertTrue(local.stores().redis().exists(key) > 0, "the functions repeated it");
        assertEquals(200, connect());
        JsonNode answer = local.send("{\"action\":\"matchmake\"}");
        assertError(answer, "missing-field", "matchmake");
    }

    @Test
    void closingForgets() {
        connect();

        JsonNode closed =
                local.socketRoute("$disconnect", LocalFunctions.sample("websocket-disconnect"));
        JsonNode closedTwice =
                local.socketRoute("$disconnect", LocalFunctions.sample("websocket-disconnect"));

        assertEquals(200, closed.path("statusCode").asInt());
        assertEquals(200, closedTwice.path("statusCode").asInt());
        assertTrue(rows().isEmpty());
    }

    @Test
    void helloIsAnsweredWithWhoOneIs() {
        JsonNode answer = local.send("{\"action\":\"hello\",\"id\":\"7\",\"more\":[]}");

        assertEquals(
                "{\"type\":\"connected\",\"id\":\"7\",\"data\":{\"playerId\":\""
                        + LocalFunctions.PLAYER
                        + "\",\"name\":\"Ada\",\"icon\":\"owl\",\"protocol\":1,"
                        + "\"oldestProtocol\":1,\"serverTime\":"
                        + local.clock().millis()
                        + "}}",
                answer.toString());
    }

    @Test
    void unknownActionIsNamedInItsRefusal() {
        JsonNode answer = local.send("{\"action\":\"fly\",\"id\":\"x1\"}");

        assertError(answer, "unknown-action", "fly");
        assertEquals("x1", answer.path("id").asText());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "hello there|malformed",
                "{\"action\":\"hello\"|malformed",
                "[\"hello\"]|malformed",
                "{}|malformed",
                "{\"action\":7}|malformed",
                "{\"action\":\"hello\",\"id\":7}|invalid-field",
            })
    void whatIsNoMessageIsRefused(String text, String code) {
        assertError(local.send(text), code, "");
    }

    @Test
    void emptyFrameIsMalformed() {
        assertError(local.send("", event -> event.remove("body")), "malformed", "");
        assertError(local.send("!", event -> event.put("isBase64Encoded", true)), "malformed", "");
    }

    @Test
    void messageOverTheLimitIsTooLargeAndOneAtTheLimitIsNot() {
        String start = "{\"action\":\"hello\",\"padding\":\"";
        String atLimit = start + "x".repeat(16_384 - start.length() - 2) + "\"}";

        assertEquals("connected", local.send(atLimit).path("type").asText());
        assertError(local.send(atLimit + " "), "too-large", "");
        assertError(local.send("x".repeat(100_000)), "too-large", "");
    }

    @Test
    void messageThatNobodyVouchesForIsUnauthorized() {
        JsonNode answer =
                local.send(
                        "{\"action\":\"hello\"}",
                        event -> event.withObject("/requestContext").remove("authorizer"));

        assertError(answer, "unauthorized", "hello");
    }

    @Test
    void hundredMessagesASecondAreAnsweredAndMostAreRefused() {
        int connected = 0;
        int refused = 0;
        long startedNs = System.nanoTime();
        for (int i = 0; i < 100; i++) {
            JsonNode answer = local.send("{\"action\":\"hello\",\"id\":\"" + i + "\"}");
            assertEquals(Integer.toString(i), answer.path("id").asText());
            if (answer.path("type").asText().equals("connected")) {
                connected++;
            } else {
                assertError(answer, "rate-limited", "hello");
                assertTrue(answer.path("data").path("retryable").asBoolean());
                long retryAfterMs = answer.path("data").path("retryAfterMs").asLong();
                // Beyond 60 in a minute it is the minute's end.
                long mostMs = connected < 60 ? 1_000 : 60_000;
                assertTrue(retryAfterMs >= 1 && retryAfterMs <= mostMs, "" + retryAfterMs);
                refused++;
            }
        }
        long windows = 2 + Duration.ofNanos(System.nanoTime() - startedNs).toSeconds();

        assertEquals(100, connected + refused);
        assertTrue(
                connected >= 20 && connected <= Math.min(60, 20 * windows),
                connected + " were let through");
        assertTrue(refused > 0 || windows > 5, "none was refused");
        JsonNode other =
                local.send(
                        "{\"action\":\"hello\"}",
                        event ->
                                event.withObject("/requestContext/authorizer")
                                        .put("principalId", "p-000000000000000000000002"));
        assertEquals("connected", other.path("type").asText());
    }

    @Test
    void messageOfSomebodyWhoIsGoneIsDoneWithAndHisRowGoes() {
        connect();
        local.gateway().hangUp(LocalFunctions.CONNECTION);

        JsonNode response = local.socketRoute("hello", LocalFunctions.sample("websocket-message"));

        assertEquals(200, response.path("statusCode").asInt());
        assertTrue(rows().isEmpty());
    }
}
