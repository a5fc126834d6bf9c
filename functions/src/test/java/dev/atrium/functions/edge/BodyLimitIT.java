package dev.atrium.functions.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.functions.edge.LocalFunctions.Response;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;

/** What is too long for any route, at the limit and one byte beyond it. */
class BodyLimitIT {
    private static final String AT_LIMIT = "{\"padding\":\"" + "x".repeat(16_370) + "\"}";

    @AutoClose private static final LocalFunctions LOCAL = LocalFunctions.open();

    private static Stream<String> routes() {
        return Routes.http().stream().map(Routes.HttpRoute::key);
    }

    private static Response post(String route, String body, boolean base64) {
        String sent =
                base64
                        ? Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8))
                        : body;
        return LOCAL.http(
                route,
                event ->
                        event.put("body", sent)
                                .put("isBase64Encoded", base64)
                                .withObject("/requestContext/authorizer/lambda")
                                .put("playerId", LocalFunctions.PLAYER)
                                .put("name", "Ada")
                                .put("icon", "owl")
                                .put("kind", "guest"));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void bodyOverTheLimitIsTooLargeOnEveryRouteAndOneAtTheLimitIsNot(String route) {
        assertEquals(HttpRequest.BODY_BYTES_MAX, AT_LIMIT.length());
        for (boolean base64 : new boolean[] {false, true}) {
            assertNotEquals("too-large", post(route, AT_LIMIT, base64).code());

            Response over = post(route, AT_LIMIT + " ", base64);

            assertEquals(413, over.status());
            assertEquals("too-large", over.code());
            assertEquals("too-large", post(route, AT_LIMIT.repeat(8), base64).code());
        }
    }

    @Test
    void bytesCountAndNotCharacters() {
        String route = "POST /auth/guest";
        String letters = "{\"padding\":\"" + "é".repeat(8_186) + "\"}";

        assertEquals("too-large", post(route, letters, false).code());
        assertEquals("missing-field", post(route, letters.replace("éé\"", "é\""), false).code());
    }

    @Test
    void messageOverTheLimitIsTooLargeForEveryActionOfTheLobby() {
        for (Routes.SocketRoute route : Routes.socket()) {
            if (route.target() instanceof Routes.SocketTarget.Lambda
                    && !route.key().startsWith("$")) {
                String start = "{\"action\":\"" + route.key() + "\",\"padding\":\"";
                String atLimit = start + "x".repeat(16_384 - start.length() - 2) + "\"}";
                String player = "p-%024x".formatted(route.key().hashCode());

                assertNotEquals("too-large", code(atLimit, player), route.key());
                assertEquals("too-large", code(atLimit + " ", player), route.key());
            }
        }
    }

    private static String code(String message, String player) {
        JsonNode answer =
                LOCAL.send(
                        message,
                        event ->
                                event.withObject("/requestContext/authorizer")
                                        .put("principalId", player));
        return answer.path("data").path("code").asText();
    }
}
