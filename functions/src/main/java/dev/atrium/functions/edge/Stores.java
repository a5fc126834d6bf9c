package dev.atrium.functions.edge;

import dev.atrium.functions.redis.BucketCommands;
import dev.atrium.functions.redis.FunctionRedis;
import dev.atrium.functions.redis.OneTime;
import dev.atrium.schema.RedisKeys;
import dev.atrium.schema.TableDefinition;
import dev.atrium.schema.Tables;

import io.lettuce.core.cluster.api.sync.RedisClusterCommands;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * DynamoDB and Redis as the functions use them: blocking, connected when first used. Thread-safe.
 */
public final class Stores implements AutoCloseable {
    /** A player waits for the answer; what takes longer is answered with {@code unavailable}. */
    static final Duration REDIS_TIMEOUT = Duration.ofSeconds(2);

    private final Once<DynamoDbEnhancedClient> dynamo;
    private final Map<TableDefinition<?>, DynamoDbTable<?>> tables = new ConcurrentHashMap<>();
    private final String tablePrefix;
    private final Once<FunctionRedis> redis;
    private final RedisKeys keys;

    /**
     * Stores of that deployment; the client remains its maker's to close.
     *
     * @param beforeRedis makes of its client the one that is asked
     */
    Stores(
            FunctionConfig config,
            Supplier<DynamoDbClient> dynamoClient,
            UnaryOperator<FunctionRedis> beforeRedis) {
        dynamo =
                new Once<>(
                        () ->
                                DynamoDbEnhancedClient.builder()
                                        .dynamoDbClient(dynamoClient.get())
                                        .build());
        tablePrefix = config.tablePrefix();
        redis =
                new Once<>(
                        () ->
                                beforeRedis.apply(
                                        FunctionRedis.of(
                                                config.redisUri(),
                                                config.redisCluster(),
                                                REDIS_TIMEOUT)));
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
    public RedisClusterCommands<String, String> redis() {
        return redis.get().commands();
    }

    /**
     * Redis for those who count.
     *
     * @throws io.lettuce.core.RedisException if it cannot be reached
     */
    BucketCommands<String> bucketCommands() {
        return BucketCommands.over(redis.get().connection());
    }

    /**
     * What may happen once.
     *
     * @throws io.lettuce.core.RedisException if it cannot be reached
     */
    OneTime oneTime() {
        return new OneTime(redis.get().connection());
    }

    /** The names of Redis's keys. */
    public RedisKeys keys() {
        return keys;
    }

    /** Disconnects from Redis, until somebody wants it again; no command may be under way. */
    void disconnect() {
        redis.forget().ifPresent(FunctionRedis::disconnect);
    }

    /** Disconnects from Redis. */
    @Override
    public void close() {
        disconnect();
    }
}
