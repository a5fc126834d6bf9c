package dev.atrium.host.ban;

import dev.atrium.schema.RedisKeys;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * Closes for abuse within a time, by player, in Redis, so that it does not matter on which hosts
 * they were. Redis's own clock counts: those of hosts differ. Thread-safe, never blocks.
 */
public final class AbuseCount {
    /** Adds one, forgets those from before the window, and says how many there are. */
    private static final String SCRIPT =
            """
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[1])
            redis.call('ZADD', KEYS[1], now, ARGV[2])
            redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -1 - ARGV[3])
            redis.call('PEXPIRE', KEYS[1], ARGV[1])
            return redis.call('ZCARD', KEYS[1])
            """;

    /** No more are kept: a ban needs less. */
    private static final int KEPT_MAX = 128;

    private final RedisClusterAsyncCommands<byte[], byte[]> redis;
    private final RedisKeys keys;
    private final long windowMs;

    /**
     * Counting in that Redis.
     *
     * @param windowMs how long a close counts
     */
    public AbuseCount(
            RedisClusterAsyncCommands<byte[], byte[]> redis, RedisKeys keys, long windowMs) {
        this.redis = redis;
        this.keys = keys;
        this.windowMs = windowMs;
    }

    /** Counts one more, and gives how many there are within the window. */
    CompletionStage<Long> add(String playerId) {
        byte[][] key = {utf8(keys.abuse(playerId))};
        return redis.eval(
                SCRIPT,
                ScriptOutputType.INTEGER,
                key,
                utf8(Long.toString(windowMs)),
                utf8(UUID.randomUUID().toString()),
                utf8(Integer.toString(KEPT_MAX)));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
