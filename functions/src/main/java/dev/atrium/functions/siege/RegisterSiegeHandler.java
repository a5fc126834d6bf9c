package dev.atrium.functions.siege;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;

import dev.atrium.functions.edge.Functions;

/** {@code register-siege}: the caller takes part in a siege to come. */
public final class RegisterSiegeHandler
        implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
    private final Functions functions;

    /** For Lambda. */
    public RegisterSiegeHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public RegisterSiegeHandler(Functions functions) {
        this.functions = functions;
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
                            return Sieges.of(functions).register(caller, message);
                        });
    }
}
