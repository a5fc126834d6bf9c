package dev.atrium.functions.edge;

import dev.atrium.schema.RedisKeys;
import dev.atrium.schema.TableDefinition;
import dev.atrium.schema.Tables;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;

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
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Real stores for tests: a DynamoDB Local of its own in this JVM, with every table, and keys of its
 * own in a Redis server that starts with the first instance and lives as long as the JVM. So tests
 * do not see each other's data, and none is slow for what others wrote: DynamoDB Local is the
 * slower the more it was ever told, dropped tables included.
 */
public final class LocalStores implements AutoCloseable {
    /** Long enough for a machine under load; nothing here waits longer. */
    private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(10);

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

        private static RedisURI startRedis() {
            int port = freePort();
            try {
                RedisServer server =
                        RedisServer.newRedisServer()
                                .port(port)
                                .bind("127.0.0.1")
                                .setting("save \"\"")
                                .setting("appendonly no")
                                .build();
                server.start();
                Runtime.getRuntime()
                        .addShutdownHook(
                                new Thread(
                                        () -> {
                                            try {
                                                server.stop();
                                            } catch (IOException e) {
                                                throw new UncheckedIOException(e);
                                            }
                                        }));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return RedisURI.builder()
                    .withHost("127.0.0.1")
                    .withPort(port)
                    .withTimeout(COMMAND_TIMEOUT)
                    .build();
        }

        private static int freePort() {
            try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return probe.getLocalPort();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
