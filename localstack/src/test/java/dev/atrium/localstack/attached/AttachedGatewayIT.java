package dev.atrium.localstack.attached;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.localstack.api.LocalAws;
import dev.atrium.localstack.host.HostProcess;
import dev.atrium.localstack.scenario.Inbox;
import dev.atrium.localstack.scenario.ScenarioPlayer;
import dev.atrium.localstack.store.FreePort;
import dev.atrium.localstack.store.LocalDynamo;
import dev.atrium.localstack.store.LocalRedis;
import dev.atrium.schema.Tables;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Stores, a room host and the emulator, each started alone as {@code compose.yaml} does. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class AttachedGatewayIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir private Path folder;

    private final int dynamoPort = FreePort.find();
    private final int hostPort = FreePort.find();
    private final int port = FreePort.find();
    private final int invokePort = FreePort.find();

    /** Finds ports that are free. */
    AttachedGatewayIT() throws IOException {}

    private Map<String, String> environment(URI redis) {
        Map<String, String> environment =
                new HashMap<>(new LocalAws(LocalDynamo.uri(dynamoPort)).environment());
        environment.put("ATRIUM_TABLE_PREFIX", "given-");
        environment.put("ATRIUM_REDIS_PREFIX", "given:");
        environment.put("ATRIUM_REDIS_URI", redis.toString());
        environment.put("ATRIUM_ARCHIVE", folder.resolve("archive").toString());
        environment.put("ATRIUM_KEYS", folder.resolve("keys").toString());
        environment.put("ATRIUM_GATEWAY_ENDPOINT", "http://localhost:" + port + "/ws");
        environment.put("ATRIUM_GATEWAY_KEY", "hosts-and-gateway-of-this-test");
        environment.put("AWS_ENDPOINT_URL_LAMBDA", "http://127.0.0.1:" + invokePort);
        environment.put("ATRIUM_SEED_FUNCTION", "seeds");
        environment.put("ATRIUM_DIRECT_URL", "ws://localhost:" + hostPort + "/play");
        environment.put("ATRIUM_INTERNAL_URL", "http://127.0.0.1:" + hostPort);
        environment.put("ATRIUM_DRAIN_MS", "0");
        environment.put("ATRIUM_REHEARSAL_MS", "0");
        environment.put(AttachedOptions.PORT, Integer.toString(port));
        environment.put(AttachedOptions.INVOKE_PORT, Integer.toString(invokePort));
        environment.put(AttachedOptions.HOSTS, "http://127.0.0.1:" + hostPort);
        return environment;
    }

    @Test
    void aPlayerIsMatchedAndEntersOverStoresThatSomebodyElseHasStarted() throws Exception {
        try (LocalDynamo _ = LocalDynamo.start(dynamoPort, Optional.empty());
                DynamoDbClient client = new LocalAws(LocalDynamo.uri(dynamoPort)).dynamoDb();
                LocalRedis redis = LocalRedis.start(folder)) {
            LocalDynamo.createTables(client, "given-");
            Map<String, String> environment = environment(redis.uri());
            AttachedOptions options = AttachedOptions.parse(List.of(), environment);
            try (HostProcess host =
                            HostProcess.start(
                                    HostProcess.LAPTOP,
                                    hostPort,
                                    HostProcess.Program.ofBuild(),
                                    environment,
                                    folder.resolve("host.log"));
                    AttachedGateway _ = AttachedGateway.start(options, Path.of("web"))) {
                host.awaitReady();
                awaitLease(client);
                play();
            }
        }
    }

    private void play() {
        URI api = URI.create("http://localhost:" + port);
        URI socket = URI.create("ws://localhost:" + port + "/ws");
        try (HttpClient http = HttpClient.newHttpClient();
                ScenarioPlayer ann = ScenarioPlayer.join(http, api, socket, "Ann", "fox")) {
            ann.matchmake("arena.practice", 1, /* bots= */ true);
            Inbox.Received match = ann.awaitMatch(PATIENCE);
            try (Inbox room = ann.enter(match.data())) {
                assertEquals(
                        "arena.practice",
                        room.await("entered", PATIENCE).data().path("game").asText());
                assertTrue(room.await("state", PATIENCE).message().has("seq"));
            }
        }
    }

    private static void awaitLease(DynamoDbClient client) {
        DynamoDbEnhancedClient enhanced =
                DynamoDbEnhancedClient.builder().dynamoDbClient(client).build();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (Tables.HOSTS.in(enhanced, "given-").scan().items().stream().findAny().isEmpty()) {
            assertTrue(System.nanoTime() < end, "the host takes no lease");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
