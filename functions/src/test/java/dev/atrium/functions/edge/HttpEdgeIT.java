package dev.atrium.functions.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.functions.edge.LocalFunctions.Response;
import dev.atrium.functions.settle.RankedPlayer;
import dev.atrium.schema.Tables;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPInputStream;

/** What the HTTP API does with every request, whatever it asks for. */
class HttpEdgeIT {
    private static final String JWKS = "GET /.well-known/jwks.json";
    private static final String BOARD = "GET /leaderboards/{board}";

    @AutoClose private final LocalFunctions local = LocalFunctions.open();

    private static void header(ObjectNode event, String name, String value) {
        event.withObject("/headers").put(name, value);
    }

    @Test
    void everyRouteRefusesPagesOfOtherOrigins() {
        for (Routes.HttpRoute route : Routes.http()) {
            Response response =
                    local.http(
                            route.key(), event -> header(event, "origin", "https://evil.example"));

            assertEquals(403, response.status(), route.key());
            assertEquals("origin-not-allowed", response.code(), route.key());
        }
        assertTrue(
                local.stores().table(Tables.PLAYERS).scan().items().stream().findAny().isEmpty());
    }

    @Test
    void ourOwnPagesAndWhoIsNoPageAreAnswered() {
        assertEquals(
                200,
                local.http(JWKS, event -> header(event, "origin", "https://play.example"))
                        .status());
        assertEquals(200, local.http(JWKS, event -> {}).status());
    }

    @Test
    void severalOriginsAreNoneOfOurs() {
        assertEquals(
                403,
                local.http(
                                JWKS,
                                event ->
                                        header(
                                                event,
                                                "origin",
                                                "https://play.example,https://evil.example"))
                        .status());
    }

    private JsonNode leaderboard(String acceptEncoding) {
        for (int i = 0; i < 20; i++) {
            String playerId = "p-%024d".formatted(i);
            RankedPlayer.show(
                    local.stores(), "blitz", RankedPlayer.row("blitz", "all", playerId, i, 1));
        }
        ObjectNode event = LocalFunctions.sample("http");
        event.put("routeKey", BOARD);
        event.withObject("/pathParameters").put("board", "blitz");
        header(event, "accept-encoding", acceptEncoding);
        return local.call(
                Routes.http().stream()
                        .filter(route -> route.key().equals(BOARD))
                        .findFirst()
                        .orElseThrow()
                        .handler(),
                event);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br, gzip;q=0.8", "deflate,GZIP;q=1.0"})
    void answerOverAKilobyteIsCompressedForWhoeverTakesIt(String acceptEncoding)
            throws IOException {
        JsonNode packed = leaderboard(acceptEncoding);
        JsonNode plain = leaderboard("identity");

        assertEquals("gzip", packed.path("headers").path("content-encoding").asText());
        assertEquals("accept-encoding", packed.path("headers").path("vary").asText());
        assertTrue(packed.path("isBase64Encoded").asBoolean());
        byte[] body = Base64.getDecoder().decode(packed.path("body").asText());
        String text = plain.path("body").asText();
        assertTrue(text.length() > HttpEdge.COMPRESSED_FROM_BYTES, text.length() + " characters");
        assertTrue(body.length < text.length() / 2);
        byte[] unpacked = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
        assertEquals(text, new String(unpacked, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "identity", "br", "gzip;q=0", "gzip;q=0.0", "x-gzip", "*"})
    void whoDoesNotTakeItGetsItPlain(String acceptEncoding) {
        JsonNode plain = leaderboard(acceptEncoding);

        assertFalse(plain.path("isBase64Encoded").asBoolean());
        assertTrue(plain.path("headers").path("content-encoding").isMissingNode());
        assertTrue(plain.path("body").asText().startsWith("{\"board\""));
    }

    @Test
    void shortAnswersAreNotCompressed() {
        Response response = local.http(JWKS, event -> header(event, "accept-encoding", "gzip"));

        assertEquals(200, response.status());
        assertTrue(response.headers().path("content-encoding").isMissingNode());
    }
}
