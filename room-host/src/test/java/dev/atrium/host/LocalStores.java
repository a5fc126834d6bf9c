package dev.atrium.host;

import dev.atrium.catalog.Games;
import dev.atrium.emulator.Emulator;
import dev.atrium.room.RoomStatus;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.TableDefinition;
import dev.atrium.schema.Tables;

import redis.embedded.RedisServer;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real DynamoDB Local, or the {@link Emulator} in its place, and a real Redis for this JVM's
 * tests; started once, ended with it.
 */
public final class LocalStores {
    private static final Set<Integer> GIVEN_PORTS = ConcurrentHashMap.newKeySet();
    private static final LocalStores INSTANCE = start();

    private final URI dynamoUri;
    private final int redisPort;
    private final AtomicInteger deployments = new AtomicInteger();

    private LocalStores(URI dynamoUri, int redisPort) {
        this.dynamoUri = dynamoUri;
        this.redisPort = redisPort;
    }

    public static LocalStores get() {
        return INSTANCE;
    }

    private static LocalStores start() {
        try {
            Optional<URI> emulator = Emulator.endpoint();
            URI dynamo = emulator.isPresent() ? emulator.get() : startDynamo();
            int redisPort = freePort();
            RedisServer redis =
                    RedisServer.newRedisServer()
                            .port(redisPort)
                            .bind("127.0.0.1")
                            .setting("save \"\"")
                            .build();
            redis.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(redis)));
            LocalStores stores = new LocalStores(dynamo, redisPort);
            System.setProperty("aws.accessKeyId", "local");
            System.setProperty("aws.secretAccessKey", "local");
            System.setProperty("aws.region", "us-east-1");
            System.setProperty("aws.endpointUrl", stores.dynamoUri().toString());
            if (emulator.isPresent()) {
                // It may have seen other runs.
                stores.dropTables("test-");
            }
            stores.createTables("test-");
            return stores;
        } catch (Exception e) {
            throw new IllegalStateException("the stores do not start", e);
        }
    }

    private static URI startDynamo() throws Exception {
        int port = freePort();
        DynamoDBProxyServer dynamo =
                ServerRunner.createServerFromCommandLineArgs(
                        new String[] {
                            "-inMemory", "-port", Integer.toString(port), "-disableTelemetry"
                        });
        dynamo.start();
        return URI.create("http://127.0.0.1:" + port);
    }

    private void dropTables(String prefix) {
        try (DynamoDbClient client = client()) {
            client.listTablesPaginator().tableNames().stream()
                    .filter(name -> name.startsWith(prefix))
                    .forEach(
                            name -> {
                                client.deleteTable(table -> table.tableName(name));
                                client.waiter()
                                        .waitUntilTableNotExists(table -> table.tableName(name));
                            });
        }
    }

    private static void stop(RedisServer redis) {
        try {
            redis.stop();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Creates the tables of a deployment that is nobody else's: tests at the same time, those of
     * one class among them, would take each other's rooms, with other keys.
     *
     * @param name of lower-case letters
     * @return what to set for its hosts; changeable
     */
    public Map<String, String> newDeployment(String name) {
        String own = name + deployments.incrementAndGet();
        createTables(own + "-");
        return new HashMap<>(
                Map.of("ATRIUM_TABLE_PREFIX", own + "-", "ATRIUM_REDIS_PREFIX", own + ":"));
    }

    /** All tables of a deployment of that prefix. */
    public void createTables(String prefix) {
        try (DynamoDbClient client = client()) {
            for (TableDefinition<?> table : Tables.all()) {
                client.createTable(table.createRequest(prefix));
            }
            if (Emulator.endpoint().isPresent()) {
                // Elsewhere a table is not there the moment that it is made.
                for (TableDefinition<?> table : Tables.all()) {
                    String name = prefix + table.name();
                    client.waiter().waitUntilTableExists(request -> request.tableName(name));
                }
            }
        }
    }

    public URI dynamoUri() {
        return dynamoUri;
    }

    public String redisUri() {
        return "redis://127.0.0.1:" + redisPort;
    }

    public DynamoDbClient client() {
        return DynamoDbClient.builder()
                .endpointOverride(dynamoUri())
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("local", "local")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    /** A port that is free, and that no host of this JVM has had: its row would still be there. */
    public static int freePort() throws IOException {
        while (true) {
            // Below those of outgoing connections, one of which could take it before its server.
            int port = ThreadLocalRandom.current().nextInt(12_000, 19_000);
            try (ServerSocket socket = new ServerSocket(port)) {
                if (GIVEN_PORTS.add(port)) {
                    return socket.getLocalPort();
                }
            } catch (BindException e) {
                // Somebody has that one.
            }
        }
    }

    /** A room's row as matchmaking writes it, for that owner to open. */
    public static RoomRow placed(String roomId, String owner, String seats) {
        return placed(roomId, "arena.blitz", owner, seats);
    }

    static RoomRow placed(String roomId, String game, String owner, String seats) {
        int rulesVersion =
                Games.all().newest(game).map(known -> known.info().rulesVersion()).orElse(1);
        return new RoomRow(
                roomId,
                game,
                rulesVersion,
                RoomStatus.PLACED,
                owner,
                0,
                seats,
                System.currentTimeMillis(),
                0,
                null,
                null,
                0);
    }
}
