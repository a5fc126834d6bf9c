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

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * {@code $connect}: keeps out pages of other origins and who is banned or signed out, and notes who
 * is there. What fails here refuses the socket. API Gateway shows the status alone; the code of a
 * ban is told by {@code POST /auth/connect-token}, which comes first.
 */
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
        if (!functions.config().origins().admits(origin(event))
                || functions.bans().banOf(caller.get().playerId()).isPresent()) {
            return SocketEdge.status(403);
        }
        ConnectionRow row = row(caller.get());
        DynamoDbTable<ConnectionRow> connections = functions.stores().table(Tables.CONNECTIONS);
        connections.putItem(row);
        // After it is noted: who signs out meanwhile finds it, or is found here.
        if (functions.signOuts().isEnded(row.playerId(), caller.get().vouchedAtMs())) {
            connections.deleteItem(row);
            return SocketEdge.status(401);
        }
        return SocketEdge.status(200);
    }

    /** As the browser wrote it: names of headers keep their case on this kind of API. */
    private static @Nullable String origin(APIGatewayV2WebSocketEvent event) {
        if (event.getHeaders() == null) {
            return null;
        }
        return event.getHeaders().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("origin"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
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
