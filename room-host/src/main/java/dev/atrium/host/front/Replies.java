package dev.atrium.host.front;

import dev.atrium.host.connection.Connection;
import dev.atrium.host.room.Posted;
import dev.atrium.host.room.Room;
import dev.atrium.host.room.RoomCall;
import dev.atrium.message.Message;
import dev.atrium.wire.ClientMessage;
import dev.atrium.wire.ErrorBody;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.ServerMessage;

import java.util.Optional;

/** What the front itself says to a connection, outside any room's stream. */
final class Replies {
    private Replies() {}

    /** Whether the room takes it; if not, the sender is told. */
    static boolean post(Connection connection, ClientMessage message, Room room, RoomCall call) {
        return post(connection, message.id(), message.action(), room, call);
    }

    static boolean post(
            Connection connection, Optional<String> id, String action, Room room, RoomCall call) {
        return switch (room.post(call)) {
            case TAKEN -> true;
            case BUSY -> {
                tell(connection, id, ofCall(call, Posted.busy(action)));
                yield false;
            }
            case GONE -> {
                tell(connection, id, ofCall(call, ErrorBody.of(ErrorCode.ROOM_OVER, action)));
                yield false;
            }
        };
    }

    private static ErrorBody ofCall(RoomCall call, ErrorBody error) {
        return call instanceof RoomCall.Act act ? error.ofCommand(act.sequence()) : error;
    }

    static void refuse(Connection connection, ClientMessage message, ErrorCode code) {
        tell(connection, message.id(), ErrorBody.of(code, message.action()));
    }

    static void tell(Connection connection, Optional<String> id, Message message) {
        if (message instanceof ErrorBody error) {
            connection.meter().refused(error.code());
        }
        connection.send(ServerMessage.answer(id, message));
    }
}
