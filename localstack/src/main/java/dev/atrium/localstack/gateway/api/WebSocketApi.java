package dev.atrium.localstack.gateway.api;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * A WebSocket API on one stage, its route selection {@code $request.body.action}.
 *
 * @param apiId AWS's name for it, part of events and ARNs
 * @param stage the stage, which is also the path: {@code ws} serves {@code /ws} and {@code
 *     /ws/@connections/…}
 * @param routes route key → integration; {@code $connect}, {@code $disconnect} and {@code $default}
 *     may be left out
 * @param authorizer asked before {@code $connect}; null where anyone may connect
 */
public record WebSocketApi(
        String apiId,
        String stage,
        Map<String, Integration> routes,
        @Nullable ConnectAuthorizer authorizer) {

    /** The route asked whether a connection may be. */
    public static final String CONNECT = "$connect";

    /** The route told that a connection is no more. */
    public static final String DISCONNECT = "$disconnect";

    /** The route of messages that name no other. */
    public static final String DEFAULT = "$default";

    /** Copies the map and checks the stage's name. */
    public WebSocketApi {
        if (!stage.matches("[A-Za-z0-9_-]{1,128}")) {
            throw new IllegalArgumentException("stage=" + stage + ": letters, digits, _ and -");
        }
        routes = Map.copyOf(routes);
    }
}
