package dev.atrium.functions.connection;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;

import dev.atrium.functions.edge.Functions;
import dev.atrium.wire.RoomMessages;

import java.util.Optional;

/** {@code ping}: an echo with the server's time, which keeps the socket from idling out. */
public final class PingHandler
        implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
    private final Functions functions;

    /** For Lambda. */
    public PingHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public PingHandler(Functions functions) {
        this.functions = functions;
    }

    @Override
    public APIGatewayV2WebSocketResponse handleRequest(
            APIGatewayV2WebSocketEvent event, Context context) {
        return functions
                .sockets()
                .answer(
                        event,
                        (caller, message) ->
                                Optional.of(
                                        new RoomMessages.Pong(
                                                message.as(RoomMessages.Ping.class).t(),
                                                functions.nowMs())));
    }
}
