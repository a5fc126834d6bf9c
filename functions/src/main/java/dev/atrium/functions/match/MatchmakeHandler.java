package dev.atrium.functions.match;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;

import dev.atrium.functions.edge.BanCheck;
import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.MaintenanceCheck;
import dev.atrium.functions.edge.SocketEdge;

/** {@code matchmake}: queues the caller and forms a match if there is one. */
public final class MatchmakeHandler
        implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
    private final SocketEdge sockets;
    private final Lobby lobby;
    private final BanCheck bans;
    private final MaintenanceCheck maintenance;

    /** For Lambda. */
    public MatchmakeHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public MatchmakeHandler(Functions functions) {
        this(functions.sockets(), Lobby.of(functions), functions.bans(), functions.maintenance());
    }

    /** Over these parts. */
    public MatchmakeHandler(
            SocketEdge sockets, Lobby lobby, BanCheck bans, MaintenanceCheck maintenance) {
        this.sockets = sockets;
        this.lobby = lobby;
        this.bans = bans;
        this.maintenance = maintenance;
    }

    @Override
    public APIGatewayV2WebSocketResponse handleRequest(
            APIGatewayV2WebSocketEvent event, Context context) {
        return sockets.answer(
                event,
                (caller, message) -> {
                    // His socket may have been open before he was banned.
                    bans.admit(caller.playerId());
                    maintenance.admit();
                    return lobby.matchmake(caller, message);
                });
    }
}
