package dev.atrium.functions.party;

import dev.atrium.functions.edge.Caller;
import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.SourceNetwork;
import dev.atrium.message.Message;
import dev.atrium.wire.ClientMessage;
import dev.atrium.wire.WireException;

import java.util.Optional;

/** {@code join-room}: lets the caller into the room of a code, to play. */
public final class JoinRoomHandler extends RoomByCodeHandler {
    /** For Lambda. */
    public JoinRoomHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public JoinRoomHandler(Functions functions) {
        this(functions, JoinedGames.shipped());
    }

    JoinRoomHandler(Functions functions, JoinedGames games) {
        super(functions, games);
    }

    @Override
    Optional<Message> answer(
            RoomsByCode rooms, Caller caller, SourceNetwork from, ClientMessage message)
            throws WireException {
        return rooms.join(caller, from, message);
    }
}
