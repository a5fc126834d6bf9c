package dev.atrium.functions.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.functions.edge.LocalFunctions;
import dev.atrium.functions.edge.LocalFunctions.Response;
import dev.atrium.identity.Player;
import dev.atrium.identity.Tokens;
import dev.atrium.schema.PlayerRow;
import dev.atrium.schema.Tables;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

class GuestHandlerIT {
    private static final String ROUTE = "POST /auth/guest";

    @AutoClose private final LocalFunctions local = LocalFunctions.open();

    private List<PlayerRow> players() {
        return local.stores().table(Tables.PLAYERS).scan().items().stream().toList();
    }

    @Test
    void guestGetsAPlayerAndASession() {
        Response response = local.http(ROUTE, "{\"name\":\"  Ada \\u0000 L. \",\"icon\":\"owl\"}");

        assertEquals(200, response.status());
        assertEquals("application/json", response.headers().path("content-type").asText());
        assertEquals("no-store", response.headers().path("cache-control").asText());
        PlayerRow row = players().getFirst();
        assertEquals(
                new PlayerRow(
                        response.body().path("playerId").asText(),
                        "Ada L.",
                        "owl",
                        "guest",
                        local.clock().millis(),
                        0,
                        0,
                        0,
                        0,
                        0),
                row);
        assertEquals(
                new Tokens.Checked.Valid<>(
                        new Player(row.playerId(), "Ada L.", "owl", Player.Kind.GUEST)),
                local.functions().tokens().session(response.body().path("token").asText()));
        assertEquals(
                local.clock().instant().plus(Tokens.SESSION).toEpochMilli(),
                response.body().path("expiresAt").asLong());
    }

    @Test
    void bodyMayComeInBase64() {
        String json = "{\"name\":\"Ada\",\"icon\":\"owl\"}";
        Response response =
                local.http(
                        ROUTE,
                        event ->
                                event.put("isBase64Encoded", true)
                                        .put(
                                                "body",
                                                Base64.getEncoder()
                                                        .encodeToString(
                                                                json.getBytes(
                                                                        StandardCharsets.UTF_8))));

        assertEquals(200, response.status());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "not json|malformed",
                "[]|malformed",
                "{\"name\":\"Ada\",\"name\":\"Bob\",\"icon\":\"owl\"}|malformed",
                "{\"icon\":\"owl\"}|missing-field",
                "{\"name\":\"Ada\"}|missing-field",
                "{\"name\":null,\"icon\":\"owl\"}|missing-field",
                "{\"name\":7,\"icon\":\"owl\"}|invalid-field",
                "{\"name\":\"Ada\",\"icon\":[]}|invalid-field",
                "{\"name\":\"Ada\",\"icon\":\"dragon\"}|out-of-range",
                "{\"name\":\" \",\"icon\":\"owl\"}|out-of-range",
                "{\"name\":\"\\ud800\",\"icon\":\"owl\"}|out-of-range",
                "{\"name\":\"abcdefghijklmnopqrstu\",\"icon\":\"owl\"}|out-of-range",
            })
    void badBodyIsRefusedAndMakesNobody(String body, String code) {
        Response response = local.http(ROUTE, body);

        assertEquals(code, response.code());
        assertEquals(400, response.status());
        assertEquals(400, response.body().path("status").asInt());
        assertEquals("Bad Request", response.body().path("title").asText());
        assertEquals("application/problem+json", response.headers().path("content-type").asText());
        assertTrue(players().isEmpty());
    }

    @Test
    void nameWithAForbiddenWordInItIsRefusedAndMakesNobody() {
        Response refused = local.http(ROUTE, "{\"name\":\"Big Sh1t\",\"icon\":\"owl\"}");

        assertEquals(400, refused.status());
        assertEquals("profanity", refused.code());
        assertEquals(List.of(), players());
        String innocent = "{\"name\":\"Scunthorpe Cocktail\",\"icon\":\"owl\"}";
        assertEquals(200, local.http(ROUTE, innocent).status());
    }

    @Test
    void missingBodyIsMalformed() {
        assertEquals("malformed", local.http(ROUTE, event -> event.remove("body")).code());
    }

    @Test
    void brokenBase64IsMalformed() {
        assertEquals(
                "malformed",
                local.http(ROUTE, e -> e.put("isBase64Encoded", true).put("body", "!")).code());
    }

    @Test
    void bodyOverTheLimitIsTooLargeAndOneAtTheLimitIsNot() {
        String start = "{\"name\":\"Ada\",\"icon\":\"owl\",\"padding\":\"";
        String atLimit = start + "x".repeat(16_384 - start.length() - 2) + "\"}";

        Response over = local.http(ROUTE, atLimit + " ");
        Response farOver = local.http(ROUTE, atLimit.repeat(3));

        assertEquals(413, over.status());
        assertEquals("too-large", over.code());
        assertEquals("too-large", farOver.code());
        assertTrue(players().isEmpty());
        assertEquals(200, local.http(ROUTE, atLimit).status());
    }

    @Test
    void addressThatSignsUpTooOftenIsRateLimitedAndOthersAreNot() {
        String body = "{\"name\":\"Ada\",\"icon\":\"owl\"}";
        for (int i = 0; i < 100; i++) {
            assertEquals(200, local.http(ROUTE, body).status());
        }

        Response refused = local.http(ROUTE, body);

        assertEquals(429, refused.status());
        assertEquals("rate-limited", refused.code());
        int retryAfterS = refused.headers().path("retry-after").asInt();
        assertTrue(retryAfterS >= 1 && retryAfterS <= 60, "retry-after " + retryAfterS);
        assertEquals(100, players().size());
        Response other =
                local.http(
                        ROUTE,
                        event ->
                                event.put("body", body)
                                        .withObject("/requestContext/http")
                                        .put("sourceIp", "203.0.113.9"));
        assertEquals(200, other.status());
    }
}
