package dev.atrium.functions.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.ban.Ban;
import dev.atrium.ban.BanBook;
import dev.atrium.functions.edge.LocalFunctions;
import dev.atrium.functions.edge.LocalFunctions.Response;
import dev.atrium.functions.edge.Routes;
import dev.atrium.identity.EvmWallet;
import dev.atrium.schema.ConnectionRow;
import dev.atrium.schema.Tables;
import dev.atrium.signout.Eviction;
import dev.atrium.wire.CloseCode;

import io.lettuce.core.Range;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

class SignOutIT {
    private static final String SIGN_OUT = "POST /auth/sign-out-everywhere";
    private static final String REFRESH = "POST /auth/refresh";
    private static final String CONNECT_TOKEN = "POST /auth/connect-token";

    @AutoClose private final LocalFunctions local = LocalFunctions.open();
    private String playerId;
    private String token;

    @BeforeEach
    void signIn() {
        Response guest = local.http("POST /auth/guest", "{\"name\":\"Ada\",\"icon\":\"owl\"}");
        playerId = guest.body().path("playerId").asText();
        token = guest.body().path("token").asText();
        local.clock().advance(Duration.ofSeconds(10));
    }

    private Response with(String session, String route) {
        return local.httpAs(session, route, "{}");
    }

    private String refreshed(String session) {
        return with(session, REFRESH).body().path("token").asText();
    }

    private String connectToken(String session) {
        return with(session, CONNECT_TOKEN).body().path("token").asText();
    }

    private JsonNode authorize(String connectToken) {
        ObjectNode event = LocalFunctions.sample("websocket-authorizer");
        event.withObject("/queryStringParameters").put("token", connectToken);
        return local.call(Routes.socketAuthorizer(), event);
    }

    /** Opens a socket as the gateway does: the authorizer's word goes along. */
    private int connect(JsonNode vouched, String connectionId) {
        ObjectNode event = LocalFunctions.sample("websocket-connect");
        ObjectNode context = event.withObject("/requestContext");
        context.put("connectionId", connectionId);
        ObjectNode authorizer = context.putObject("authorizer");
        authorizer.put("principalId", vouched.path("principalId").asText());
        authorizer.setAll((ObjectNode) vouched.path("context"));
        return local.socketRoute("$connect", event).path("statusCode").asInt();
    }

    private List<ConnectionRow> sockets() {
        return local.stores().table(Tables.CONNECTIONS).scan().items().stream().toList();
    }

    private List<Eviction> evictions() {
        return local
                .stores()
                .redis()
                .xrange(local.stores().keys().evictions(), Range.unbounded())
                .stream()
                .map(entry -> Eviction.of(entry.getBody()))
                .flatMap(Optional::stream)
                .toList();
    }

    @Test
    void everySessionFromBeforeIsRefusedAndHostsLearnOfIt() {
        String other = refreshed(token);
        local.clock().advance(Duration.ofSeconds(1));
        long nowMs = local.clock().millis();

        Response answer = with(token, SIGN_OUT);

        assertEquals(200, answer.status());
        assertEquals(playerId, answer.body().path("playerId").asText());
        assertEquals(nowMs, answer.body().path("signedOutBefore").asLong());
        for (String ended : List.of(token, other)) {
            for (String route : List.of("GET /account", REFRESH, CONNECT_TOKEN)) {
                Response refused = with(ended, route);
                assertEquals("signed-out", refused.code(), route);
                assertEquals(401, refused.status());
            }
        }
        String key = local.stores().keys().signOut(playerId);
        assertEquals(Long.toString(nowMs), local.stores().redis().get(key));
        assertTrue(local.stores().redis().pttl(key) > Duration.ofHours(25).toMillis());
        assertEquals(List.of(new Eviction(playerId, nowMs, CloseCode.SIGNED_OUT)), evictions());
    }

    @Test
    void othersAreNotSignedOut() {
        String other =
                local.http("POST /auth/guest", "{\"name\":\"Ben\",\"icon\":\"fox\"}")
                        .body()
                        .path("token")
                        .asText();
        with(token, SIGN_OUT);

        assertEquals(200, with(other, "GET /account").status());
    }

    /** The clock of the tests stands: it is even the same millisecond. */
    @Test
    void whoSignsInAgainInTheSameMomentIsIn() {
        EvmWallet wallet = EvmWallet.numbered(8);
        Response first = local.http("POST /auth/verify", proof(wallet));
        with(first.body().path("token").asText(), SIGN_OUT);

        String again = local.http("POST /auth/verify", proof(wallet)).body().path("token").asText();

        assertEquals("signed-out", with(first.body().path("token").asText(), REFRESH).code());
        assertEquals(200, with(again, "GET /account").status());
        assertEquals(200, with(refreshed(again), "GET /account").status());
        assertEquals(200, connect(authorize(connectToken(again)), "c-again"));
    }

    private String proof(EvmWallet wallet) {
        String address = wallet.address().checksummed();
        String text =
                local.http("POST /auth/challenge", "{\"address\":\"" + address + "\"}")
                        .body()
                        .path("challenge")
                        .asText();
        return "{\"address\":\"%s\",\"signature\":\"%s\"}".formatted(address, wallet.sign(text));
    }

    @Test
    void connectTokenFromBeforeOpensNothing() {
        String unused = connectToken(token);
        local.clock().advance(Duration.ofSeconds(1));
        with(token, SIGN_OUT);

        RuntimeException refusal = assertThrows(RuntimeException.class, () -> authorize(unused));
        assertEquals("Unauthorized", refusal.getMessage());
    }

    @Test
    void socketThatIsBeingOpenedMeanwhileIsNotOpened() {
        JsonNode vouched = authorize(connectToken(token));
        with(token, SIGN_OUT);

        assertEquals(401, connect(vouched, "c-late"));
        assertTrue(sockets().isEmpty());
    }

    @Test
    void openSocketsAreToldWhyAndCutOffAndThoseOfOthersAreNot() {
        connect(authorize(connectToken(token)), "c-1");
        connect(authorize(connectToken(token)), "c-2");
        local.gateway().hangUp("c-2");
        String other =
                local.http("POST /auth/guest", "{\"name\":\"Ben\",\"icon\":\"fox\"}")
                        .body()
                        .path("token")
                        .asText();
        connect(authorize(connectToken(other)), "c-other");

        assertEquals(200, with(token, SIGN_OUT).status());

        JsonNode told = local.gateway().posts("c-1").getLast();
        assertEquals("closing", told.path("type").asText());
        assertEquals(4406, told.at("/data/code").asInt());
        assertEquals("signed-out", told.at("/data/reason").asText());
        assertTrue(local.gateway().isGone("c-1"));
        assertFalse(local.gateway().isGone("c-other"));
        assertEquals(
                List.of("c-other"), sockets().stream().map(ConnectionRow::connectionId).toList());
    }

    /** Should one survive for a moment, nothing can be begun on it. */
    @Test
    void socketFromBeforeBeginsNothing() {
        JsonNode vouched = authorize(connectToken(token));
        local.clock().advance(Duration.ofSeconds(1));
        with(token, SIGN_OUT);

        JsonNode answer =
                local.send(
                        "{\"action\":\"matchmake\"}",
                        event -> {
                            ObjectNode authorizer =
                                    event.withObject("/requestContext").putObject("authorizer");
                            authorizer.put("principalId", playerId);
                            authorizer.setAll((ObjectNode) vouched.path("context"));
                        });

        assertEquals("signed-out", answer.at("/data/code").asText());
    }

    /** A gateway that fails leaves a sign-out half done: who asks again gets the rest. */
    @Test
    void whoDoesNotKnowWhatBecameOfItAsksAgainWithTheSessionThatHeEnded() {
        connect(authorize(connectToken(token)), "c-1");
        local.gateway().failWith(500);
        assertEquals("unavailable", with(token, SIGN_OUT).code());
        assertEquals("signed-out", with(token, "GET /account").code());
        local.gateway().failWith(0);
        long endedMs = local.clock().millis();
        local.clock().advance(Duration.ofSeconds(3));

        Response again = with(token, SIGN_OUT);

        assertEquals(200, again.status());
        assertEquals(endedMs, again.body().path("signedOutBefore").asLong(), "no more is ended");
        assertTrue(local.gateway().isGone("c-1"));
    }

    @Test
    void signingOutWantsASession() {
        assertEquals("unauthorized", local.http(SIGN_OUT, "{}").code());
        assertEquals("unauthorized", with("rubbish", SIGN_OUT).code());
        local.clock().advance(Duration.ofHours(24));
        assertEquals("token-expired", with(token, SIGN_OUT).code());
        assertTrue(evictions().isEmpty());
    }

    @Test
    void sessionFollowsAnotherForThirtyDaysAndThenOneSignsInAnew() {
        String session = token;
        for (int day = 1; day <= 30; day++) {
            Response next = with(session, REFRESH);
            assertEquals(200, next.status(), "day " + day);
            assertEquals(playerId, next.body().path("playerId").asText());
            assertEquals(
                    local.clock().instant().plus(Duration.ofDays(1)).toEpochMilli(),
                    next.body().path("expiresAt").asLong());
            session = next.body().path("token").asText();
            local.clock().advance(Duration.ofMinutes(24 * 60 - 1));
        }
        session = refreshed(session);
        local.clock().advance(Duration.ofMinutes(29).plusSeconds(49));
        assertEquals(200, with(session, REFRESH).status(), "a second before thirty days");
        local.clock().advance(Duration.ofSeconds(1));

        Response refused = with(session, REFRESH);

        assertEquals("token-expired", refused.code());
        assertEquals(200, with(session, "GET /account").status(), "what he has lasts its day");
    }

    @Test
    void whoIsBannedGetsNoOtherSession() {
        long nowMs = local.clock().millis();
        new BanBook(local.stores().enhanced(), local.stores().tablePrefix())
                .write(new Ban(playerId, "abuse", nowMs, nowMs + 60_000));

        Response refused = with(token, REFRESH);

        assertEquals("banned", refused.code());
        assertEquals(403, refused.status());
    }

    @Test
    void expiredAndForgedSessionsAreNotRefreshed() {
        local.clock().advance(Duration.ofHours(24));

        assertEquals("token-expired", with(token, REFRESH).code());
        assertEquals("unauthorized", with(token + "A", REFRESH).code());
    }
}
