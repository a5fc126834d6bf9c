package dev.atrium.localstack.gateway.socket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.localstack.gateway.api.ConnectAuthorizer;
import dev.atrium.localstack.gateway.api.GatewayLimits;
import dev.atrium.localstack.gateway.api.Integration;
import dev.atrium.localstack.gateway.api.WebSocketApi;
import dev.atrium.localstack.gateway.server.GatewayAnswer;
import dev.atrium.localstack.gateway.server.GatewayRequest;
import dev.atrium.localstack.gateway.server.UpgradeDecision;
import dev.atrium.localstack.gateway.server.UpgradedSocket;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.http.HttpResponseStatus;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Decides who may connect, and knows who is connected. Safe for use by many threads. */
public final class WebSocketEndpoint implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WebSocketEndpoint.class);

    private final WebSocketApi api;
    private final GatewayLimits.SocketLimits limits;
    private final Executor workers;
    private final SocketEvents events;
    private final ConnectAuthorization authorization;
    private final IntegrationCaller integrations;
    private final MessageRouter router;
    private final ConnectionRate rate;

    /** From the upgrade to the end of {@code $disconnect}; bounded by the number of sockets. */
    private final Map<String, SocketConnection> connections = new ConcurrentHashMap<>();

    /**
     * An endpoint of one API.
     *
     * @param accountId of ARNs
     * @param region of ARNs
     * @param workers runs integrations, a thread per task
     */
    public WebSocketEndpoint(
            WebSocketApi api,
            GatewayLimits.SocketLimits limits,
            String accountId,
            String region,
            Executor workers) {
        this.api = api;
        this.limits = limits;
        this.workers = workers;
        this.events = new SocketEvents(accountId, region, api);
        Duration timeout = Duration.ofMillis(limits.integrationTimeoutMs());
        this.authorization = new ConnectAuthorization(events, timeout);
        this.integrations = new IntegrationCaller(timeout, api.apiId(), workers);
        this.router = new MessageRouter(api, events, integrations);
        this.rate = new ConnectionRate(limits.newConnectionsPerSecond(), System::nanoTime);
    }

    /** Whether the path, percent-encoded, is the stage of this API. */
    public boolean isStage(String encodedPath) {
        return encodedPath.equals("/" + api.stage()) || encodedPath.equals("/" + api.stage() + "/");
    }

    /** The connection that can be posted to by this id; null where there is none, or not yet. */
    @Nullable SocketConnection openConnection(String connectionId) {
        SocketConnection connection = connections.get(connectionId);
        return connection != null && connection.state() == SocketConnection.State.OPEN
                ? connection
                : null;
    }

    WebSocketApi api() {
        return api;
    }

    GatewayLimits.SocketLimits limits() {
        return limits;
    }

    /** Asks the rate, the authorizer and {@code $connect}, in this order. Blocks. */
    public UpgradeDecision upgrade(GatewayRequest request) {
        SocketConnection connection = new SocketConnection(request, limits.frameBytes());
        String requestId = UUID.randomUUID().toString();
        if (!rate.tryTake()) {
            return refused(connection, requestId, 429, "Too Many Requests");
        }
        ConnectAuthorizer authorizer = api.authorizer();
        if (authorizer != null) {
            switch (authorization.ask(authorizer, connection, request, requestId)) {
                case ConnectAuthorization.Verdict.Refused no -> {
                    return refused(connection, requestId, no.status(), no.message());
                }
                case ConnectAuthorization.Verdict.Allowed yes ->
                        connection.authorizedWith(yes.context());
            }
        }
        Integration integration = api.routes().get(WebSocketApi.CONNECT);
        if (integration == null) {
            return new UpgradeDecision.Accepted(new Upgrade(connection), null);
        }
        ObjectNode event = events.connectEvent(connection, request, requestId);
        var call = new IntegrationCaller.Call(connection, event, "");
        return switch (integrations.call(integration, call)) {
            case IntegrationCaller.Outcome.Failed failed ->
                    refused(
                            connection,
                            requestId,
                            failed.tookTooLong() ? 504 : 502,
                            failed.tookTooLong()
                                    ? "Endpoint request timed out"
                                    : "Internal server error");
            case IntegrationCaller.Outcome.Answered answered -> {
                if (answered.status() < 200 || answered.status() > 299) {
                    int status = Math.max(400, answered.status());
                    String reason = HttpResponseStatus.valueOf(status).reasonPhrase();
                    yield refused(connection, requestId, status, reason);
                }
                yield new UpgradeDecision.Accepted(
                        new Upgrade(connection), subprotocol(answered.headers()));
            }
        };
    }

    private static UpgradeDecision refused(
            SocketConnection connection, String requestId, int status, String message) {
        return new UpgradeDecision.Refused(
                GatewayAnswer.json(
                        status, MessageRouter.gatewayMessage(message, connection.id(), requestId)));
    }

    /** The one that {@code $connect} chose; AWS chooses none by itself. */
    private static @Nullable String subprotocol(JsonNode headers) {
        for (var field : headers.properties()) {
            if (field.getKey().equalsIgnoreCase("sec-websocket-protocol")) {
                return field.getValue().asText();
            }
        }
        return null;
    }

    private void disconnected(SocketConnection connection, SocketConnection.Ending ending) {
        workers.execute(
                () -> {
                    try {
                        Integration integration = api.routes().get(WebSocketApi.DISCONNECT);
                        if (integration != null) {
                            ObjectNode event =
                                    events.disconnectEvent(
                                            connection, ending, UUID.randomUUID().toString());
                            integrations.call(
                                    integration, new IntegrationCaller.Call(connection, event, ""));
                        }
                    } finally {
                        connections.remove(connection.id());
                        connection.ended().complete(null);
                    }
                });
    }

    /** Closes every connection with 1001 and waits some seconds for {@code $disconnect}. */
    @Override
    public void close() {
        CompletableFuture<?>[] ends =
                connections.values().stream()
                        .peek(connection -> connection.close(1001, "Going away"))
                        .map(SocketConnection::ended)
                        .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(ends).get(5, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("not every connection's $disconnect was done in time");
        }
        integrations.close();
    }

    /** A connection between its acceptance and its first frame. */
    private final class Upgrade implements UpgradedSocket {

        private final SocketConnection connection;
        private final SocketFrames frames;

        Upgrade(SocketConnection connection) {
            this.connection = connection;
            this.frames =
                    new SocketFrames(
                            connection,
                            limits,
                            router,
                            workers,
                            WebSocketEndpoint.this::disconnected);
        }

        @Override
        public ChannelHandler frameHandler() {
            return frames;
        }

        @Override
        public int frameBytes() {
            return limits.frameBytes();
        }

        @Override
        public void opened(Channel channel) {
            connections.put(connection.id(), connection);
            connection.open(channel);
            frames.opened(channel);
        }

        @Override
        public void lost() {
            // $connect has returned, so whoever it told must hear of the end.
            disconnected(connection, connection.closed());
        }
    }
}
