package dev.atrium.functions.redis;

import io.lettuce.core.LettuceFutures;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * What may happen once, as {@code SET key "" NX PX}: dispatched by itself, for the reason that
 * {@link BucketCommands} gives. Thread-safe.
 */
public final class OneTime {
    private static final String DONE = "OK";

    private final StatefulConnection<String, String> connection;

    /** Over a connection that others use too. */
    public OneTime(StatefulConnection<String, String> connection) {
        this.connection = connection;
    }

    /**
     * Remembers a key.
     *
     * @param kept how long, 1 ms and more
     * @return false if it is remembered already
     * @throws io.lettuce.core.RedisException if Redis does not answer within the connection's
     *     timeout; it may be remembered then
     */
    public boolean isFirst(String key, Duration kept) {
        CommandArgs<String, String> arguments =
                new CommandArgs<>(StringCodec.UTF8)
                        .addKey(key)
                        .addValue("")
                        .add("NX")
                        .add("PX")
                        .add(kept.toMillis());
        AsyncCommand<String, String, String> command =
                new AsyncCommand<>(
                        new Command<>(
                                CommandType.SET, new StatusOutput<>(StringCodec.UTF8), arguments));
        var _ = connection.dispatch(command);
        String answer =
                LettuceFutures.awaitOrCancel(
                        command, connection.getTimeout().toNanos(), TimeUnit.NANOSECONDS);
        return DONE.equals(answer);
    }
}
