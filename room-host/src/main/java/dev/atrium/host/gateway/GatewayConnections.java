package dev.atrium.host.gateway;

import dev.atrium.host.front.Front;

import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiAsyncClient;

import java.util.concurrent.ConcurrentHashMap;

/** The gateway connections that have sent something to this host. Thread-safe. */
public final class GatewayConnections {
    /** As many as a host takes; beyond it new ones are refused. */
    static final int CONNECTIONS_MAX = 10_000;

    private final ConcurrentHashMap<String, GatewayConnection> connections =
            new ConcurrentHashMap<>();
    private final Front front;
    private final ApiGatewayManagementApiAsyncClient gateway;

    /** None yet. */
    public GatewayConnections(Front front, ApiGatewayManagementApiAsyncClient gateway) {
        this.front = front;
        this.gateway = gateway;
    }

    /**
     * A message came in by the integration.
     *
     * @param connectionId the gateway's
     * @param playerId whom the gateway's authorizer let in
     * @return false if this host has too many connections
     */
    boolean message(String connectionId, String playerId, byte[] utf8) {
        GatewayConnection connection = connections.get(connectionId);
        if (connection == null) {
            if (connections.size() >= CONNECTIONS_MAX) {
                return false;
            }
            connection = open(connectionId, playerId);
        }
        front.message(connection, utf8);
        return true;
    }

    private GatewayConnection open(String connectionId, String playerId) {
        GatewayConnection fresh =
                new GatewayConnection(connectionId, playerId, gateway, this::gone);
        GatewayConnection known = connections.putIfAbsent(connectionId, fresh);
        if (known != null) {
            return known;
        }
        front.opened(fresh);
        return fresh;
    }

    /** The gateway says that it is gone, or the host has nothing more to say to it. */
    private void gone(GatewayConnection connection) {
        connection.closed();
        connections.remove(connection.id(), connection);
        front.closed(connection);
    }
}
