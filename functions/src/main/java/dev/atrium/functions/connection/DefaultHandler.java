package dev.atrium.functions.connection;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;

import dev.atrium.functions.edge.Functions;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.WireException;

/** {@code $default}: what no other route takes. The envelope tells what is wrong with it. */
public final class DefaultHandler
        implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
    private final Functions functions;

    /** For Lambda. */
    public DefaultHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public DefaultHandler(Functions functions) {
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
                            throw new WireException(ErrorCode.UNKNOWN_ACTION);
                        });
    }
}
