package dev.atrium.localstack.gateway.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.atrium.localstack.gateway.GatewaySettings;
import dev.atrium.localstack.lambda.LambdaFunction;
import dev.atrium.localstack.lambda.LambdaSettings;
import dev.atrium.localstack.lambda.LocalLambda;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;

class DefinitionsTest {

    private static final LambdaFunction NOTHING =
            LocalLambda.ofStream(LambdaSettings.named("x"), (input, output, context) -> {});

    @ParameterizedTest
    @ValueSource(strings = {"GET /", "ANY /a/{b}/{c+}", "DELETE /a", "$default"})
    void routeKeyIsReadAndWritten(String key) {
        assertEquals(key, RouteKey.parse(key).text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET", "GET a", "get /a", "FETCH /a", "/a", "GET /{a+}/b"})
    void whatIsNoRouteKeyIsRefused(String key) {
        assertThrows(IllegalArgumentException.class, () -> RouteKey.parse(key));
    }

    @Test
    void twoRoutesOfOneKeyAreRefused() {
        List<HttpRoute> twice =
                List.of(HttpRoute.open("GET /a", NOTHING), HttpRoute.open("GET /a", NOTHING));
        assertThrows(IllegalArgumentException.class, () -> new HttpApi("api", twice, null));
    }

    @Test
    void mappingsAreReadInAwsNotation() {
        assertEquals(new HeaderSource.ConnectionId(), HeaderSource.parse("context.connectionId"));
        assertEquals(
                new HeaderSource.AuthorizerValue("principalId"),
                HeaderSource.parse("context.authorizer.principalId"));
        assertEquals(new HeaderSource.StaticValue("a b"), HeaderSource.parse("'a b'"));
        for (String none : List.of("", "'", "context.authorizer.", "context.other", "static")) {
            assertThrows(IllegalArgumentException.class, () -> HeaderSource.parse(none));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "..", "a b"})
    void stageThatIsNoPathIsRefused(String stage) {
        assertThrows(
                IllegalArgumentException.class,
                () -> new WebSocketApi("api", stage, Map.of(), null));
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        GatewayLimits aws = GatewayLimits.aws();
        assertThrows(IllegalArgumentException.class, () -> GatewaySettings.local(-1, "k"));
        assertThrows(IllegalArgumentException.class, () -> GatewaySettings.local(65_536, "k"));
        InetAddress loopback = InetAddress.getLoopbackAddress();
        assertThrows(
                IllegalArgumentException.class,
                () -> new GatewaySettings(loopback, 0, "1", "r", "k", aws));
        List<String> none = List.of();
        assertThrows(
                IllegalArgumentException.class,
                () -> new CorsConfiguration(none, none, none, none, -1));
    }

    @Test
    void limitsAreAwsOwn() {
        GatewayLimits aws = GatewayLimits.aws();
        assertEquals(10_485_760, aws.http().bodyBytes());
        assertEquals(30_000, aws.http().integrationTimeoutMs());
        assertEquals(32_768, aws.socket().frameBytes());
        assertEquals(131_072, aws.socket().messageBytes());
        assertEquals(600_000, aws.socket().idleTimeoutMs());
        assertEquals(7_200_000, aws.socket().maximumAgeMs());
        assertEquals(29_000, aws.socket().integrationTimeoutMs());
        assertEquals(500, aws.socket().newConnectionsPerSecond());
    }
}
