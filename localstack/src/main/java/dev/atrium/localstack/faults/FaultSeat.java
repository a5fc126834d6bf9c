package dev.atrium.localstack.faults;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.localstack.stage.RoomStage;
import dev.atrium.wire.Json;

/**
 * Where a player plays, and what lets him in.
 *
 * @param port of the host that has the room
 * @param ticket opens his seat
 * @param token shows who he is
 */
record FaultSeat(String roomId, int port, String ticket, String token) {
    String enter() {
        return message("enter")
                .put("ticket", ticket)
                .put("nonce", RoomStage.NONCE)
                .put("token", token)
                .toString();
    }

    /** Behind what he heard last. */
    String resume(long epoch, long sequence) {
        return message("resume")
                .put("roomId", roomId)
                .put("lastEpoch", epoch)
                .put("lastSeq", sequence)
                .put("token", token)
                .toString();
    }

    private static ObjectNode message(String action) {
        return Json.mapper().createObjectNode().put("action", action);
    }

    @Override
    public String toString() {
        return "FaultSeat[roomId=%s, port=%d, the way in is hidden]".formatted(roomId, port);
    }
}
