package dev.atrium.functions.party;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;

import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.Once;
import dev.atrium.functions.edge.SourceNetwork;

/** {@code watch}: lets the caller into the room of a code, to look on. */
public final class WatchHandler
        implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
    private final Functions functions;
    private final Once<RoomsByCode> rooms;

    /** For Lambda. */
    public WatchHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public WatchHandler(Functions functions) {
        this(functions, JoinedGames.shipped());
    }

    WatchHandler(Functions functions, JoinedGames games) {
        this.functions = functions;
        this.rooms = new Once<>(() -> RoomsByCode.of(functions, games));
    }

    @Override
    public APIGatewayV2WebSocketResponse handleRequest(
            APIGatewayV2WebSocketEvent event, Context context) {
        return functions
                .sockets()
                .answer(
                        event,
                        (caller, message) -> {
                            functions.admitToPlay(caller.playerId());
                            return rooms.get().watch(caller, SourceNetwork.of(event), message);
                        });
    }
}
