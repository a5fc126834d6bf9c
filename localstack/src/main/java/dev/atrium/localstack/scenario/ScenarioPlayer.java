package dev.atrium.localstack.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.identity.Puzzles;
import dev.atrium.state.StateHash;
import dev.atrium.wire.Json;
import dev.atrium.wire.WireException;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.Consumer;

/** A player who knows only the public interface. Used by one thread. */
public final class ScenarioPlayer implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE_BYTES = 32;

    private final HttpClient http;
    private final URI api;
    private final String playerId;
    private final String token;
    private final Inbox lobby;
    private final long balanceAtFirst;
    private final byte[] nonce = new byte[NONCE_BYTES];

    private ScenarioPlayer(HttpClient http, URI api, URI socket, String playerId, String token) {
        this.http = http;
        this.api = api;
        this.playerId = playerId;
        this.token = token;
        RANDOM.nextBytes(nonce);
        String connectToken = post("/auth/connect-token", "{}").path("token").asText();
        this.lobby = Inbox.open(http, URI.create(socket + "?token=" + connectToken));
        lobby.send(message("hello"));
        lobby.await("connected", TIMEOUT);
        this.balanceAtFirst = account().path("balance").asLong();
    }

    /**
     * Signs in as a guest and connects.
     *
     * @param api the HTTP API's address
     * @param socket the WebSocket API's address
     */
    public static ScenarioPlayer join(
            HttpClient http, URI api, URI socket, String name, String icon) {
        ObjectNode guest = Json.mapper().createObjectNode().put("name", name).put("icon", icon);
        guest.set("proof", proof(http, api));
        JsonNode signedIn = send(http, request(api, "/auth/guest").POST(body(guest.toString())));
        return new ScenarioPlayer(
                http,
                api,
                socket,
                signedIn.path("playerId").asText(),
                signedIn.path("token").asText());
    }

    /**
     * What a newcomer must show: a puzzle of the server, solved.
     *
     * @param api the HTTP API's address
     */
    public static ObjectNode proof(HttpClient http, URI api) {
        JsonNode asked = send(http, request(api, "/auth/puzzle").POST(body("{}")));
        String puzzle = asked.path("puzzle").asText();
        return Json.mapper()
                .createObjectNode()
                .put("puzzle", puzzle)
                .put("solution", Puzzles.solve(puzzle, asked.path("difficulty").asInt()));
    }

    /** His id. */
    public String playerId() {
        return playerId;
    }

    /** The lobby's socket. */
    public Inbox lobby() {
        return lobby;
    }

    /** Queues for a match. */
    public void matchmake(String game, int warriors, boolean bots) {
        matchmake(game, options -> options.put("warriors", warriors).put("bots", bots));
    }

    /** Queues for a match that costs something. */
    public void matchmakeForStakes(String game, int warriors) {
        matchmake(game, options -> options.put("warriors", warriors).put("stakes", true));
    }

    private void matchmake(String game, Consumer<ObjectNode> options) {
        askForMatch(game, options);
        lobby.await("matchmaking-queued", TIMEOUT);
    }

    private void askForMatch(String game, Consumer<ObjectNode> options) {
        ObjectNode message = message("matchmake").put("game", game);
        message.put("nonceHash", StateHash.of(nonce).hex());
        options.accept(message.putObject("options"));
        lobby.send(message);
    }

    /** Asks to be let into the siege that runs. */
    public void comeLate(String game, int warriors) {
        askForMatch(game, options -> options.put("warriors", warriors).put("late", true));
    }

    /** Registers for a siege. */
    public void register(long slot, int warriors) {
        lobby.send(
                message("register-siege")
                        .put("slot", slot)
                        .put("warriors", warriors)
                        .put("nonceHash", StateHash.of(nonce).hex()));
        lobby.await("siege-registered", TIMEOUT);
    }

    /** Is registered no longer. */
    public void cancelRegistration(long slot) {
        lobby.send(message("cancel-registration").put("slot", slot));
        lobby.await("registration-cancelled", TIMEOUT);
    }

    /** What he has. */
    public JsonNode account() {
        return send(
                http, request(api, "/account").header("Authorization", "Bearer " + token).GET());
    }

    /** What he had before he did anything, in the ledger's smallest unit. */
    public long balanceAtFirst() {
        return balanceAtFirst;
    }

    /** Waits for the match. */
    public Inbox.Received awaitMatch(Duration within) {
        return lobby.await("match-found", within);
    }

    /** Connects to the room of a match and enters. */
    public Inbox enter(JsonNode match) {
        Inbox room = Inbox.open(http, URI.create(match.path("direct").asText()));
        room.send(enterMessage(match));
        return room;
    }

    /** What enters the room of a match, on either socket. */
    public ObjectNode enterMessage(JsonNode match) {
        return message("enter")
                .put("ticket", match.path("ticket").asText())
                .put("nonce", HexFormat.of().formatHex(nonce))
                .put("token", token);
    }

    /** What enters a room that people come into by its code: such a one asks for no nonce. */
    public ObjectNode enterByCodeMessage(JsonNode ready) {
        return message("enter").put("ticket", ready.path("ticket").asText()).put("token", token);
    }

    /** A message to send. */
    public static ObjectNode message(String action) {
        return Json.mapper().createObjectNode().put("action", action);
    }

    /** Gets a document of the HTTP API. */
    public JsonNode get(String path) {
        return send(http, request(api, path).GET());
    }

    private JsonNode post(String path, String json) {
        return send(
                http,
                request(api, path).header("Authorization", "Bearer " + token).POST(body(json)));
    }

    private static HttpRequest.Builder request(URI api, String path) {
        return HttpRequest.newBuilder(api.resolve(path))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json");
    }

    private static HttpRequest.BodyPublisher body(String json) {
        return HttpRequest.BodyPublishers.ofString(json);
    }

    private static JsonNode send(HttpClient http, HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new ScenarioException(
                        "%s %s: %d %s"
                                .formatted(
                                        request.method(),
                                        request.uri().getPath(),
                                        answer.statusCode(),
                                        answer.body()));
            }
            return Json.object(answer.body());
        } catch (IOException | WireException e) {
            throw new ScenarioException(request.uri().getPath() + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ScenarioException("interrupted", e);
        }
    }

    @Override
    public void close() {
        lobby.close();
    }
}
