package dev.atrium.functions.notice;

import dev.atrium.schema.RedisKeys;

import io.lettuce.core.SetArgs;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The {@code match-found} of players who could not be told: kept for as long as their seat may
 * still be worth taking, and given once. Blocking and thread-safe.
 */
public final class Invitations {
    /** Longer than a phone takes to find another network; most of a match. */
    static final int KEPT_S = 60;

    private final Supplier<RedisClusterCommands<String, String>> redis;
    private final RedisKeys keys;

    /** Kept in that Redis. */
    public Invitations(Supplier<RedisClusterCommands<String, String>> redis, RedisKeys keys) {
        this.redis = redis;
        this.keys = keys;
    }

    /** Keeps a message for a player; it replaces the one before. */
    public void keep(String playerId, byte[] utf8) {
        redis.get()
                .set(
                        keys.invitation(playerId),
                        new String(utf8, StandardCharsets.UTF_8),
                        SetArgs.Builder.ex(KEPT_S));
    }

    /** What is kept for a player, and keeps it no longer. */
    public Optional<byte[]> take(String playerId) {
        return Optional.ofNullable(redis.get().getdel(keys.invitation(playerId)))
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }
}
