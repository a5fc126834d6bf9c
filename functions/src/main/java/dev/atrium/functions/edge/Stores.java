package dev.atrium.functions.edge;

import dev.atrium.schema.RedisKeys;
import dev.atrium.schema.TableDefinition;
import dev.atrium.schema.Tables;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.netty.resolver.DefaultAddressResolverGroup;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * DynamoDB and Redis as the functions use them: blocking, connected when first used. Thread-safe.
 */
public final class Stores implements AutoCloseable {
    /** A player waits for the answer; what takes longer is answered with {@code unavailable}. */
    static final Duration REDIS_TIMEOUT = Duration.ofSeconds(2);

    private static final RedisCodec<String, byte[]> TEXT_TO_BYTES =
            RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

    private final Once<DynamoDbEnhancedClient> dynamo;
    private final Map<TableDefinition<?>, DynamoDbTable<?>> tables = new ConcurrentHashMap<>();
    private final String tablePrefix;
    private final Once<ClientResources> redisResources;
    private final Once<RedisClient> redisClient;
    private final Once<StatefulRedisConnection<String, String>> redis;
    private final Once<StatefulRedisConnection<String, byte[]>> redisBytes;
    private final RedisKeys keys;

    /** Stores of that deployment; the client remains its maker's to close. */
    public Stores(FunctionConfig config, Supplier<DynamoDbClient> dynamoClient) {
        dynamo =
                new Once<>(
                        () ->
                                DynamoDbEnhancedClient.builder()
                                        .dynamoDbClient(dynamoClient.get())
                                        .build());
        tablePrefix = config.tablePrefix();
        redisResources = new Once<>(Stores::resources);
        redisClient = new Once<>(() -> client(config, redisResources.get()));
        redis = new Once<>(() -> redisClient.get().connect());
        redisBytes = new Once<>(() -> redisClient.get().connect(TEXT_TO_BYTES));
        keys = new RedisKeys(config.redisPrefix());
    }

    /** For transactions over several tables. */
    public DynamoDbEnhancedClient dynamo() {
        return dynamo.get();
    }

    /** One of {@link Tables#all}; its schema is made when it is first wanted. */
    @SuppressWarnings("unchecked") // Every table is put under its own definition.
    public <T> DynamoDbTable<T> table(TableDefinition<T> definition) {
        return (DynamoDbTable<T>) tables.computeIfAbsent(definition, this::made);
    }

    private DynamoDbTable<?> made(TableDefinition<?> definition) {
        if (!Tables.all().contains(definition)) {
            throw new IllegalArgumentException(definition.name() + " is none of Tables.all()");
        }
        return definition.in(dynamo.get(), tablePrefix);
    }

    /**
     * The row of that key in a table of {@link Tables#all} whose key is one string, as it stands.
     */
    public <T> Optional<T> find(TableDefinition<T> definition, String key) {
        return Optional.ofNullable(
                table(definition)
                        .getItem(get -> get.key(k -> k.partitionValue(key)).consistentRead(true)));
    }

    /**
     * Redis's commands.
     *
     * @throws io.lettuce.core.RedisException if it cannot be reached
     */
    public RedisCommands<String, String> redis() {
        return redis.get().sync();
    }

    /**
     * Redis for values that are bytes.
     *
     * @throws io.lettuce.core.RedisException if it cannot be reached
     */
    StatefulRedisConnection<String, byte[]> redisBytes() {
        return redisBytes.get();
    }

    /** The names of Redis's keys. */
    public RedisKeys keys() {
        return keys;
    }

    /** Disconnects from Redis, until somebody wants it again; no command may be under way. */
    void disconnect() {
        var _ = redis.forget();
        var _ = redisBytes.forget();
        redisClient.forget().ifPresent(client -> client.shutdown(Duration.ZERO, REDIS_TIMEOUT));
        redisResources
                .forget()
                .ifPresent(
                        threads ->
                                threads.shutdown(0, REDIS_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                                        .awaitUninterruptibly(REDIS_TIMEOUT.toMillis()));
    }

    /** Disconnects from Redis. */
    @Override
    public void close() {
        disconnect();
    }

    /**
     * The JDK resolves names: the library's own resolver is one for the process, and forgets
     * nothing once the threads have ended that it was first used on.
     */
    private static ClientResources resources() {
        return ClientResources.builder()
                .addressResolverGroup(DefaultAddressResolverGroup.INSTANCE)
                .build();
    }

    private static RedisClient client(FunctionConfig config, ClientResources resources) {
        RedisURI uri = RedisURI.create(config.redisUri());
        uri.setTimeout(REDIS_TIMEOUT);
        RedisClient client = RedisClient.create(resources, uri);
        // While disconnected a command fails at once: a queue would only hide the wait.
        client.setOptions(
                ClientOptions.builder()
                        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                        .socketOptions(
                                SocketOptions.builder().connectTimeout(REDIS_TIMEOUT).build())
                        .build());
        return client;
    }
}
