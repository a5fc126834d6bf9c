package dev.atrium.functions.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.atrium.edge.AllowedOrigins;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.Optional;

class EntranceTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final String CLOUD_FRONT = "130.176.0.1";
    private static final Entrance OPEN = new Entrance(Optional.empty());
    private static final Entrance KEPT = new Entrance(Optional.of(new EdgeKey(KEY)));

    private static APIGatewayV2HTTPEvent event(Map<String, String> headers) {
        return APIGatewayV2HTTPEvent.builder()
                .withHeaders(headers)
                .withRequestContext(
                        APIGatewayV2HTTPEvent.RequestContext.builder()
                                .withHttp(
                                        APIGatewayV2HTTPEvent.RequestContext.Http.builder()
                                                .withSourceIp(CLOUD_FRONT)
                                                .build())
                                .build())
                .build();
    }

    private static String network(Entrance entrance, APIGatewayV2HTTPEvent event) {
        return SourceNetwork.of(new HttpRequest(event, entrance.sourceAddress(event))).key();
    }

    @Test
    void withoutAKeyEverybodyIsAdmittedAndNoHeaderIsBelieved() {
        APIGatewayV2HTTPEvent spoofed =
                event(Map.of("x-atrium-viewer-address", "198.51.100.7", "x-atrium-edge-key", KEY));

        assertTrue(OPEN.admits(spoofed));
        assertTrue(OPEN.admits(event(Map.of())));
        assertEquals(CLOUD_FRONT, OPEN.sourceAddress(spoofed));
        assertEquals("unknown", OPEN.sourceAddress(new APIGatewayV2HTTPEvent()));
    }

    @Test
    void withAKeyWhoShowsItIsAdmitted() {
        assertTrue(KEPT.admits(event(Map.of("x-atrium-edge-key", KEY))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0123456789abcdef0123456789abcde",
                "0123456789abcdef0123456789abcdef0",
                "0123456789ABCDEF0123456789ABCDEF",
                "0123456789abcdef0123456789abcdef,0123456789abcdef0123456789abcdef"
            })
    void withAKeyWhoShowsAnotherIsNot(String shown) {
        assertFalse(KEPT.admits(event(Map.of("x-atrium-edge-key", shown))));
    }

    @Test
    void withAKeyWhoShowsNoneIsNot() {
        assertFalse(KEPT.admits(event(Map.of())));
        assertFalse(KEPT.admits(new APIGatewayV2HTTPEvent()));
        assertFalse(KEPT.admits(event(Map.of("x-atrium-viewer-address", "198.51.100.7"))));
    }

    @ParameterizedTest
    @CsvSource({
        "198.51.100.7,198.51.100.7",
        "2001:db8:1:2::1,20010db800010002/64",
        "2001:db8:1:2:ffff:ffff:ffff:ffff,20010db800010002/64",
        "::ffff:198.51.100.7,198.51.100.7",
    })
    void withAKeyItIsTheViewersAddressThatCounts(String viewer, String network) {
        assertEquals(network, network(KEPT, event(Map.of("x-atrium-viewer-address", viewer))));
    }

    /** It would be another network for each port, or for each lie. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "198.51.100.7:443",
                "[2001:db8::1]:443",
                "198.51.100.7, 203.0.113.9",
                "198.51.100.7,198.51.100.8",
                "players.example",
                "198.51.100.7.1",
                "198.51.100.256",
                "<script>",
            })
    void whatIsNoAddressIsOneNetworkForAll(String viewer) {
        assertEquals("unknown", network(KEPT, event(Map.of("x-atrium-viewer-address", viewer))));
    }

    @Test
    void withAKeyNobodysAddressIsThatOfCloudFront() {
        assertEquals("unknown", network(KEPT, event(Map.of("x-atrium-edge-key", KEY))));
        assertEquals("unknown", network(KEPT, event(Map.of("x-forwarded-for", "198.51.100.7"))));
    }

    /** Otherwise nothing behind the entrance would be in a function's snapshot. */
    @Test
    void requestThatPrimesAFunctionIsLetIn() {
        AllowedOrigins origins = AllowedOrigins.parse(AllowedOrigins.LOCAL);
        for (Entrance entrance : List.of(OPEN, KEPT)) {
            APIGatewayV2HTTPEvent event =
                    SnapshotHooks.request(
                            entrance == KEPT ? Optional.of(new EdgeKey(KEY)) : Optional.empty());
            APIGatewayV2HTTPResponse response =
                    new HttpEdge(origins, entrance)
                            .answer(event, request -> new HttpAnswer.Done("{}", 0));
            assertEquals(200, response.getStatusCode());
        }
    }
}
