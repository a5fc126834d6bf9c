package dev.atrium.localstack.image;

import dev.atrium.localstack.api.LocalAws;
import dev.atrium.localstack.store.FreePort;
import dev.atrium.localstack.store.LocalDynamo;
import dev.atrium.localstack.store.LocalRedis;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What a room host of an image finds when it is started to be looked at. One thread's. */
final class HostStores implements AutoCloseable {
    private static final long TIMEOUT_MS = 60_000;
    private static final long POLL_MS = 5;

    private final HttpClient http = HttpClient.newHttpClient();
    private final LocalAws aws;
    private final LocalRedis redis;
    private final LocalDynamo dynamo;

    /**
     * Starts Redis and DynamoDB Local, with the tables.
     *
     * @param folder for their files; must exist
     */
    HostStores(Path folder) throws IOException {
        int port = FreePort.find();
        aws = new LocalAws(LocalDynamo.uri(port));
        redis = LocalRedis.start(folder);
        dynamo = LocalDynamo.start(port, Optional.empty());
        try (DynamoDbClient client = aws.dynamoDb()) {
            LocalDynamo.createTables(client, "atrium-");
        }
    }

    /**
     * The variables of a host.
     *
     * @param home which it may write to
     * @param port of its sockets
     * @param operators the operators' port
     */
    Map<String, String> environment(String home, int port, int operators) {
        Map<String, String> environment = new HashMap<>(aws.environment());
        environment.put("ATRIUM_REDIS_URI", redis.uri().toString());
        environment.put("ATRIUM_GATEWAY_KEY", "a-key-for-checks-only");
        environment.put("ATRIUM_ARCHIVE", home + "/archive");
        environment.put("ATRIUM_KEYS", home + "/keys");
        environment.put("ATRIUM_DRAIN_MS", "0");
        environment.put("ATRIUM_REHEARSAL_MS", "0");
        // Of this machine the JVM sees all memory; a task has so much.
        environment.put("JDK_JAVA_OPTIONS", "-XX:MaxRAM=4g");
        environment.put("ATRIUM_PORT", Integer.toString(port));
        environment.put("ATRIUM_OPERATOR_PORT", Integer.toString(operators));
        environment.put("ATRIUM_DIRECT_URL", "ws://127.0.0.1:" + port + "/play");
        environment.put("ATRIUM_INTERNAL_URL", "http://127.0.0.1:" + port);
        return environment;
    }

    /**
     * Waits until a host is ready.
     *
     * @param operators its operators' port
     * @param log what it says
     * @throws IllegalStateException if it ends, or is not ready in time
     */
    void awaitReady(Process process, int operators, Path log)
            throws IOException, InterruptedException {
        HttpRequest question =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + operators + "/ready"))
                        .timeout(Duration.ofSeconds(2))
                        .build();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TIMEOUT_MS);
        while (!isReady(question)) {
            if (process.waitFor(POLL_MS, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                throw new IllegalStateException("it does not start: " + Files.readString(log));
            }
        }
    }

    private boolean isReady(HttpRequest question) throws InterruptedException {
        try {
            return http.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        dynamo.close();
        redis.close();
    }
}
