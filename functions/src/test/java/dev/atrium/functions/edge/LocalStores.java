package dev.atrium.functions.edge;

import dev.atrium.aws.AwsHttp;
import dev.atrium.emulator.Emulator;
import dev.atrium.rights.RightsProxy;
import dev.atrium.schema.RedisKeys;
import dev.atrium.schema.RedisShards;
import dev.atrium.schema.TableDefinition;
import dev.atrium.schema.Tables;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Real stores for tests: a DynamoDB Local of its own in this JVM, with every table, and keys of its
 * own in a Redis server that starts with the first instance and lives as long as the JVM. So tests
 * do not see each other's data, and none is slow for what others wrote: DynamoDB Local is the
 * slower the more it was ever told, dropped tables included. Where there is an {@link Emulator} it
 * takes DynamoDB Local's place, with tables of each instance that are dropped with it.
 */
public final class LocalStores implements AutoCloseable {
    /** Long enough for a machine under load; nothing here waits longer. */
    private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(10);

    /** One node that has all slots, unless a run of the tests asks for more. */
    private static final int SHARDS = Integer.getInteger("atrium.test.shards", 1);

    private static final AtomicInteger INSTANCES = new AtomicInteger();

    private static final String RUN =
            Emulator.endpoint().isPresent() ? Long.toString(System.nanoTime(), 36) + "-" : "";

    private final String tablePrefix;
    private final String redisPrefix;
    private final Optional<AmazonDynamoDBLocal> local;
    private final DynamoDbClient dynamo;
    private final DynamoDbStreamsClient streams;
    private final DynamoDbEnhancedClient enhanced;

    private LocalStores(String name) {
        Optional<URI> emulator = Emulator.endpoint();
        // With true it neither reports to anybody nor leaves a file behind.
        local =
                emulator.isPresent()
                        ? Optional.empty()
                        : Optional.of(DynamoDBEmbedded.create(true));
        // What an emulator's client asks is heard by the SDK itself.
        dynamo =
                emulator.map(at -> at(at, DynamoDbClient.builder()).build())
                        .orElseGet(
                                () ->
                                        RightsProxy.over(
                                                DynamoDbClient.class,
                                                local.orElseThrow().dynamoDbClient()));
        streams =
                emulator.map(at -> at(at, DynamoDbStreamsClient.builder()).build())
                        .orElseGet(() -> local.orElseThrow().dynamoDbStreamsClient());
        tablePrefix = "test-" + name + "-";
        redisPrefix = "test:" + name + ":";
        enhanced = DynamoDbEnhancedClient.builder().dynamoDbClient(dynamo).build();
    }

    private static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B at(
            URI emulator, B builder) {
        return builder.endpointOverride(emulator)
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("local", "local")))
                .httpClient(AwsHttp.client());
    }

    /** Fresh tables and fresh keys, also on an emulator that has seen other runs. */
    public static LocalStores open() {
        LocalStores stores = new LocalStores(RUN + INSTANCES.incrementAndGet());
        for (TableDefinition<?> table : Tables.all()) {
            stores.dynamo().createTable(table.createRequest(stores.tablePrefix));
        }
        if (stores.local.isEmpty()) {
            stores.awaitTables();
        }
        return stores;
    }

    /** Elsewhere a table is not there the moment that it is made; a waiter gives up by itself. */
    private void awaitTables() {
        try (DynamoDbWaiter waiter = dynamo.waiter()) {
            for (TableDefinition<?> table : Tables.all()) {
                waiter.waitUntilTableExists(t -> t.tableName(tablePrefix + table.name()));
            }
        }
    }

    /** The client of DynamoDB; not to be closed. */
    public DynamoDbClient dynamo() {
        return dynamo;
    }

    /** The streams of DynamoDB; not to be closed. */
    public DynamoDbStreamsClient streams() {
        return streams;
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

    /** Whether clients must know of several shards, as {@code ATRIUM_REDIS_CLUSTER}. */
    public static String redisCluster() {
        return SHARDS > 1 ? "1" : "0";
    }

    /** Where the Redis of this JVM listens, for who needs no tables; it starts if none runs. */
    public static URI sharedRedis() {
        return Servers.REDIS_URI.toURI();
    }

    /** The commands of a connection that all instances share. */
    public RedisClusterCommands<String, String> redis() {
        return Servers.REDIS;
    }

    /** Ends its DynamoDB Local, or drops its tables; its keys stay until Redis ends. */
    @Override
    public void close() {
        if (local.isPresent()) {
            local.get().shutdownNow();
            return;
        }
        for (TableDefinition<?> table : Tables.all()) {
            dynamo.deleteTable(request -> request.tableName(tablePrefix + table.name()));
        }
        dynamo.close();
        streams.close();
    }

    /** Started once, by the first use. */
    private static final class Servers {
        static final RedisURI REDIS_URI = startRedis();
        static final RedisClusterCommands<String, String> REDIS = connect();

        private Servers() {}

        /** A cluster also if it is one node: that too refuses a script on keys of several slots. */
        private static RedisURI startRedis() {
            return RedisURI.builder()
                    .withHost("127.0.0.1")
                    .withPort(RedisShards.start(SHARDS).port(0))
                    .withTimeout(COMMAND_TIMEOUT)
                    .build();
        }

        private static RedisClusterCommands<String, String> connect() {
            return SHARDS > 1
                    ? RedisClusterClient.create(REDIS_URI).connect().sync()
                    : RedisClient.create(REDIS_URI).connect().sync();
        }
    }
}
