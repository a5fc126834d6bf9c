package dev.atrium.localstack.gateway;

import dev.atrium.localstack.gateway.api.HttpApi;
import dev.atrium.localstack.gateway.api.WebSocketApi;
import dev.atrium.localstack.gateway.assets.StaticSite;
import dev.atrium.localstack.gateway.http.HttpApiEndpoint;
import dev.atrium.localstack.gateway.server.GatewayAnswer;
import dev.atrium.localstack.gateway.server.GatewayRequest;
import dev.atrium.localstack.gateway.server.GatewayServer;
import dev.atrium.localstack.gateway.server.GatewayService;
import dev.atrium.localstack.gateway.server.UpgradeDecision;
import dev.atrium.localstack.gateway.socket.ConnectionsEndpoint;
import dev.atrium.localstack.gateway.socket.WebSocketEndpoint;

import org.jspecify.annotations.Nullable;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** API Gateway on this machine. */
public final class GatewayEmulator implements AutoCloseable {

    private final GatewayServer server;
    private final WebSocketEndpoint sockets;
    private final ExecutorService workers;
    private final String host;
    private final String stage;

    private GatewayEmulator(
            GatewayServer server,
            WebSocketEndpoint sockets,
            ExecutorService workers,
            String host,
            String stage) {
        this.server = server;
        this.sockets = sockets;
        this.workers = workers;
        this.host = host;
        this.stage = stage;
    }

    /**
     * Starts to serve both APIs.
     *
     * @param site the web client's files; null for none
     * @throws dev.atrium.localstack.gateway.server.PortInUseException if somebody else has the port
     */
    public static GatewayEmulator start(
            GatewaySettings settings,
            HttpApi httpApi,
            WebSocketApi webSocketApi,
            @Nullable StaticSite site) {
        // As many threads as there are requests; sockets and concurrency of functions bound those.
        ExecutorService workers =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("gateway-", 0).factory());
        WebSocketEndpoint sockets =
                new WebSocketEndpoint(
                        webSocketApi,
                        settings.limits().socket(),
                        settings.accountId(),
                        settings.region(),
                        workers);
        HttpApiEndpoint http =
                new HttpApiEndpoint(
                        httpApi,
                        settings.limits().http(),
                        settings.accountId(),
                        settings.region(),
                        request -> site == null ? Optional.empty() : site.find(request));
        Router router =
                new Router(http, sockets, new ConnectionsEndpoint(sockets, settings.accessKeyId()));
        try {
            GatewayServer server =
                    GatewayServer.start(
                            new InetSocketAddress(settings.address(), settings.port()),
                            settings.limits(),
                            router,
                            workers);
            return new GatewayEmulator(
                    server, sockets, workers, settings.host(), webSocketApi.stage());
        } catch (RuntimeException notStarted) {
            sockets.close();
            workers.shutdownNow();
            throw notStarted;
        }
    }

    /** The port that is served. */
    public int port() {
        return server.port();
    }

    /** Where the HTTP API and the web client are: {@code http://localhost:8080}. */
    public String httpUrl() {
        return "http://" + host + ":" + port();
    }

    /** Where the WebSocket API is: {@code ws://localhost:8080/ws}. */
    public String socketUrl() {
        return "ws://" + host + ":" + port() + "/" + stage;
    }

    /** The endpoint of {@code @connections} for AWS's SDK: {@code http://localhost:8080/ws}. */
    public String connectionsUrl() {
        return httpUrl() + "/" + stage;
    }

    /** Closes every socket with 1001, tells {@code $disconnect}, and ends all threads. */
    @Override
    public void close() {
        server.stopListening();
        sockets.close();
        server.close();
        workers.shutdownNow();
        try {
            workers.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Which of the APIs a path belongs to. */
    private record Router(
            HttpApiEndpoint http, WebSocketEndpoint sockets, ConnectionsEndpoint connections)
            implements GatewayService {

        @Override
        public boolean isSocketPath(String encodedPath) {
            return sockets.isStage(encodedPath);
        }

        @Override
        public GatewayAnswer answer(GatewayRequest request) {
            String path = request.decodedPath();
            if (path != null && connections.isFor(path)) {
                return connections.answer(request);
            }
            if (sockets.isStage(request.encodedPath())) {
                return GatewayAnswer.message(426, "Upgrade Required").with("upgrade", "websocket");
            }
            return http.answer(request);
        }

        @Override
        public UpgradeDecision upgrade(GatewayRequest request) {
            return sockets.upgrade(request);
        }
    }
}
