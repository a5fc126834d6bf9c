package dev.atrium.functions.redis;

import io.lettuce.core.RedisChannelWriter;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.StatefulRedisConnectionImpl;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.protocol.PushHandler;
import io.lettuce.core.resource.ClientResources;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A cluster: a connection to each shard that is asked for something. Which shard has which slots is
 * asked when the first connection is made, then now and again, and at once when a shard says that
 * it has moved or cannot be reached. Thread-safe.
 */
final class ManyShards extends RedisClusterClient implements FunctionRedis {
    /** Where nothing else shows that a slot has moved. */
    private static final Duration REFRESH_PERIOD = Duration.ofSeconds(30);

    /** Those who find out at once ask once within it. */
    private static final Duration REFRESH_AT_MOST_EVERY = Duration.ofMillis(500);

    private final ClientResources resources;
    private final Duration timeout;
    private @Nullable StatefulRedisClusterConnection<String, String> connection;

    private ManyShards(ClientResources resources, RedisURI uri) {
        super(resources, List.of(uri));
        this.resources = resources;
        timeout = uri.getTimeout();
    }

    static ManyShards of(URI address, Duration timeout) {
        RedisURI uri = RedisURI.create(address);
        uri.setTimeout(timeout);
        ManyShards client = new ManyShards(new FewResources(), uri);
        // Commands wait for a connection up to their timeout: the first one to a shard makes it,
        // and would be rejected where commands are while there is none.
        client.setOptions(
                ClusterClientOptions.builder()
                        .timeoutOptions(TimeoutOptions.enabled())
                        .socketOptions(SocketOptions.builder().connectTimeout(timeout).build())
                        .topologyRefreshOptions(
                                ClusterTopologyRefreshOptions.builder()
                                        .enablePeriodicRefresh(REFRESH_PERIOD)
                                        .refreshTriggersReconnectAttempts(1)
                                        .adaptiveRefreshTriggersTimeout(REFRESH_AT_MOST_EVERY)
                                        .build())
                        .build());
        return client;
    }

    @Override
    public synchronized StatefulRedisClusterConnection<String, String> connection() {
        StatefulRedisClusterConnection<String, String> made = connection;
        if (made == null) {
            made = connect();
            connection = made;
        }
        return made;
    }

    @Override
    public RedisClusterCommands<String, String> commands() {
        return connection().sync();
    }

    @Override
    public void disconnect() {
        shutdown(Duration.ZERO, timeout);
        boolean _ =
                resources
                        .shutdown(0, timeout.toMillis(), TimeUnit.MILLISECONDS)
                        .awaitUninterruptibly(timeout.toMillis());
    }

    @Override
    protected <K, V> StatefulRedisConnectionImpl<K, V> newStatefulRedisConnection(
            RedisChannelWriter writer,
            PushHandler pushes,
            RedisCodec<K, V> codec,
            Duration commandTimeout) {
        return new LazyConnection<>(writer, pushes, codec, commandTimeout);
    }
}
