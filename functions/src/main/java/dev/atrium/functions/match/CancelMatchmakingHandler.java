package dev.atrium.functions.match;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;

import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.SocketEdge;

/** {@code cancel-matchmaking}: the caller waits no longer. */
public final class CancelMatchmakingHandler
        implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
    private final SocketEdge sockets;
    private final Lobby lobby;

    /** For Lambda. */
    public CancelMatchmakingHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public CancelMatchmakingHandler(Functions functions) {
        this(functions.sockets(), Lobby.of(functions));
    }

    /** Over these parts. */
    public CancelMatchmakingHandler(SocketEdge sockets, Lobby lobby) {
        this.sockets = sockets;
        this.lobby = lobby;
    }

    @Override
    public APIGatewayV2WebSocketResponse handleRequest(
            APIGatewayV2WebSocketEvent event, Context context) {
        return sockets.answer(event, lobby::cancel);
    }
}
