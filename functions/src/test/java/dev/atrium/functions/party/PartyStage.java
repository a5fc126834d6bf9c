package dev.atrium.functions.party;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.functions.edge.LocalFunctions;
import dev.atrium.functions.edge.Routes.EventKind;
import dev.atrium.game.GameInfo;
import dev.atrium.identity.Ticket;
import dev.atrium.identity.Tokens;
import dev.atrium.room.RoomCode;
import dev.atrium.schema.HostRow;
import dev.atrium.schema.RoomCodeRow;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.Tables;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The handlers of rooms by code over real stores, with a host that can run such a game. */
final class PartyStage implements AutoCloseable {
    /** Opened for nobody, as the party game. */
    static final GameInfo ROBOTS =
            new GameInfo(
                    "party.robots",
                    1,
                    0,
                    8,
                    10,
                    10,
                    GameInfo.Durability.STRICT,
                    GameInfo.CommandTiming.ON_ARRIVAL,
                    GameInfo.AfterGap.PAUSE,
                    GameInfo.ViewScope.SHARED,
                    GameInfo.Ranking.RANKED);

    /** The address of the sample events. */
    static final String HOME = "198.51.100.7";

    final LocalFunctions local = LocalFunctions.open();
    private final Map<String, RequestHandler<?, ?>> handlers;

    PartyStage() {
        JoinedGames games = new JoinedGames(List.of(ROBOTS));
        handlers =
                Map.of(
                        "create-room",
                        new CreateRoomHandler(local.ownProcess(CreateRoomHandler.class), games),
                        "join-room",
                        new JoinRoomHandler(local.ownProcess(JoinRoomHandler.class), games),
                        "watch",
                        new WatchHandler(local.ownProcess(WatchHandler.class), games));
    }

    /** A host that lives. */
    void host(String hostId) {
        local.stores()
                .table(Tables.HOSTS)
                .putItem(
                        new HostRow(
                                hostId,
                                "local",
                                "ws://127.0.0.1/" + hostId,
                                "http://127.0.0.1",
                                "test",
                                List.of("party.robots@1"),
                                1_000,
                                0,
                                false,
                                1,
                                0));
        local.stores().redis().set(local.stores().keys().hostAlive(hostId), "1");
    }

    /** What a player is answered; each message comes on a connection of its own. */
    JsonNode send(String playerId, String address, String json) {
        String action = json.replaceFirst("(?s).*\"action\":\"([^\"]*)\".*", "$1");
        String connectionId = "c-" + playerId + "-" + new Random().nextLong();
        ObjectNode event = LocalFunctions.sample("websocket-message");
        event.put("body", json);
        ObjectNode context = event.withObject("/requestContext");
        context.put("connectionId", connectionId).put("routeKey", action);
        context.withObject("/identity").put("sourceIp", address);
        context.withObject("/authorizer")
                .put("principalId", playerId)
                .put("name", "Ada")
                .put("icon", "owl");
        JsonNode response = local.call(handlers.get(action), EventKind.WEB_SOCKET, event);
        if (response.path("statusCode").asInt() != 200) {
            throw new AssertionError(response.toString());
        }
        List<JsonNode> posts = local.gateway().posts(connectionId);
        if (posts.size() != 1) {
            throw new AssertionError("one answer, not " + posts);
        }
        return posts.getFirst();
    }

    JsonNode send(String playerId, String json) {
        return send(playerId, HOME, json);
    }

    /** A room that somebody opened who plays in it. */
    JsonNode created(String playerId) {
        JsonNode answer =
                send(
                        playerId,
                        """
                        {"action":"create-room","playerName":"Ann","playerIcon":"fox"}\
                        """);
        if (!answer.path("type").asText().equals("room-ready")) {
            throw new AssertionError(answer.toString());
        }
        return answer.path("data");
    }

    JsonNode join(String playerId, String address, String code) {
        return send(
                playerId,
                address,
                """
                {"action":"join-room","roomCode":"%s","playerName":"Ben","playerIcon":"owl"}\
                """
                        .formatted(code));
    }

    JsonNode watch(String playerId, String address, String code) {
        return send(
                playerId, address, "{\"action\":\"watch\",\"roomCode\":\"%s\"}".formatted(code));
    }

    /** The code of a refusal; empty if it is none. */
    static String code(JsonNode answer) {
        return answer.path("data").path("code").asText();
    }

    Ticket ticket(JsonNode ready) {
        return switch (local.functions().tokens().ticket(ready.path("ticket").asText())) {
            case Tokens.Checked.Valid<Ticket>(Ticket ticket) -> ticket;
            case Tokens.Checked<Ticket> other -> throw new AssertionError(other.toString());
        };
    }

    void pass(long ms) {
        local.clock().advance(Duration.ofMillis(ms));
    }

    RoomRow room(String roomId) {
        return local.functions().stores().find(Tables.ROOMS, roomId).orElseThrow();
    }

    void put(RoomRow row) {
        local.stores().table(Tables.ROOMS).putItem(row);
    }

    RoomCodeRow codeRow(RoomCode code) {
        return local.functions().stores().find(Tables.ROOM_CODES, code.value()).orElseThrow();
    }

    /** The codes in Redis, those that expire first in front. */
    List<String> active() {
        return local.stores().redis().zrange(local.stores().keys().roomsActive(), 0, -1);
    }

    @Override
    public void close() {
        local.close();
    }
}
