package dev.atrium.functions.siege;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;

import dev.atrium.functions.edge.Functions;

/** {@code cancel-registration}: the caller does not take part after all. */
public final class CancelRegistrationHandler
        implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
    private final Functions functions;

    /** For Lambda. */
    public CancelRegistrationHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public CancelRegistrationHandler(Functions functions) {
        this.functions = functions;
    }

    @Override
    public APIGatewayV2WebSocketResponse handleRequest(
            APIGatewayV2WebSocketEvent event, Context context) {
        return functions
                .sockets()
                .answer(event, (caller, message) -> Sieges.of(functions).cancel(caller, message));
    }
}
