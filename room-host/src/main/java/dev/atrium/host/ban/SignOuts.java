package dev.atrium.host.ban;

import dev.atrium.schema.RedisKeys;
import dev.atrium.signout.SignOutBook;

import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Who has signed out everywhere. Functions write it, to DynamoDB and then to Redis, which is asked
 * about everybody who enters; the record is asked where Redis does not answer. Blocking and
 * thread-safe.
 */
public final class SignOuts {
    private static final Logger LOG = LoggerFactory.getLogger(SignOuts.class);
    private static final long ASK_TIMEOUT_S = 2;

    private final SignOutBook book;
    private final RedisClusterAsyncCommands<byte[], byte[]> redis;
    private final RedisKeys keys;

    /** Those in that book, as Redis repeats them. */
    public SignOuts(
            SignOutBook book, RedisClusterAsyncCommands<byte[], byte[]> redis, RedisKeys keys) {
        this.book = book;
        this.redis = redis;
        this.keys = keys;
    }

    /** What of a player's is ended: what he was given at that wall time in ms or before. */
    public OptionalLong ofWhoEnters(String playerId) {
        byte[] key = keys.signOut(playerId).getBytes(StandardCharsets.UTF_8);
        try {
            byte[] before = redis.get(key).get(ASK_TIMEOUT_S, TimeUnit.SECONDS);
            return before == null
                    ? OptionalLong.empty()
                    : OptionalLong.of(Long.parseLong(new String(before, StandardCharsets.UTF_8)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalLong.empty();
        } catch (ExecutionException | TimeoutException | RedisException | NumberFormatException e) {
            LOG.warn("Redis does not say who has signed out: {}", e.toString());
            return book.of(playerId);
        }
    }
}
