package dev.atrium.functions.edge;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;

import java.util.Map;
import java.util.Optional;

/**
 * Who sends on a gateway connection, as the authorizer found out when it was opened.
 *
 * @param connectionId API Gateway's
 * @param playerId who
 * @param name his name
 * @param icon his icon
 */
public record Caller(String connectionId, String playerId, String name, String icon) {
    /** The caller of that event; empty if no authorizer vouches for anybody. */
    public static Optional<Caller> of(APIGatewayV2WebSocketEvent event) {
        Map<String, Object> vouched = event.getRequestContext().getAuthorizer();
        if (vouched != null
                && vouched.get("principalId") instanceof String playerId
                && vouched.get("name") instanceof String name
                && vouched.get("icon") instanceof String icon) {
            return Optional.of(
                    new Caller(event.getRequestContext().getConnectionId(), playerId, name, icon));
        }
        return Optional.empty();
    }
}
