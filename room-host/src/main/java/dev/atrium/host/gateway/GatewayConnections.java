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

    /** When a client whose room's owner is not reached may: others need two to see that it died. */
    private static final long UNREACHED_RETRY_MS = 1_000;

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
                admitted(connection, playerId, utf8, mayPassOn);
            }
        }
    }

    private void admitted(
            GatewayConnection connection, String playerId, byte[] utf8, boolean mayPassOn) {
        GatewayForwarding.Passage whose =
                mayPassOn
                        ? forwarding.passOn(connection.id(), playerId, utf8)
                        : GatewayForwarding.Passage.OURS;
        switch (whose) {
            case OURS -> front.message(connection, utf8);
            case NOT_REACHED ->
                    connection.send(refusal(utf8, ErrorCode.UNAVAILABLE, UNREACHED_RETRY_MS));
            case PASSED_ON -> {
                // The owner answers, through the gateway.
            }
        }
    }

    private void refuse(String connectionId, String playerId, byte[] utf8) {
        new GatewayConnection(connectionId, playerId, gateway, meter, refused -> {})
                .send(refusal(utf8, ErrorCode.HOST_FULL, FULL_RETRY_MS));
    }

    /** What is wrong with it besides can wait. */
    private static byte[] refusal(byte[] utf8, ErrorCode why, long retryMs) {
        try {
            ClientMessage message = ClientMessage.parse(utf8);
            ErrorBody error = ErrorBody.of(why, message.action()).retryAfter(retryMs);
            return ServerMessage.answer(
                    message.id(), message.sequence().map(error::ofCommand).orElse(error));
        } catch (WireException e) {
            // Nothing in it can be named.
            return ServerMessage.answer(
                    Optional.empty(), ErrorBody.of(why, "").retryAfter(retryMs));
        }
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
