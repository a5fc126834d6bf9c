package dev.atrium.functions.match;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;

import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.Once;

/** {@code create-party}: the caller leads a new party. */
public final class CreatePartyHandler
        implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
    private final Functions functions;
    private final Once<Lobby> lobby;

    /** For Lambda. */
    public CreatePartyHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public CreatePartyHandler(Functions functions) {
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
                            return lobby.get().parties().create(caller, message);
                        });
    }
}
