package dev.atrium.functions.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisChannelWriter;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.StatefulRedisConnectionImpl;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.protocol.PushHandler;
import io.lettuce.core.resource.ClientResources;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A Redis that is one node, or behind one. Thread-safe. */
final class OneNode extends RedisClient implements FunctionRedis {
    private final ClientResources resources;
    private final Duration timeout;
    private @Nullable StatefulRedisConnection<String, String> connection;

    private OneNode(ClientResources resources, RedisURI uri) {
        super(resources, uri);
        this.resources = resources;
        timeout = uri.getTimeout();
    }

    static OneNode of(URI address, Duration timeout) {
        RedisURI uri = RedisURI.create(address);
        uri.setTimeout(timeout);
        OneNode client = new OneNode(new FewResources(), uri);
        // While disconnected a command fails at once: a queue would only hide the wait.
        client.setOptions(
                ClientOptions.builder()
                        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                        .socketOptions(SocketOptions.builder().connectTimeout(timeout).build())
                        .build());
        return client;
    }

    @Override
    public synchronized StatefulRedisConnection<String, String> connection() {
        StatefulRedisConnection<String, String> made = connection;
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
