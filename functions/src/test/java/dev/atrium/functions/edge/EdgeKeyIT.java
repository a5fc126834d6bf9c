package dev.atrium.functions.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.functions.edge.LocalFunctions.Response;
import dev.atrium.schema.Tables;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.function.Consumer;

/** The HTTP API behind CloudFront. */
class EdgeKeyIT {
    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final String PUZZLE = "POST /auth/puzzle";

    @AutoClose
    private final LocalFunctions local = LocalFunctions.open(Map.of("ATRIUM_EDGE_KEY", KEY));

    private static Consumer<ObjectNode> from(String viewer) {
        return event ->
                event.put("body", "{}")
                        .withObject("/headers")
                        .put("x-atrium-edge-key", KEY)
                        .put("x-atrium-viewer-address", viewer);
    }

    @Test
    void everyRouteRefusesWhatHasNotComeThroughCloudFront() {
        for (Routes.HttpRoute route : Routes.http()) {
            Response response =
                    local.http(
                            route.key(),
                            event ->
                                    event.withObject("/headers")
                                            .put("x-atrium-edge-key", KEY.replace('f', 'e')));

            assertEquals(403, response.status(), route.key());
            assertEquals("edge-only", response.code(), route.key());
        }
        assertTrue(
                local.stores().table(Tables.PLAYERS).scan().items().stream().findAny().isEmpty());
    }

    @Test
    void whoComesTooOftenThroughCloudFrontIsRefusedAndHisNeighbourIsNot() {
        int asked = 0;
        Response response = local.http(PUZZLE, from("198.51.100.7"));
        while (response.status() == 200 && asked < 1_000) {
            asked++;
            response = local.http(PUZZLE, from("198.51.100.7"));
        }

        assertEquals(429, response.status());
        assertTrue(asked > 0);
        assertEquals(200, local.http(PUZZLE, from("198.51.100.8")).status());
        assertEquals(200, local.http(PUZZLE, from("2001:db8:1:2::1")).status());
    }
}
