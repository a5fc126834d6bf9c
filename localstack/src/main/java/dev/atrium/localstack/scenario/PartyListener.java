package dev.atrium.localstack.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.localstack.scenario.party.PartyTelling;

import java.time.Duration;
import java.util.Optional;

/** Somebody without a seat: the screen on which a party is shown, or one who looks on elsewhere. */
final class PartyListener {
    private static final long PING_NANOS = 5_000_000_000L;

    private final ScenarioPlayer player;
    private final PartyTelling telling = new PartyTelling();
    private String roomId = "";
    private String roomCode = "";
    private long pingedNanos;
    private int views;

    PartyListener(ScenarioPlayer player) {
        this.player = player;
    }

    /** Opens a room as its screen. */
    void create(String game, String gameMode, Duration within) {
        comeIn(
                ScenarioPlayer.message("create-room").put("game", game).put("gameMode", gameMode),
                within);
    }

    /** Looks on where others play. */
    void watch(String code, Duration within) {
        comeIn(ScenarioPlayer.message("watch").put("roomCode", code), within);
    }

    private void comeIn(ObjectNode asking, Duration within) {
        player.lobby().send(asking);
        JsonNode ready = player.lobby().await("room-ready", within).data();
        roomId = ready.path("roomId").asText();
        roomCode = ready.path("roomCode").asText();
        PartyDoor.enter(player, ready, within);
    }

    /** Reads what came. */
    void run(long nowNanos) {
        Inbox lobby = player.lobby();
        for (Optional<Inbox.Received> next = lobby.next(Duration.ZERO);
                next.isPresent();
                next = lobby.next(Duration.ZERO)) {
            telling.heard(next.get().message());
            views += next.get().type().equals("state") ? 1 : 0;
        }
        if (nowNanos - pingedNanos > PING_NANOS) {
            pingedNanos = nowNanos;
            lobby.send(ScenarioPlayer.message("ping").put("room", roomId).put("t", 1));
        }
    }

    /** The room. */
    String roomId() {
        return roomId;
    }

    /** By which others find it. */
    String roomCode() {
        return roomCode;
    }

    /** What was told here. */
    PartyTelling telling() {
        return telling;
    }

    /** How many views were shown here. */
    int views() {
        return views;
    }
}
