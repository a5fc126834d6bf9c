package dev.atrium.localstack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.localstack.scenario.ScenarioPlayer;
import dev.atrium.schema.Tables;
import dev.atrium.wire.Json;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** One list of origins decides for HTTP, for the gateway's sockets and for direct ones. */
class OriginIT {
    private static final String STRANGER = "https://evil.example";

    private static RunningStack stack;
    private static HttpClient http;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        StackOptions options =
                new StackOptions(FreePorts.inARow(2), 1, Optional.empty(), 1, Optional.empty());
        stack = RunningStack.start(options, line -> {});
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        http.close();
        stack.close();
    }

    private static String ownPage() {
        return stack.httpUrl().toString();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String newcomer() {
        return ScenarioPlayer.message("sign-up")
                .put("name", "Ada")
                .put("icon", "owl")
                .set("proof", ScenarioPlayer.proof(http, stack.httpUrl()))
                .toString();
    }

    private static HttpRequest.Builder guest(String origin) {
        return HttpRequest.newBuilder(URI.create(stack.httpUrl() + "/auth/guest"))
                .header("Origin", origin)
                .POST(HttpRequest.BodyPublishers.ofString(newcomer()));
    }

    private static String allowed(HttpResponse<String> answer) {
        return answer.headers().firstValue("access-control-allow-origin").orElse("");
    }

    @Test
    void pagesOfTheStackMayAskAndOthersGetACode() throws Exception {
        HttpResponse<String> own = send(guest(ownPage()));
        HttpResponse<String> byNumber = send(guest(ownPage().replace("localhost", "127.0.0.1")));
        HttpResponse<String> stranger = send(guest(STRANGER));

        assertEquals(200, own.statusCode());
        assertEquals(ownPage(), allowed(own));
        assertEquals(200, byNumber.statusCode());
        assertEquals(403, stranger.statusCode());
        assertEquals("", allowed(stranger));
        assertEquals("origin-not-allowed", Json.object(stranger.body()).path("code").asText());
    }

    @Test
    void preflightsAreAnsweredByTheSameList() throws Exception {
        HttpResponse<String> own = send(preflight(ownPage()));
        HttpResponse<String> stranger = send(preflight(STRANGER));

        assertEquals(204, own.statusCode());
        assertEquals(ownPage(), allowed(own));
        assertTrue(
                own.headers()
                        .firstValue("access-control-allow-headers")
                        .orElse("")
                        .contains("authorization"));
        assertEquals("", allowed(stranger));
    }

    private static HttpRequest.Builder preflight(String origin) {
        return HttpRequest.newBuilder(URI.create(stack.httpUrl() + "/auth/connect-token"))
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody());
    }

    @Test
    void gatewaySocketsGoByIt() throws Exception {
        assertEquals(101, upgrade(gateway(), ownPage()));
        assertEquals(403, upgrade(gateway(), STRANGER));
    }

    @Test
    void directSocketsGoByIt() {
        URI direct =
                Tables.HOSTS.in(stack.enhanced(), stack.tablePrefix()).scan().items().stream()
                        .map(row -> URI.create(row.directUrl()))
                        .findFirst()
                        .orElseThrow();

        assertEquals(101, upgrade(direct, ownPage()));
        assertEquals(403, upgrade(direct, STRANGER));
    }

    private static URI gateway() throws Exception {
        String session = Json.object(send(guest(ownPage())).body()).path("token").asText();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(stack.httpUrl() + "/auth/connect-token"))
                        .header("Authorization", "Bearer " + session)
                        .POST(HttpRequest.BodyPublishers.ofString("{}"));
        String token = Json.object(send(request).body()).path("token").asText();
        return URI.create(stack.socketUrl() + "?token=" + token);
    }

    /** The status that the handshake ends with. */
    private static int upgrade(URI address, String origin) {
        try {
            http.newWebSocketBuilder()
                    .header("Origin", origin)
                    .buildAsync(address, new WebSocket.Listener() {})
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join()
                    .abort();
            return 101;
        } catch (CompletionException e) {
            WebSocketHandshakeException refused = (WebSocketHandshakeException) e.getCause();
            return refused.getResponse().statusCode();
        }
    }
}
