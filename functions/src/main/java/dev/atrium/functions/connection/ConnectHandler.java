package dev.atrium.functions.connection;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;

import dev.atrium.functions.edge.Caller;
import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.SocketEdge;
import dev.atrium.schema.ConnectionRow;
import dev.atrium.schema.Tables;

import java.time.Duration;
import java.util.Optional;

/** {@code $connect}: notes who is there. What fails here refuses the socket. */
public final class ConnectHandler
        implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
    /** A socket lives two hours at most; the row goes by itself if its end was never told. */
    private static final Duration ROW_LIFETIME = Duration.ofHours(3);

    private final Functions functions;

    /** For Lambda. */
    public ConnectHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public ConnectHandler(Functions functions) {
        this.functions = functions;
    }

    @Override
    public APIGatewayV2WebSocketResponse handleRequest(
            APIGatewayV2WebSocketEvent event, Context context) {
        Optional<Caller> caller = Caller.of(event);
        if (caller.isEmpty()) {
            return SocketEdge.status(401);
        }
        functions.stores().table(Tables.CONNECTIONS).putItem(row(caller.get()));
        return SocketEdge.status(200);
    }

    private ConnectionRow row(Caller caller) {
        return new ConnectionRow(
                caller.connectionId(),
                caller.playerId(),
                caller.name(),
                caller.icon(),
                functions.nowMs(),
                functions.clock().instant().plus(ROW_LIFETIME).getEpochSecond());
    }
}
