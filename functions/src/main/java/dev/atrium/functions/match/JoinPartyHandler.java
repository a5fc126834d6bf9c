package dev.atrium.functions.match;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;

import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.Once;
import dev.atrium.functions.edge.SourceNetwork;

/** {@code join-party}: the caller joins a party by its code, or says what he plays with next. */
public final class JoinPartyHandler
        implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
    private final Functions functions;
    private final Once<Lobby> lobby;

    /** For Lambda. */
    public JoinPartyHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public JoinPartyHandler(Functions functions) {
        this.functions = functions;
        this.lobby = new Once<>(() -> Lobby.of(functions));
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
                            return lobby.get()
                                    .parties()
                                    .join(caller, SourceNetwork.of(event), message);
                        });
    }
}
