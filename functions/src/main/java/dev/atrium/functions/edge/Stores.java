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

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * DynamoDB and Redis as the functions use them: blocking, connected when first used. Thread-safe.
 */
public final class Stores implements AutoCloseable {
    /** A player waits for the answer; what takes longer is answered with {@code unavailable}. */
    private static final Duration REDIS_TIMEOUT = Duration.ofSeconds(2);

    private final Once<DynamoDbEnhancedClient> dynamo;
    private final Once<Map<TableDefinition<?>, DynamoDbTable<?>>> tables;
    private final Once<RedisClient> redisClient;
    private final Once<StatefulRedisConnection<String, String>> redis;
    private final RedisKeys keys;

    /** Stores of that deployment; the client remains its maker's to close. */
    public Stores(FunctionConfig config, Supplier<DynamoDbClient> dynamoClient) {
        dynamo =
                new Once<>(
                        () ->
                                DynamoDbEnhancedClient.builder()
                                        .dynamoDbClient(dynamoClient.get())
                                        .build());
        tables = new Once<>(() -> tablesOf(dynamo.get(), config.tablePrefix()));
        redisClient = new Once<>(() -> client(config));
        redis = new Once<>(() -> redisClient.get().connect());
        keys = new RedisKeys(config.redisPrefix());
    }

    /** For transactions over several tables. */
    public DynamoDbEnhancedClient dynamo() {
        return dynamo.get();
    }

    /** One of {@link Tables#all}. */
    @SuppressWarnings("unchecked") // tablesOf puts every table under its own definition.
    public <T> DynamoDbTable<T> table(TableDefinition<T> definition) {
        DynamoDbTable<?> table = tables.get().get(definition);
        if (table == null) {
            throw new IllegalArgumentException(definition.name() + " is none of Tables.all()");
        }
        return (DynamoDbTable<T>) table;
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

    /** The names of Redis's keys. */
    public RedisKeys keys() {
        return keys;
    }

    /** Disconnects from Redis. */
    @Override
    public void close() {
        redisClient.made().ifPresent(RedisClient::shutdown);
    }

    private static Map<TableDefinition<?>, DynamoDbTable<?>> tablesOf(
            DynamoDbEnhancedClient client, String prefix) {
        return Tables.all().stream().collect(Collectors.toMap(t -> t, t -> t.in(client, prefix)));
    }

    private static RedisClient client(FunctionConfig config) {
        RedisURI uri = RedisURI.create(config.redisUri());
        uri.setTimeout(REDIS_TIMEOUT);
        RedisClient client = RedisClient.create(uri);
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
