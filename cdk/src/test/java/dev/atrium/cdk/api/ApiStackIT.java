package dev.atrium.cdk.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.cdk.check.Templates;
import dev.atrium.cdk.function.FunctionPlan;
import dev.atrium.cdk.stage.Stage;
import dev.atrium.functions.edge.Routes;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.TreeMap;

class ApiStackIT {
    private static final String STACK = "atrium-prod-api";

    private final Templates templates = Templates.of(Stage.PROD);

    private JsonNode api(String protocol) {
        return templates.resources(STACK, "AWS::ApiGatewayV2::Api").values().stream()
                .map(api -> api.path("Properties"))
                .filter(api -> api.path("ProtocolType").asText().equals(protocol))
                .findFirst()
                .orElseThrow();
    }

    /** Where each route leads, by its key. */
    private Map<String, JsonNode> routes() {
        Map<String, JsonNode> byKey = new TreeMap<>();
        templates
                .resources(STACK, "AWS::ApiGatewayV2::Route")
                .values()
                .forEach(
                        route ->
                                byKey.put(
                                        route.path("Properties").path("RouteKey").asText(),
                                        route.path("Properties")));
        return byKey;
    }

    private JsonNode integration(JsonNode route) {
        String id = Templates.text(route.path("Target")).replaceAll("integrations/<(.*)>", "$1");
        return templates
                .resources(STACK, "AWS::ApiGatewayV2::Integration")
                .get(id)
                .path("Properties");
    }

    private void assertCalls(Routes.Handler handler, JsonNode route) {
        String function = FunctionPlan.of(handler.className()).functionName(Stage.PROD) + ":live";
        String uri = Templates.text(integration(route).path("IntegrationUri"));
        assertTrue(uri.endsWith(":function:" + function + "/invocations"), uri);
    }

    @Test
    void everyRouteLeadsToItsFunctionByTheAuthorizerWhereItIsGuarded() {
        Map<String, JsonNode> routes = routes();
        for (Routes.HttpRoute route : Routes.http()) {
            JsonNode made = routes.remove(route.key());
            assertCalls(route.handler(), made);
            assertEquals(
                    route.guarded() ? "CUSTOM" : "NONE",
                    made.path("AuthorizationType").asText(),
                    route.key());
            assertEquals(route.guarded(), made.has("AuthorizerId"), route.key());
        }
        for (Routes.SocketRoute route : Routes.socket()) {
            JsonNode made = routes.remove(route.key());
            switch (route.target()) {
                case Routes.SocketTarget.Lambda lambda -> assertCalls(lambda.handler(), made);
                case Routes.SocketTarget.RoomHost _ -> assertAsksHosts(integration(made));
            }
            assertEquals(
                    route.key().equals("$connect") ? "CUSTOM" : "NONE",
                    made.path("AuthorizationType").asText(),
                    route.key());
        }
        assertEquals(Map.of(), routes, "routes that are in no table");
    }

    /** As the local gateway does, and the hosts read. */
    private static void assertAsksHosts(JsonNode integration) {
        assertEquals("VPC_LINK", integration.path("ConnectionType").asText());
        assertEquals("HTTP_PROXY", integration.path("IntegrationType").asText());
        String uri = Templates.text(integration.path("IntegrationUri"));
        assertTrue(uri.startsWith("http://") && uri.endsWith(":8081/gateway/message"), uri);
        JsonNode headers = integration.path("RequestParameters");
        assertEquals(
                "context.connectionId",
                headers.path("integration.request.header.X-Atrium-Connection").asText());
        assertEquals(
                "context.authorizer.principalId",
                headers.path("integration.request.header.X-Atrium-Player").asText());
        String key =
                Templates.text(headers.path("integration.request.header.X-Atrium-Gateway-Key"));
        assertTrue(key.matches("'\\{\\{resolve:secretsmanager:<.*>:SecretString:::}}'"), key);
    }

    @Test
    void bothAreReachedByTheirOwnNamesAloneThrottledAndLogged() {
        assertTrue(api("HTTP").path("DisableExecuteApiEndpoint").asBoolean());
        assertTrue(api("WEBSOCKET").path("DisableExecuteApiEndpoint").asBoolean());
        assertEquals(2, templates.resources(STACK, "AWS::ApiGatewayV2::ApiMapping").size());
        for (JsonNode stage : templates.resources(STACK, "AWS::ApiGatewayV2::Stage").values()) {
            JsonNode settings = stage.path("Properties").path("DefaultRouteSettings");
            assertTrue(settings.path("ThrottlingRateLimit").asInt() > 0);
            assertTrue(settings.path("ThrottlingBurstLimit").asInt() > 0);
            assertFalse(settings.path("DataTraceEnabled").asBoolean(), "bodies are players'");
            JsonNode log = stage.path("Properties").path("AccessLogSettings");
            assertTrue(log.has("DestinationArn"));
            String format = log.path("Format").asText();
            assertTrue(format.contains("$context.routeKey"), format);
            assertFalse(format.matches("(?s).*(sourceIp|authorizer|identity|body).*"), format);
        }
    }

    @Test
    void pagesOfTheDomainMayAskAndNoOthers() {
        JsonNode cors = api("HTTP").path("CorsConfiguration");
        assertEquals("[\"https://play.example.com\"]", cors.path("AllowOrigins").toString());
        assertEquals(
                "$request.body.action", api("WEBSOCKET").path("RouteSelectionExpression").asText());
    }
}
