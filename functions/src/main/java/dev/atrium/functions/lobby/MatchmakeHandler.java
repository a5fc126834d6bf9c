package dev.atrium.functions.lobby;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;

import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.Once;
import dev.atrium.functions.match.Lobby;
import dev.atrium.functions.match.MatchMessages;
import dev.atrium.functions.siege.LateEntry;

/**
 * {@code matchmake}: queues the caller and forms a match if there is one; or, if he wants to come
 * late, lets him into the siege that runs.
 */
public final class MatchmakeHandler
        implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
    private final Functions functions;
    private final Once<Lobby> lobby;
    private final Once<LateEntry> late;

    /** For Lambda. */
    public MatchmakeHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public MatchmakeHandler(Functions functions) {
        this.functions = functions;
        this.lobby = new Once<>(() -> Lobby.of(functions));
        this.late = new Once<>(() -> LateEntry.of(functions));
    }

    @Override
    public APIGatewayV2WebSocketResponse handleRequest(
            APIGatewayV2WebSocketEvent event, Context context) {
        return functions
                .sockets()
                .answer(
                        event,
                        (caller, message) -> {
                            functions.admitToPlay(caller);
                            return message.as(MatchMessages.Matchmake.class).options().isLate()
                                    ? late.get().enter(caller, message)
                                    : lobby.get().matchmake(caller, message);
                        });
    }
}
