package dev.atrium.functions.party;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;

import dev.atrium.functions.edge.Caller;
import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.Once;
import dev.atrium.functions.edge.SourceNetwork;
import dev.atrium.message.Message;
import dev.atrium.wire.ClientMessage;
import dev.atrium.wire.WireException;

import java.util.Optional;

/**
 * What the functions of rooms by code have in common: who asks must be admitted to play. Lambda
 * finds the types of the event and of the response here, behind the named class.
 */
abstract sealed class RoomByCodeHandler
        implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse>
        permits CreateRoomHandler, JoinRoomHandler, WatchHandler {
    private final Functions functions;
    private final Once<RoomsByCode> rooms;

    RoomByCodeHandler(Functions functions, JoinedGames games) {
        this.functions = functions;
        this.rooms = new Once<>(() -> RoomsByCode.of(functions, games));
    }

    /**
     * Answers who is admitted.
     *
     * @throws WireException why not
     */
    abstract Optional<Message> answer(
            RoomsByCode rooms, Caller caller, SourceNetwork from, ClientMessage message)
            throws WireException;

    @Override
    public final APIGatewayV2WebSocketResponse handleRequest(
            APIGatewayV2WebSocketEvent event, Context context) {
        return functions
                .sockets()
                .answer(
                        event,
                        (caller, message) -> {
                            functions.admitToPlay(caller);
                            return answer(rooms.get(), caller, SourceNetwork.of(event), message);
                        });
    }
}
