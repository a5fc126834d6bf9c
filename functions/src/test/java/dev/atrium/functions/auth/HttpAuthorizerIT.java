package dev.atrium.functions.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.functions.edge.LocalFunctions;
import dev.atrium.functions.edge.LocalFunctions.Response;
import dev.atrium.functions.edge.Routes;
import dev.atrium.functions.edge.SettableClock;
import dev.atrium.identity.Player;
import dev.atrium.identity.SigningKey;
import dev.atrium.identity.Ticket;
import dev.atrium.identity.Tokens;
import dev.atrium.room.RoomId;
import dev.atrium.wire.Json;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

class HttpAuthorizerIT {
    private static final Player ADA =
            new Player(LocalFunctions.PLAYER, "Ada", "owl", Player.Kind.GUEST);

    @AutoClose private final LocalFunctions local = LocalFunctions.open();

    private JsonNode authorize(String authorization) {
        ObjectNode event = LocalFunctions.sample("http-authorizer");
        event.withObject("/headers").put("authorization", authorization);
        event.putArray("identitySource").add(authorization);
        return local.call(Routes.httpAuthorizer(), event);
    }

    private String session() {
        return local.functions().tokens().issueSession(ADA).token();
    }

    private void assertRefused(JsonNode answer) {
        assertRefused("unauthorized", answer);
    }

    /** The request passes to the handler, which tells the code: the gateway itself could not. */
    private void assertRefused(String code, JsonNode answer) {
        JsonNode context = answer.path("context");
        assertTrue(context.path("playerId").isMissingNode());
        Response response =
                local.http(
                        "POST /auth/connect-token",
                        event ->
                                event.withObject("/requestContext/authorizer")
                                        .set("lambda", context));
        assertEquals(401, response.status());
        assertTrue(response.toString().contains(code), response.toString());
    }

    @Test
    void sessionIsVouchedFor() {
        JsonNode answer = authorize("Bearer " + session());

        assertTrue(answer.path("isAuthorized").asBoolean());
        JsonNode context = answer.path("context");
        assertEquals(LocalFunctions.PLAYER, context.path("playerId").asText());
        assertEquals("Ada", context.path("name").asText());
        assertEquals("owl", context.path("icon").asText());
        assertEquals("guest", context.path("kind").asText());
        assertEquals(answer, authorize("bearer  " + session()));
    }

    @Test
    void whatIsVouchedForIsWhatHandlersRead() {
        JsonNode context = authorize("Bearer " + session()).path("context");

        Response response =
                local.http(
                        "POST /auth/connect-token",
                        event ->
                                event.withObject("/requestContext/authorizer")
                                        .set("lambda", context));

        assertEquals(200, response.status());
    }

    @Test
    void missingEmptyAndOtherSchemesAreRefused() {
        ObjectNode without = LocalFunctions.sample("http-authorizer");
        without.withObject("/headers").remove("authorization");
        ObjectNode noHeaders = LocalFunctions.sample("http-authorizer");
        noHeaders.remove("headers");

        assertRefused(local.call(Routes.httpAuthorizer(), without));
        assertRefused(local.call(Routes.httpAuthorizer(), noHeaders));
        assertRefused(authorize(""));
        assertRefused(authorize("Bearer "));
        assertRefused(authorize("Bearer not-a-token"));
        assertRefused(authorize("Basic " + session()));
        assertRefused(authorize(session()));
    }

    @Test
    void expiredSessionIsRefused() {
        String token = session();
        local.clock().advance(Tokens.SESSION);

        assertRefused("token-expired", authorize("Bearer " + token));
    }

    @Test
    void sessionSignedByAnotherKeyIsRefused() {
        Tokens others =
                Tokens.signedBy(SigningKey.generate(), new SettableClock(local.clock().instant()));

        assertRefused(authorize("Bearer " + others.issueSession(ADA).token()));
    }

    @Test
    void sessionThatWasChangedIsRefused() throws Exception {
        String[] parts = session().split("\\.", -1);
        ObjectNode claims =
                (ObjectNode) Json.mapper().readTree(Base64.getUrlDecoder().decode(parts[1]));
        claims.put("sub", "p-ffffffffffffffffffffffff");

        assertRefused(authorize("Bearer " + parts[0] + "." + encoded(claims) + "." + parts[2]));
    }

    @Test
    void algorithmNoneIsRefused() {
        String[] parts = session().split("\\.", -1);
        String none =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));

        assertRefused(authorize("Bearer " + none + "." + parts[1] + "."));
        assertRefused(authorize("Bearer " + none + "." + parts[1] + "." + parts[2]));
    }

    @Test
    void ticketIsNoSession() {
        Tokens.Issued ticket =
                local.functions()
                        .tokens()
                        .issueTicket(
                                new Ticket(
                                        RoomId.draw().value(),
                                        LocalFunctions.PLAYER,
                                        Optional.of(0)));

        assertRefused(authorize("Bearer " + ticket.token()));
    }

    @Test
    void publicKeysAreThoseThatVerifySessions() {
        Response response = local.http("GET /.well-known/jwks.json", event -> event.remove("body"));

        assertEquals(200, response.status());
        assertEquals("public, max-age=300", response.headers().path("cache-control").asText());
        JsonNode key = response.body().path("keys").path(0);
        assertEquals("OKP", key.path("kty").asText());
        assertEquals("Ed25519", key.path("crv").asText());
        assertTrue(key.path("d").isMissingNode());
        String header =
                new String(
                        Base64.getUrlDecoder().decode(session().split("\\.", -1)[0]),
                        StandardCharsets.UTF_8);
        assertTrue(header.contains(key.path("kid").asText()), header);
    }

    private static String encoded(ObjectNode json) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
    }
}
