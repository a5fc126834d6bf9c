package dev.atrium.functions.party;

import dev.atrium.functions.edge.Caller;
import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.SourceNetwork;
import dev.atrium.message.Message;
import dev.atrium.wire.ClientMessage;
import dev.atrium.wire.WireException;

import java.util.Optional;

/** {@code create-room}: opens a room that others find by its code. */
public final class CreateRoomHandler extends RoomByCodeHandler {
    /** For Lambda. */
    public CreateRoomHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public CreateRoomHandler(Functions functions) {
        this(functions, JoinedGames.shipped());
    }

    CreateRoomHandler(Functions functions, JoinedGames games) {
        super(functions, games);
    }

    @Override
    Optional<Message> answer(
            RoomsByCode rooms, Caller caller, SourceNetwork from, ClientMessage message)
            throws WireException {
        return rooms.create(caller, from, message);
    }
}
