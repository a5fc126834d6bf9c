package dev.atrium.localstack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.localstack.api.LocalAws;
import dev.atrium.localstack.gateway.server.PortInUseException;
import dev.atrium.localstack.scenario.Inbox;
import dev.atrium.localstack.scenario.ScenarioPlayer;
import dev.atrium.schema.HostRow;
import dev.atrium.schema.Tables;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.ForbiddenException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GoneException;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A stack that others reach: at an address of its own, of this machine still. */
class AddressIT {
    private static final String ADDRESS = "127.0.0.2";
    private static final String LOOPBACK = "127.0.0.1";
    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final int CONNECT_MS = 2_000;

    private static RunningStack stack;
    private static HttpClient http;
    private static int port;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        port = FreePorts.inARow(2);
        StackOptions options =
                StackOptions.parse(List.of("--address", ADDRESS, "--port", Integer.toString(port)));
        stack = RunningStack.start(options, line -> {});
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        http.close();
        stack.close();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return http.send(request.timeout(WAIT).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void itSaysItsAddress() {
        assertEquals("http://" + ADDRESS + ":" + port, stack.httpUrl().toString());
        assertEquals("ws://" + ADDRESS + ":" + port + "/ws", stack.socketUrl().toString());
    }

    /** The code that phones scan holds the origin of the big screen's page. */
    @ParameterizedTest
    @ValueSource(strings = {"/screen.html", "/party.html?code=ABCD"})
    void thePagesOfAPartyAreThereAndMayOpenSockets(String page) throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(at(stack.httpUrl(), page)));

        assertEquals(200, answer.statusCode());
        assertTrue(answer.body().contains("connect-src 'self' ws: wss:"), answer.body());
    }

    private static URI at(URI origin, String path) {
        return URI.create(origin + path);
    }

    @Test
    void pagesOfItsAddressMayAskAndThoseOfAnotherMayNot() throws Exception {
        assertEquals(200, guest(stack.httpUrl().toString()).statusCode());
        assertEquals(403, guest("http://" + LOOPBACK + ":" + port).statusCode());
        assertEquals(403, guest("http://localhost:" + port).statusCode());
    }

    private static String newcomer() {
        return ScenarioPlayer.message("sign-up")
                .put("name", "Ada")
                .put("icon", "owl")
                .set("proof", ScenarioPlayer.proof(http, stack.httpUrl()))
                .toString();
    }

    private static HttpResponse<String> guest(String origin)
            throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(at(stack.httpUrl(), "/auth/guest"))
                        .header("Origin", origin)
                        .POST(HttpRequest.BodyPublishers.ofString(newcomer())));
    }

    @Test
    void aPhoneJoinsAScreensRoomThroughTheGatewayAndOnTheRoomsOwnSocket() {
        try (ScenarioPlayer screen = join("Screen", "crow");
                ScenarioPlayer phone = join("Ada", "fox");
                ScenarioPlayer other = join("Ben", "owl")) {
            JsonNode room =
                    ask(
                            screen,
                            "create-room",
                            Map.of("game", "party.robots", "gameMode", "8-round"));
            enter(screen, screen.lobby(), room);
            JsonNode joined = ask(phone, "join-room", person(room, "Ada", "fox"));
            JsonNode others = ask(other, "join-room", person(room, "Ben", "owl"));
            URI direct = URI.create(joined.path("direct").asText());

            assertEquals("ws://" + ADDRESS + ":" + (port + 1) + "/play", direct.toString());
            try (Inbox own = Inbox.open(http, direct)) {
                enter(phone, own, joined);
            }
            enter(other, other.lobby(), others);
        }
    }

    private static ScenarioPlayer join(String name, String icon) {
        return ScenarioPlayer.join(http, stack.httpUrl(), stack.socketUrl(), name, icon);
    }

    private static Map<String, String> person(JsonNode room, String name, String icon) {
        String code = room.path("roomCode").asText();
        return Map.of("roomCode", code, "playerName", name, "playerIcon", icon);
    }

    private static JsonNode ask(ScenarioPlayer player, String action, Map<String, String> fields) {
        var message = ScenarioPlayer.message(action);
        fields.forEach(message::put);
        player.lobby().send(message);
        return player.lobby().await("room-ready", WAIT).data();
    }

    /** Asks again while the room says that it will let one in. */
    private static void enter(ScenarioPlayer player, Inbox socket, JsonNode ready) {
        long end = System.nanoTime() + WAIT.toNanos();
        socket.send(player.enterByCodeMessage(ready));
        while (System.nanoTime() < end) {
            Inbox.Received received = socket.next(WAIT).orElseThrow();
            if (received.type().equals("entered")) {
                return;
            }
            if (received.type().equals("error")) {
                assertTrue(received.data().path("retryable").asBoolean(), received.toString());
                long pauseMs = received.data().path("retryAfterMs").asLong();
                // Nothing else is sent to who is not in.
                assertTrue(socket.next(Duration.ofMillis(pauseMs)).isEmpty());
                socket.send(player.enterByCodeMessage(ready));
            }
        }
        throw new AssertionError("not in within " + WAIT);
    }

    @Test
    void onlyWhatPlayersNeedIsReachedThere() throws Exception {
        HostRow host =
                Tables.HOSTS.in(stack.enhanced(), stack.tablePrefix()).scan().items().stream()
                        .findFirst()
                        .orElseThrow();
        Map<String, String> ofHost = environment(stack.hostPids().getFirst());
        List<URI> inside =
                List.of(
                        URI.create(host.operatorUrl()),
                        URI.create(ofHost.get("ATRIUM_REDIS_URI")),
                        URI.create(ofHost.get("AWS_ENDPOINT_URL")),
                        URI.create(ofHost.get("AWS_ENDPOINT_URL_LAMBDA")));

        for (URI part : inside) {
            assertTrue(answers(LOOPBACK, part.getPort()), part::toString);
            assertFalse(answers(ADDRESS, part.getPort()), part::toString);
        }
        for (int ofPlayers : List.of(port, port + 1)) {
            assertTrue(answers(ADDRESS, ofPlayers));
            assertFalse(answers(LOOPBACK, ofPlayers));
        }
    }

    private static Map<String, String> environment(long pid) throws IOException {
        String all = Files.readString(Path.of("/proc", Long.toString(pid), "environ"), UTF_8);
        return Arrays.stream(all.split("\0"))
                .map(variable -> variable.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    private static boolean answers(String address, int ofPart) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, ofPart), CONNECT_MS);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    /** Players and the gateway reach a host at one port. */
    @ParameterizedTest
    @ValueSource(strings = {"/gateway/message", "/rooms/0a/inherit?epoch=1"})
    void whatOnlyTheGatewayAndOtherHostsAskOfAHostNeedsTheirKey(String path) throws Exception {
        URI host = URI.create("http://" + ADDRESS + ":" + (port + 1));
        HttpResponse<String> answer =
                send(
                        HttpRequest.newBuilder(at(host, path))
                                .header("X-Atrium-Gateway-Key", "guessed")
                                .header("X-Atrium-Connection", "c")
                                .header("X-Atrium-Player", "p")
                                .POST(HttpRequest.BodyPublishers.ofString("{}")));

        assertEquals(401, answer.statusCode(), answer.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/rooms", "/metrics", "/hosts", "/bans", "/ready"})
    void operatorsAskNothingAtThePortOfPlayers(String path) throws Exception {
        URI host = URI.create("http://" + ADDRESS + ":" + (port + 1));

        assertEquals(404, send(HttpRequest.newBuilder(at(host, path))).statusCode());
    }

    /** Whoever is called so could speak in the server's name to any player. */
    @Test
    void connectionsAreNoOnesWhoKnowsNotTheKeyOfThisRun() throws Exception {
        String drawn = environment(stack.hostPids().getFirst()).get("AWS_ACCESS_KEY_ID");

        assertThrows(ForbiddenException.class, () -> post(LocalAws.ACCESS_KEY_ID));
        assertThrows(GoneException.class, () -> post(drawn));
    }

    private static void post(String accessKeyId) {
        LocalAws aws = new LocalAws(stack.httpUrl(), accessKeyId);
        try (ApiGatewayManagementApiClient client = aws.gateway(at(stack.httpUrl(), "/ws"))) {
            client.getConnection(asked -> asked.connectionId("nobody"));
        }
    }

    @Test
    void aPortInUseAtTheAddressIsSaid() {
        PortInUseException e =
                assertThrows(
                        PortInUseException.class,
                        () -> RunningStack.start(stack.options(), line -> {}));
        assertEquals("port %d is in use: free it or pass --port".formatted(port), e.getMessage());
    }
}
