package dev.atrium.functions.redis;

import io.lettuce.core.RedisAsyncCommandsImpl;
import io.lettuce.core.RedisChannelWriter;
import io.lettuce.core.RedisReactiveCommandsImpl;
import io.lettuce.core.StatefulRedisConnectionImpl;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.api.reactive.RedisReactiveCommands;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.protocol.PushHandler;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * A connection that makes its commands when they are first wanted. Lettuce makes three sets of all
 * of Redis's commands with each connection, one of them a proxy of several hundred methods; who
 * dispatches commands of his own needs none. Thread-safe.
 */
final class LazyConnection<K, V> extends StatefulRedisConnectionImpl<K, V> {
    private @Nullable RedisAsyncCommandsImpl<K, V> asyncCommands;
    private @Nullable RedisCommands<K, V> syncCommands;

    LazyConnection(
            RedisChannelWriter writer,
            PushHandler pushes,
            RedisCodec<K, V> codec,
            Duration commandTimeout) {
        super(writer, pushes, codec, commandTimeout);
    }

    /** Called by the constructor of before this one's fields are there. */
    @Override
    @SuppressWarnings("NullAway") // What it makes is given to nobody: async() is overridden.
    protected RedisAsyncCommandsImpl<K, V> newRedisAsyncCommandsImpl() {
        return null;
    }

    @Override
    @SuppressWarnings("NullAway") // As above.
    protected RedisCommands<K, V> newRedisSyncCommandsImpl() {
        return null;
    }

    @Override
    @SuppressWarnings("NullAway") // As above.
    protected RedisReactiveCommandsImpl<K, V> newRedisReactiveCommandsImpl() {
        return null;
    }

    @Override
    public synchronized RedisAsyncCommands<K, V> async() {
        RedisAsyncCommandsImpl<K, V> made = asyncCommands;
        if (made == null) {
            made = super.newRedisAsyncCommandsImpl();
            asyncCommands = made;
        }
        return made;
    }

    @Override
    public synchronized RedisCommands<K, V> sync() {
        RedisCommands<K, V> made = syncCommands;
        if (made == null) {
            made = super.newRedisSyncCommandsImpl();
            syncCommands = made;
        }
        return made;
    }

    /** Functions wait for what they ask. */
    @Override
    public RedisReactiveCommands<K, V> reactive() {
        throw new UnsupportedOperationException("functions ask in blocking calls");
    }
}
