package dev.atrium.functions.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.atrium.wire.Json;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The {@code @connections} side of API Gateway for tests: takes posts and keeps them. */
public final class LocalGateway implements AutoCloseable {
    private static final String PREFIX = "/live/@connections/";
    private static final long MEET_S = 5;

    private final HttpServer server;
    private final Map<String, List<JsonNode>> posts = new ConcurrentHashMap<>();
    private final Set<String> gone = ConcurrentHashMap.newKeySet();
    private final ExecutorService handlers = Executors.newVirtualThreadPerTaskExecutor();
    private volatile int failure;
    private volatile @Nullable CyclicBarrier meeting;

    private LocalGateway(HttpServer server) {
        this.server = server;
    }

    /** Listens on a free port. */
    public static LocalGateway start() {
        try {
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            LocalGateway gateway = new LocalGateway(server);
            server.createContext(PREFIX, gateway::take);
            server.setExecutor(gateway.handlers);
            server.start();
            return gateway;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/live");
    }

    /** The real client, pointed here. */
    public ApiGatewayManagementApiClient client() {
        return ApiGatewayManagementApiClient.builder()
                .endpointOverride(endpoint())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "t")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    /** Whether that connection is no more: it hung up, or was closed. */
    public boolean isGone(String connectionId) {
        return gone.contains(connectionId);
    }

    /** From now on that connection is no more. */
    public void hangUp(String connectionId) {
        gone.add(connectionId);
    }

    /** It is there again. */
    public void pickUp(String connectionId) {
        gone.remove(connectionId);
    }

    /** From now on every post gets that status. */
    public void failWith(int httpStatus) {
        failure = httpStatus;
    }

    /** From now on so many posts at a time wait for each other; one that waits in vain fails. */
    public void letMeet(int posts) {
        meeting = new CyclicBarrier(posts);
    }

    /** Everything posted to that connection so far. */
    public List<JsonNode> posts(String connectionId) {
        return List.copyOf(posts.getOrDefault(connectionId, List.of()));
    }

    @Override
    public void close() {
        server.stop(0);
        handlers.close();
    }

    private boolean meets() {
        CyclicBarrier all = meeting;
        try {
            return all == null || all.await(MEET_S, TimeUnit.SECONDS) >= 0;
        } catch (BrokenBarrierException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String connectionId =
                    URLDecoder.decode(
                            exchange.getRequestURI().getRawPath().substring(PREFIX.length()),
                            StandardCharsets.UTF_8);
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (!meets()) {
                exchange.sendResponseHeaders(500, -1);
            } else if (failure != 0) {
                exchange.sendResponseHeaders(failure, -1);
            } else if (gone.contains(connectionId)) {
                exchange.getResponseHeaders().add("x-amzn-ErrorType", "GoneException");
                exchange.sendResponseHeaders(410, -1);
            } else if (exchange.getRequestMethod().equals("DELETE")) {
                gone.add(connectionId);
                exchange.sendResponseHeaders(204, -1);
            } else {
                posts.computeIfAbsent(connectionId, id -> new CopyOnWriteArrayList<>())
                        .add(Json.mapper().readTree(body));
                exchange.sendResponseHeaders(200, -1);
            }
        }
    }
}
