package dev.atrium.functions.match;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;

import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.SocketEdge;

/** {@code matchmaking-status}: whether the caller waits, and since when. */
public final class MatchmakingStatusHandler
        implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
    private final SocketEdge sockets;
    private final Lobby lobby;

    /** For Lambda. */
    public MatchmakingStatusHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public MatchmakingStatusHandler(Functions functions) {
        this(functions.sockets(), Lobby.of(functions));
    }

    /** Over these parts. */
    public MatchmakingStatusHandler(SocketEdge sockets, Lobby lobby) {
        this.sockets = sockets;
        this.lobby = lobby;
    }

    @Override
    public APIGatewayV2WebSocketResponse handleRequest(
            APIGatewayV2WebSocketEvent event, Context context) {
        return sockets.answer(event, lobby::status);
    }
}
