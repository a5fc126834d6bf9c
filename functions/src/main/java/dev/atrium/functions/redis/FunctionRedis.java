package dev.atrium.functions.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisChannelWriter;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.StatefulRedisConnectionImpl;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.protocol.PushHandler;
import io.lettuce.core.resource.ClientResources;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A client of Redis for one function, with threads of its own. Thread-safe. */
public final class FunctionRedis extends RedisClient {
    private final ClientResources resources;
    private final Duration timeout;

    /**
     * Where both libraries would prepare events for the JDK's flight recorder, which nobody starts
     * in a function; it takes a tenth of a second to do so.
     */
    private static final List<String> FLIGHT_RECORDERS =
            List.of("io.lettuce.core.jfr", "io.netty.jfr.enabled");

    private FunctionRedis(ClientResources resources, RedisURI uri) {
        super(resources, uri);
        this.resources = resources;
        timeout = uri.getTimeout();
    }

    /**
     * Turns off what only a recording of this process would want, unless somebody has said
     * otherwise. For processes of functions alone, before the first client.
     */
    public static void recordNothing() {
        for (String property : FLIGHT_RECORDERS) {
            if (System.getProperty(property) == null) {
                System.setProperty(property, "false");
            }
        }
    }

    /**
     * A client of that Redis, which connects to nothing yet.
     *
     * @param timeout of connecting and of each command
     */
    public static FunctionRedis of(URI address, Duration timeout) {
        RedisURI uri = RedisURI.create(address);
        uri.setTimeout(timeout);
        FunctionRedis client = new FunctionRedis(new FewResources(), uri);
        // While disconnected a command fails at once: a queue would only hide the wait.
        client.setOptions(
                ClientOptions.builder()
                        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                        .socketOptions(SocketOptions.builder().connectTimeout(timeout).build())
                        .build());
        return client;
    }

    /** Ends its connections, then its threads, each within its timeout. */
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
