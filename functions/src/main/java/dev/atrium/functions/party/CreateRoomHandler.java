package dev.atrium.functions.party;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;

import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.Once;

/** {@code create-room}: opens a room that others find by its code. */
public final class CreateRoomHandler
        implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
    private final Functions functions;
    private final Once<RoomsByCode> rooms;

    /** For Lambda. */
    public CreateRoomHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public CreateRoomHandler(Functions functions) {
        this(functions, JoinedGames.shipped());
    }

    CreateRoomHandler(Functions functions, JoinedGames games) {
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
                            return rooms.get().create(caller, message);
                        });
    }
}
