package dev.atrium.host.redis;

import io.lettuce.core.RedisURI;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.resource.ClientResources;

import java.time.Duration;

/**
 * A cluster of Redis: a connection to each shard that is asked for something. Which shard has which
 * slots is asked at the start, then now and again, and at once when a shard says that it has moved
 * or cannot be reached. Commands to a shard that is not connected wait for it up to their timeout;
 * the others are not concerned. Thread-safe.
 */
public final class RedisCluster<K, V> implements AutoCloseable {
    /** Where nothing else shows that a slot has moved. */
    private static final Duration REFRESH_PERIOD = Duration.ofSeconds(30);

    /** Those who find out at once ask once within it; rooms wait for it. */
    private static final Duration REFRESH_AT_MOST_EVERY = Duration.ofMillis(250);

    private final RedisClusterClient client;
    private final StatefulRedisClusterConnection<K, V> connection;

    private RedisCluster(
            RedisClusterClient client, StatefulRedisClusterConnection<K, V> connection) {
        this.client = client;
        this.connection = connection;
    }

    /**
     * Connects to a cluster. Blocking.
     *
     * @param resources remain the caller's to end
     * @param address of any node, or of all; its timeout is that of each command
     * @throws io.lettuce.core.RedisException if it cannot be reached
     */
    public static <K, V> RedisCluster<K, V> connect(
            ClientResources resources, RedisURI address, RedisCodec<K, V> codec) {
        RedisClusterClient client = RedisClusterClient.create(resources, address);
        client.setOptions(
                ClusterClientOptions.builder()
                        .timeoutOptions(TimeoutOptions.enabled())
                        .topologyRefreshOptions(
                                ClusterTopologyRefreshOptions.builder()
                                        .enablePeriodicRefresh(REFRESH_PERIOD)
                                        .refreshTriggersReconnectAttempts(1)
                                        .adaptiveRefreshTriggersTimeout(REFRESH_AT_MOST_EVERY)
                                        .build())
                        .build());
        try {
            return new RedisCluster<>(client, client.connect(codec));
        } catch (RuntimeException e) {
            client.shutdown();
            throw e;
        }
    }

    /** Those of one key, or of keys of one slot. */
    public RedisClusterAsyncCommands<K, V> commands() {
        return connection.async();
    }

    /** Ends its connections. */
    @Override
    public void close() {
        connection.close();
        client.shutdown();
    }
}
