package dev.atrium.functions.redis;

import io.github.bucket4j.redis.lettuce.RedisApi;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.BooleanOutput;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.output.IntegerOutput;
import io.lettuce.core.output.ValueOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;

/**
 * The three commands that Bucket4j asks of Redis, dispatched one by one: a player waits for a
 * function's first answer, and the class that has every command takes a tenth of a second. Made for
 * keys of any kind, since Bucket4j makes arrays of them. Thread-safe.
 */
public final class BucketCommands<K> implements RedisApi<K> {
    private final StatefulConnection<K, byte[]> connection;
    private final RedisCodec<K, byte[]> codec;

    private BucketCommands(StatefulConnection<K, byte[]> connection, RedisCodec<K, byte[]> codec) {
        this.connection = connection;
        this.codec = codec;
    }

    /**
     * Over a connection that others use too.
     *
     * @param connection of any codec: a command brings that of its own
     */
    @SuppressWarnings("unchecked") // A connection only passes commands on, with their codecs.
    public static BucketCommands<String> over(StatefulConnection<String, ?> connection) {
        return new BucketCommands<>(
                (StatefulConnection<String, byte[]>) connection,
                RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
    }

    /**
     * Runs a script.
     *
     * @param type {@code BOOLEAN}, which is all that Bucket4j asks for
     */
    @Override
    @SuppressWarnings("unchecked") // A script's type says what its future holds.
    public <V> RedisFuture<V> eval(
            String script, ScriptOutputType type, K[] keys, byte[][] values) {
        if (type != ScriptOutputType.BOOLEAN) {
            throw new IllegalArgumentException(type + " (allowed: BOOLEAN)");
        }
        CommandArgs<K, byte[]> arguments =
                new CommandArgs<>(codec)
                        .add(script)
                        .add(keys.length)
                        .addKeys(keys)
                        .addValues(values);
        return (RedisFuture<V>) dispatched(CommandType.EVAL, new BooleanOutput<>(codec), arguments);
    }

    @Override
    public RedisFuture<byte[]> get(K key) {
        return dispatched(CommandType.GET, new ValueOutput<>(codec), of(key));
    }

    @Override
    public RedisFuture<?> delete(K key) {
        return dispatched(CommandType.DEL, new IntegerOutput<>(codec), of(key));
    }

    private CommandArgs<K, byte[]> of(K key) {
        return new CommandArgs<>(codec).addKey(key);
    }

    private <T> RedisFuture<T> dispatched(
            CommandType type,
            CommandOutput<K, byte[], T> output,
            CommandArgs<K, byte[]> arguments) {
        AsyncCommand<K, byte[], T> command =
                new AsyncCommand<>(new Command<>(type, output, arguments));
        var _ = connection.dispatch(command);
        return command;
    }
}
