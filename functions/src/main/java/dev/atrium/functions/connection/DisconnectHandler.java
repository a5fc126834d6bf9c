package dev.atrium.functions.connection;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;

import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.SocketEdge;
import dev.atrium.schema.Tables;

import software.amazon.awssdk.enhanced.dynamodb.Key;

/** {@code $disconnect}: forgets who is gone. */
public final class DisconnectHandler
        implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
    private final Functions functions;

    /** For Lambda. */
    public DisconnectHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public DisconnectHandler(Functions functions) {
        this.functions = functions;
    }

    @Override
    public APIGatewayV2WebSocketResponse handleRequest(
            APIGatewayV2WebSocketEvent event, Context context) {
        String connectionId = event.getRequestContext().getConnectionId();
        functions
                .stores()
                .table(Tables.CONNECTIONS)
                .deleteItem(Key.builder().partitionValue(connectionId).build());
        return SocketEdge.status(200);
    }
}
