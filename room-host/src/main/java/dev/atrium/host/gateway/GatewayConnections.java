package dev.atrium.host.gateway;

import dev.atrium.host.connection.ConnectionMeter;
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
    private final GatewayForwarding forwarding;
    private final ApiGatewayManagementApiAsyncClient gateway;
    private final ConnectionMeter meter;

    /** None yet. */
    public GatewayConnections(
            Front front,
            GatewayForwarding forwarding,
            ApiGatewayManagementApiAsyncClient gateway,
            ConnectionMeter meter) {
        this.meter = meter;
        this.front = front;
        this.forwarding = forwarding;
        this.gateway = gateway;
    }

    /**
     * A message came in by the integration. The gateway may call for several messages of one
     * connection at once; they are handled one after the other. May block.
     *
     * @param connectionId the gateway's
     * @param playerId whom the gateway's authorizer let in
     * @param mayPassOn whether it goes on to the host that owns its room
     * @return false if this host has too many connections
     */
    boolean message(String connectionId, String playerId, byte[] utf8, boolean mayPassOn) {
        GatewayConnection connection = connections.get(connectionId);
        if (connection == null) {
            if (connections.size() >= CONNECTIONS_MAX) {
                return false;
            }
            connection = connections.computeIfAbsent(connectionId, id -> open(id, playerId));
        }
        meter.received(utf8.length);
        synchronized (connection) {
            if (front.admits(connection)) {
                if (!mayPassOn || !forwarding.passOn(connectionId, playerId, utf8)) {
                    front.message(connection, utf8);
                }
            }
        }
        return true;
    }

    private GatewayConnection open(String connectionId, String playerId) {
        GatewayConnection fresh =
                new GatewayConnection(connectionId, playerId, gateway, meter, this::gone);
        front.opened(fresh);
        return fresh;
    }

    /** How many there are. */
    public int size() {
        return connections.size();
    }

    /** The gateway says that it is gone, or the host has nothing more to say to it. */
    private void gone(GatewayConnection connection) {
        connection.closed();
        connections.remove(connection.id(), connection);
        front.closed(connection);
    }
}
