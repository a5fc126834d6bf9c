package dev.atrium.functions.party;

import dev.atrium.functions.edge.Caller;
import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.SourceNetwork;
import dev.atrium.message.Message;
import dev.atrium.wire.ClientMessage;
import dev.atrium.wire.WireException;

import java.util.Optional;

/** {@code watch}: lets the caller into the room of a code, to look on. */
public final class WatchHandler extends RoomByCodeHandler {
    /** For Lambda. */
    public WatchHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public WatchHandler(Functions functions) {
        this(functions, JoinedGames.shipped());
    }

    WatchHandler(Functions functions, JoinedGames games) {
        super(functions, games);
    }

    @Override
    Optional<Message> answer(
            RoomsByCode rooms, Caller caller, SourceNetwork from, ClientMessage message)
            throws WireException {
        return rooms.watch(caller, from, message);
    }
}
