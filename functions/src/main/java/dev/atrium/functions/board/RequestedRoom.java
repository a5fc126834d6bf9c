package dev.atrium.functions.board;

import dev.atrium.functions.edge.HttpRequest;
import dev.atrium.functions.edge.Stores;
import dev.atrium.room.RoomId;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.Tables;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.WireException;

/** The room that a request names in its path. */
final class RequestedRoom {
    private RequestedRoom() {}

    /**
     * Its row, as it stands.
     *
     * @throws WireException {@code room-not-found} also for what can be no room's id, which is not
     *     looked for
     */
    static RoomRow of(HttpRequest request, Stores stores) throws WireException {
        String roomId = request.path("roomId");
        if (!RoomId.isRoomId(roomId)) {
            throw new WireException(ErrorCode.ROOM_NOT_FOUND);
        }
        return stores.find(Tables.ROOMS, roomId)
                .orElseThrow(() -> new WireException(ErrorCode.ROOM_NOT_FOUND));
    }
}
