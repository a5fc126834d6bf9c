package dev.atrium.host.gateway;

import dev.atrium.host.connection.ConnectionMeter;
import dev.atrium.host.edge.ConnectionSlots;
import dev.atrium.host.front.Front;
import dev.atrium.wire.ClientMessage;
import dev.atrium.wire.ErrorBody;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.ServerMessage;
import dev.atrium.wire.WireException;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiAsyncClient;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The gateway connections that have sent something to this host. Thread-safe. */
public final class GatewayConnections {
    /** When a client of a full host may ask again. */
    private static final long FULL_RETRY_MS = 5_000;

    private final ConcurrentHashMap<String, GatewayConnection> connections =
            new ConcurrentHashMap<>();
    private final Front front;
    private final GatewayForwarding forwarding;
    private final ApiGatewayManagementApiAsyncClient gateway;
    private final ConnectionMeter meter;
    private final ConnectionSlots slots;

    /**
     * None yet.
     *
     * @param slots shared with direct sockets
     */
    public GatewayConnections(
            Front front,
            GatewayForwarding forwarding,
            ApiGatewayManagementApiAsyncClient gateway,
            ConnectionMeter meter,
            ConnectionSlots slots) {
        this.meter = meter;
        this.slots = slots;
        this.front = front;
        this.forwarding = forwarding;
        this.gateway = gateway;
    }

    /**
     * A message came in by the integration. The gateway may call for several messages of one
     * connection at once; they are handled one after the other. Who comes to a full host is told
     * so, and nothing of his is kept. May block.
     *
     * @param connectionId the gateway's
     * @param playerId whom the gateway's authorizer let in
     * @param mayPassOn whether it goes on to the host that owns its room
     */
    void message(String connectionId, String playerId, byte[] utf8, boolean mayPassOn) {
        GatewayConnection connection = connections.get(connectionId);
        if (connection == null) {
            connection = connections.computeIfAbsent(connectionId, id -> open(id, playerId));
        }
        if (connection == null) {
            refuse(connectionId, playerId, utf8);
            return;
        }
        meter.received(utf8.length);
        synchronized (connection) {
            if (front.admits(connection)) {
                if (!mayPassOn || !forwarding.passOn(connectionId, playerId, utf8)) {
                    front.message(connection, utf8);
                }
            }
        }
    }

    private void refuse(String connectionId, String playerId, byte[] utf8) {
        Optional<String> id = Optional.empty();
        String action = "";
        try {
            ClientMessage message = ClientMessage.parse(utf8);
            id = message.id();
            action = message.action();
        } catch (WireException e) {
            // He is told that the host is full; what is wrong with it besides can wait.
        }
        ErrorBody full = ErrorBody.of(ErrorCode.HOST_FULL, action).retryAfter(FULL_RETRY_MS);
        new GatewayConnection(connectionId, playerId, gateway, meter, refused -> {})
                .send(ServerMessage.answer(id, full));
    }

    private @Nullable GatewayConnection open(String connectionId, String playerId) {
        if (!slots.take()) {
            return null;
        }
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
        if (connections.remove(connection.id(), connection)) {
            slots.giveBack();
        }
        front.closed(connection);
    }
}
