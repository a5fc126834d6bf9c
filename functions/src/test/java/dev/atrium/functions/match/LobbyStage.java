package dev.atrium.functions.match;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.functions.edge.LocalFunctions;
import dev.atrium.schema.ConnectionRow;
import dev.atrium.schema.HostRow;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.Tables;
import dev.atrium.wire.Json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A lobby over real stores, with players on gateway connections and hosts that live. */
public final class LobbyStage implements AutoCloseable {
    /** Most of them play this. */
    public static final String GAME = "arena.blitz";

    /** Of somebody's nonce. */
    public static final String HASH = "0123456789abcdef".repeat(4);

    /** What it stands on. */
    public final LocalFunctions local;

    private final MatchmakerHandler schedule;
    private final WakeHandler woken;

    /** With nothing of its own. */
    public LobbyStage() {
        this(Map.of());
    }

    /** With more environment variables. */
    public LobbyStage(Map<String, String> more) {
        this(LocalFunctions.open(more));
    }

    LobbyStage(LocalFunctions local) {
        this.local = local;
        schedule = new MatchmakerHandler(local.functions());
        woken = new WakeHandler(local.functions());
    }

    /** A player with one open connection, {@code c-} and his id. */
    public void connect(String playerId) {
        connect(playerId, "c-" + playerId);
    }

    public void connect(String playerId, String connectionId) {
        local.stores()
                .table(Tables.CONNECTIONS)
                .putItem(new ConnectionRow(connectionId, playerId, playerId, "fox", 1, 0));
    }

    public void disconnect(String playerId) {
        local.stores()
                .table(Tables.CONNECTIONS)
                .deleteItem(r -> r.key(k -> k.partitionValue("c-" + playerId)));
    }

    /** A host that lives. */
    public void host(String hostId) {
        local.stores()
                .table(Tables.HOSTS)
                .putItem(
                        new HostRow(
                                hostId,
                                "local",
                                "ws://127.0.0.1/" + hostId,
                                "http://127.0.0.1",
                                "test",
                                List.of("arena.blitz@3", "arena.practice@1", "arena.siege@2"),
                                1_000,
                                0,
                                false,
                                1,
                                0));
        local.stores().redis().set(local.stores().keys().hostAlive(hostId), "1");
    }

    /** What a message of that player brings to his own connection. */
    public List<JsonNode> send(String playerId, String json) {
        String connectionId = "c-" + playerId;
        ObjectNode event = LocalFunctions.sample("websocket-message");
        event.put("body", json);
        ObjectNode context = event.withObject("/requestContext");
        context.put("connectionId", connectionId);
        context.withObject("/authorizer")
                .put("principalId", playerId)
                .put("name", playerId)
                .put("icon", "fox");
        String action = json.replaceFirst("(?s).*\"action\":\"([^\"]*)\".*", "$1");
        int before = local.gateway().posts(connectionId).size();
        JsonNode response = local.socketRoute(action, event);
        if (response.path("statusCode").asInt() != 200) {
            throw new AssertionError(response.toString());
        }
        List<JsonNode> posts = local.gateway().posts(connectionId);
        return posts.subList(before, posts.size());
    }

    public List<JsonNode> matchmake(String playerId, int warriors, boolean bots) {
        return matchmake(GAME, playerId, warriors, bots);
    }

    public List<JsonNode> matchmake(String game, String playerId, int warriors, boolean bots) {
        return send(
                playerId,
                """
                {"action":"matchmake","id":"m1","game":"%s","nonceHash":"%s",
                 "options":{"warriors":%d,"bots":%s}}\
                """
                        .formatted(game, HASH, warriors, bots));
    }

    /** The schedule's beat, from its event's JSON. */
    public void beat() {
        beat(schedule);
    }

    /** The beat of another one's. */
    public static void beat(RequestHandler<ScheduledEvent, ?> scheduled) {
        String json =
                """
                {"version":"0","id":"53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa",
                 "detail-type":"Scheduled Event","source":"aws.events","account":"123456789012",
                 "time":"2026-07-21T17:26:24Z","region":"eu-central-1",
                 "resources":["arn:aws:events:eu-central-1:123456789012:rule/beat"],"detail":{}}\
                """;
        ScheduledEvent event =
                LambdaEventSerializers.serializerFor(
                                ScheduledEvent.class, LobbyStage.class.getClassLoader())
                        .fromJson(json);
        var _ = scheduled.handleRequest(event, null);
    }

    /** The wakes so far, each queue once, from their event's JSON. */
    public void wake() {
        Map<String, String> bodies = new TreeMap<>();
        local.wakes().sent().forEach(sent -> bodies.put(sent.queue(), sent.body()));
        ObjectNode json = Json.mapper().createObjectNode();
        ArrayNode records = json.putArray("Records");
        bodies.forEach(
                (queue, body) ->
                        records.addObject()
                                .put("messageId", "m-" + queue)
                                .put("body", body)
                                .put("eventSource", "aws:sqs"));
        SQSEvent event =
                LambdaEventSerializers.serializerFor(
                                SQSEvent.class, LobbyStage.class.getClassLoader())
                        .fromJson(json.toString());
        SQSBatchResponse answer = woken.handleRequest(event, null);
        if (!answer.getBatchItemFailures().isEmpty()) {
            throw new AssertionError("a wake failed: " + answer.getBatchItemFailures());
        }
    }

    /** All that a player got. */
    public List<JsonNode> posts(String playerId) {
        return local.gateway().posts("c-" + playerId);
    }

    /** Messages of that type that a player got. */
    public List<JsonNode> got(String playerId, String type) {
        return posts(playerId).stream()
                .filter(p -> p.path("type").asText().equals(type))
                .map(p -> p.path("data"))
                .toList();
    }

    /** All of them. */
    public List<RoomRow> rooms() {
        return new ArrayList<>(local.stores().table(Tables.ROOMS).scan().items().stream().toList());
    }

    WaitingIndex index() {
        return new WaitingIndex(() -> local.stores().redis(), local.stores().keys());
    }

    List<String> waiting() {
        return waiting(new Queue(GAME, false));
    }

    /** Who leads the tickets of a queue, by rising time; with them all who are on them wait. */
    List<String> waiting(Queue queue) {
        return index().oldest(queue, 1_000).stream()
                .map(id -> index().find(queue, id).orElseThrow().leader())
                .toList();
    }

    @Override
    public void close() {
        local.close();
    }
}
