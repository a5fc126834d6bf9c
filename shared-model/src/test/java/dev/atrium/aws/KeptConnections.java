package dev.atrium.aws;

import com.sun.net.httpserver.HttpServer;

import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * A process of its own, since the JDK reads once how many connections it keeps: posts as many times
 * at once as it is told, three times over, and ends with how many connections that took.
 */
public final class KeptConnections {
    private static final int ROUNDS = 3;

    private KeptConnections() {}

    /** One argument: how many at once. */
    public static void main(String[] args) throws Exception {
        int atOnce = Integer.parseInt(args[0]);
        CyclicBarrier all = new CyclicBarrier(atOnce);
        Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            server.setExecutor(threads);
            server.createContext(
                    "/",
                    exchange -> {
                        try (exchange) {
                            connections.add(exchange.getRemoteAddress());
                            exchange.getRequestBody().readAllBytes();
                            all.await(10, TimeUnit.SECONDS);
                            exchange.sendResponseHeaders(200, -1);
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    });
            server.start();
            SdkHttpRequest request =
                    SdkHttpRequest.builder()
                            .method(SdkHttpMethod.POST)
                            .uri(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                            .build();
            try (SdkHttpClient client = AwsHttp.client()) {
                for (int round = 0; round < ROUNDS; round++) {
                    List<Future<Integer>> posts = new ArrayList<>();
                    for (int i = 0; i < atOnce; i++) {
                        posts.add(threads.submit(() -> status(client, request)));
                    }
                    for (Future<Integer> post : posts) {
                        if (post.get(20, TimeUnit.SECONDS) != 200) {
                            throw new IllegalStateException("a post was refused");
                        }
                    }
                }
            }
            server.stop(0);
        }
        System.exit(connections.size());
    }

    private static int status(SdkHttpClient client, SdkHttpRequest request) throws Exception {
        return client.prepareRequest(HttpExecuteRequest.builder().request(request).build())
                .call()
                .httpResponse()
                .statusCode();
    }
}
