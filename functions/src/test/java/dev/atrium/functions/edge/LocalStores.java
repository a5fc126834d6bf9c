package dev.atrium.functions.edge;

import dev.atrium.schema.RedisKeys;
import dev.atrium.schema.TableDefinition;
import dev.atrium.schema.Tables;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.SlotHash;

import redis.embedded.RedisServer;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Real stores for tests: a DynamoDB Local of its own in this JVM, with every table, and keys of its
 * own in a Redis server that starts with the first instance and lives as long as the JVM. So tests
 * do not see each other's data, and none is slow for what others wrote: DynamoDB Local is the
 * slower the more it was ever told, dropped tables included.
 */
public final class LocalStores implements AutoCloseable {
    /** Long enough for a machine under load; nothing here waits longer. */
    private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(10);

    private static final long READY_LOOK_NANOS = 10_000_000;
    private static final int PORT_MIN = 10_100;

    /** Nodes of a cluster talk on the port that is so much higher. */
    private static final int BUS_OFFSET = 10_000;

    private static final int PORTS_TRIED_MAX = 100;

    private static final AtomicInteger INSTANCES = new AtomicInteger();

    private final String tablePrefix;
    private final String redisPrefix;
    private final AmazonDynamoDBLocal local;
    private final DynamoDbClient dynamo;
    private final DynamoDbEnhancedClient enhanced;

    private LocalStores(String name) {
        // With true it neither reports to anybody nor leaves a file behind.
        local = DynamoDBEmbedded.create(true);
        dynamo = local.dynamoDbClient();
        tablePrefix = "test-" + name + "-";
        redisPrefix = "test:" + name + ":";
        enhanced = DynamoDbEnhancedClient.builder().dynamoDbClient(dynamo).build();
    }

    /** Fresh tables and fresh keys. */
    public static LocalStores open() {
        LocalStores stores = new LocalStores(Integer.toString(INSTANCES.incrementAndGet()));
        for (TableDefinition<?> table : Tables.all()) {
            stores.dynamo().createTable(table.createRequest(stores.tablePrefix));
        }
        return stores;
    }

    /** The client of DynamoDB Local; not to be closed. */
    public DynamoDbClient dynamo() {
        return dynamo;
    }

    /** The streams of DynamoDB Local; not to be closed. */
    public DynamoDbStreamsClient streams() {
        return local.dynamoDbStreamsClient();
    }

    /** The Enhanced Client over {@link #dynamo}. */
    public DynamoDbEnhancedClient enhanced() {
        return enhanced;
    }

    /** A table of this instance. */
    public <T> DynamoDbTable<T> table(TableDefinition<T> table) {
        return table.in(enhanced, tablePrefix);
    }

    /** Before the names of this instance's tables. */
    public String tablePrefix() {
        return tablePrefix;
    }

    /** Before this instance's keys. */
    public String redisPrefix() {
        return redisPrefix;
    }

    /** This instance's keys. */
    public RedisKeys keys() {
        return new RedisKeys(redisPrefix);
    }

    /** Where Redis listens. */
    public URI redisUri() {
        return Servers.REDIS_URI.toURI();
    }

    /** Where the Redis of this JVM listens, for who needs no tables; it starts if none runs. */
    public static URI sharedRedis() {
        return Servers.REDIS_URI.toURI();
    }

    /** A connection that all instances share; not to be closed. */
    public StatefulRedisConnection<String, String> redis() {
        return Servers.REDIS;
    }

    /** Ends its DynamoDB Local; its keys stay until Redis ends. */
    @Override
    public void close() {
        local.shutdownNow();
    }

    /** Started once, by the first use. */
    private static final class Servers {
        static final RedisURI REDIS_URI = startRedis();
        static final StatefulRedisConnection<String, String> REDIS =
                RedisClient.create(REDIS_URI).connect();

        private Servers() {}

        /**
         * One node that has all slots of a cluster: it refuses a script whose keys lie in several,
         * as a deployment's would.
         */
        private static RedisURI startRedis() {
            int port = freePort();
            try {
                Path folder = Files.createTempDirectory("atrium-redis");
                RedisServer server =
                        RedisServer.newRedisServer()
                                .port(port)
                                .bind("127.0.0.1")
                                .setting("save \"\"")
                                .setting("appendonly no")
                                .setting("cluster-enabled yes")
                                .setting("dir " + folder)
                                .build();
                server.start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            RedisURI uri =
                    RedisURI.builder()
                            .withHost("127.0.0.1")
                            .withPort(port)
                            .withTimeout(COMMAND_TIMEOUT)
                            .build();
            takeAllSlots(uri);
            return uri;
        }

        private static void stop(RedisServer server) {
            try {
                server.stop();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void takeAllSlots(RedisURI uri) {
            try (RedisClient client = RedisClient.create(uri);
                    StatefulRedisConnection<String, String> node = client.connect()) {
                node.sync().clusterAddSlots(IntStream.range(0, SlotHash.SLOT_COUNT).toArray());
                long end = System.nanoTime() + COMMAND_TIMEOUT.toNanos();
                while (!node.sync().clusterInfo().contains("cluster_state:ok")) {
                    if (System.nanoTime() > end) {
                        throw new IllegalStateException("a cluster of one node is not ready");
                    }
                    LockSupport.parkNanos(READY_LOOK_NANOS);
                }
            }
        }

        /** Below those of outgoing connections, and with room for the bus of the cluster. */
        private static int freePort() {
            for (int i = 0; i < PORTS_TRIED_MAX; i++) {
                int port = ThreadLocalRandom.current().nextInt(PORT_MIN, PORT_MIN + BUS_OFFSET);
                if (isFree(port) && isFree(port + BUS_OFFSET)) {
                    return port;
                }
            }
            throw new IllegalStateException("no two ports are free");
        }

        private static boolean isFree(int port) {
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return probe.isBound();
            } catch (IOException e) {
                return false;
            }
        }
    }
}
