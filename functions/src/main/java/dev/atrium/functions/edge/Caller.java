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
 * @param vouchedAtMs wall time of the token that opened it; 0 if the authorizer did not say
 */
public record Caller(
        String connectionId, String playerId, String name, String icon, long vouchedAtMs) {
    /** Where the authorizer says when the token was made, as a number in words. */
    public static final String VOUCHED_AT = "vouchedAt";

    /** The caller of that event; empty if no authorizer vouches for anybody. */
    public static Optional<Caller> of(APIGatewayV2WebSocketEvent event) {
        Map<String, Object> vouched = event.getRequestContext().getAuthorizer();
        if (vouched != null
                && vouched.get("principalId") instanceof String playerId
                && vouched.get("name") instanceof String name
                && vouched.get("icon") instanceof String icon) {
            return Optional.of(
                    new Caller(
                            event.getRequestContext().getConnectionId(),
                            playerId,
                            name,
                            icon,
                            vouchedAtMs(vouched)));
        }
        return Optional.empty();
    }

    private static long vouchedAtMs(Map<String, Object> vouched) {
        return vouched.get(VOUCHED_AT) instanceof String ms && ms.matches("[0-9]{1,18}")
                ? Long.parseLong(ms)
                : 0;
    }
}
