package dev.atrium.functions.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.ban.Ban;
import dev.atrium.ban.BanBook;
import dev.atrium.functions.edge.LocalFunctions;
import dev.atrium.functions.edge.LocalFunctions.Response;
import dev.atrium.functions.edge.Routes;
import dev.atrium.schema.ConnectTokenRow;
import dev.atrium.schema.Tables;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Base64;
import java.util.List;

class ConnectTokenIT {
    private static final String ROUTE = "POST /auth/connect-token";

    @AutoClose private final LocalFunctions local = LocalFunctions.open();

    private static void signedIn(ObjectNode event) {
        event.withObject("/requestContext/authorizer/lambda")
                .put("playerId", LocalFunctions.PLAYER)
                .put("name", "Ada")
                .put("icon", "owl")
                .put("kind", "guest");
    }

    private String token() {
        return local.http(ROUTE, ConnectTokenIT::signedIn).body().path("token").asText();
    }

    private List<ConnectTokenRow> rows() {
        return local.stores().table(Tables.CONNECT_TOKENS).scan().items().stream().toList();
    }

    private JsonNode authorize(ObjectNode event) {
        return local.call(Routes.socketAuthorizer(), event);
    }

    private static ObjectNode connecting(String token) {
        ObjectNode event = LocalFunctions.sample("websocket-authorizer");
        event.withObject("/queryStringParameters").put("token", token);
        return event;
    }

    private void assertUnauthorized(ObjectNode event) {
        RuntimeException refusal = assertThrows(RuntimeException.class, () -> authorize(event));
        assertEquals("Unauthorized", refusal.getMessage());
    }

    @Test
    void tokenIsRandomAndOnlyItsHashIsKept() {
        Response response = local.http(ROUTE, ConnectTokenIT::signedIn);

        assertEquals(200, response.status());
        String token = response.body().path("token").asText();
        assertEquals(32, Base64.getUrlDecoder().decode(token).length);
        assertEquals(local.clock().millis() + 60_000, response.body().path("expiresAt").asLong());
        ConnectTokenRow row = rows().getFirst();
        assertEquals(LocalFunctions.PLAYER, row.playerId());
        assertFalse(row.toString().contains(token));
        assertNotEquals(token, token());
    }

    @Test
    void withoutAnAuthorizersWordNobodyGetsAToken() {
        Response none = local.http(ROUTE, "{}");
        Response halfSaid =
                local.http(
                        ROUTE,
                        event ->
                                event.withObject("/requestContext/authorizer/lambda")
                                        .put("playerId", LocalFunctions.PLAYER));

        assertEquals(401, none.status());
        assertEquals("unauthorized", none.code());
        assertEquals("unauthorized", halfSaid.code());
        assertTrue(rows().isEmpty());
    }

    @Test
    void whoIsBannedGetsNoTokenAndIsToldUntilWhen() {
        long nowMs = local.clock().millis();
        BanBook book = new BanBook(local.stores().enhanced(), local.stores().tablePrefix());
        Ban ban = new Ban(LocalFunctions.PLAYER, "abuse", nowMs, nowMs + 60_000);
        book.write(ban);

        Response response = local.http(ROUTE, ConnectTokenIT::signedIn);

        assertEquals(403, response.status());
        assertEquals("banned", response.code());
        assertEquals(ban.text(), response.body().path("detail").asText());
        assertTrue(rows().isEmpty());
    }

    @Test
    void tokenLetsItsOwnerIn() {
        JsonNode policy = authorize(connecting(token()));

        assertEquals(LocalFunctions.PLAYER, policy.path("principalId").asText());
        assertEquals("Ada", policy.path("context").path("name").asText());
        assertEquals("owl", policy.path("context").path("icon").asText());
        JsonNode statement = policy.path("policyDocument").path("Statement").path(0);
        assertEquals("2012-10-17", policy.path("policyDocument").path("Version").asText());
        assertEquals("Allow", statement.path("Effect").asText());
        assertEquals("execute-api:Invoke", statement.path("Action").asText());
        assertEquals(
                LocalFunctions.sample("websocket-authorizer").path("methodArn"),
                statement.path("Resource").path(0));
    }

    @Test
    void tokenIsUsedOnce() {
        String token = token();
        authorize(connecting(token));

        assertUnauthorized(connecting(token));
        assertTrue(rows().isEmpty());
    }

    @Test
    void expiredTokenIsRefused() {
        String token = token();
        local.clock().advance(Duration.ofSeconds(60));

        assertUnauthorized(connecting(token));
    }

    @Test
    void tokenHoldsUntilTheLastMoment() {
        String token = token();
        local.clock().advance(Duration.ofMillis(59_999));

        assertEquals(
                LocalFunctions.PLAYER, authorize(connecting(token)).path("principalId").asText());
    }

    @Test
    void forgedMissingAndEmptyTokensAreRefused() {
        String token = token();
        ObjectNode without = connecting("");
        without.withObject("/queryStringParameters").remove("token");
        ObjectNode withoutQuery = connecting("");
        withoutQuery.remove("queryStringParameters");

        assertUnauthorized(connecting(token + "A"));
        assertUnauthorized(connecting(rows().getFirst().tokenHash()));
        assertUnauthorized(connecting(""));
        assertUnauthorized(without);
        assertUnauthorized(withoutQuery);
        assertEquals(1, rows().size());
    }

    @Test
    void sessionTokenOpensNoSocket() {
        String session =
                local.http("POST /auth/guest", "{\"name\":\"Ada\",\"icon\":\"owl\"}")
                        .body()
                        .path("token")
                        .asText();

        assertUnauthorized(connecting(session));
    }
}
