package dev.atrium.functions.connection;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;

import dev.atrium.functions.edge.Functions;
import dev.atrium.message.Message;
import dev.atrium.wire.Protocol;

import java.util.Optional;

/** {@code hello}: tells a client who it is here, and which protocol is spoken. */
public final class HelloHandler
        implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
    private final Functions functions;

    /** For Lambda. */
    public HelloHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public HelloHandler(Functions functions) {
        this.functions = functions;
    }

    /**
     * The answer.
     *
     * @param playerId who the client is
     * @param name his name
     * @param icon his icon
     * @param protocol the version that is spoken
     * @param oldestProtocol the oldest that a client may speak
     * @param serverTime wall time in ms
     */
    record Connected(
            String playerId,
            String name,
            String icon,
            int protocol,
            int oldestProtocol,
            long serverTime)
            implements Message {}

    @Override
    public APIGatewayV2WebSocketResponse handleRequest(
            APIGatewayV2WebSocketEvent event, Context context) {
        return functions
                .sockets()
                .answer(
                        event,
                        (caller, message) ->
                                Optional.of(
                                        new Connected(
                                                caller.playerId(),
                                                caller.name(),
                                                caller.icon(),
                                                Protocol.VERSION,
                                                Protocol.OLDEST_ACCEPTED,
                                                functions.nowMs())));
    }
}
