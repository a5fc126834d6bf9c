package dev.atrium.functions.party;

import dev.atrium.functions.edge.Stores;
import dev.atrium.schema.RedisKeys;
import dev.atrium.schema.RoomCodeRow;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Gatherers;

/**
 * The codes by which rooms are found now, in Redis: a sorted set by when they expire. A projection
 * of the table, for whoever lists rooms: nobody is let in or kept out by it, and what is wrong with
 * it the sweeper mends. Blocking; every method throws {@link io.lettuce.core.RedisException} if
 * Redis does not answer.
 */
final class ActiveRooms {
    /** In one command: Redis does nothing else meanwhile. */
    private static final int BATCH_MAX = 1_000;

    private final Supplier<RedisClusterCommands<String, String>> redis;
    private final RedisKeys keys;

    ActiveRooms(Supplier<RedisClusterCommands<String, String>> redis, RedisKeys keys) {
        this.redis = redis;
        this.keys = keys;
    }

    /** Those of a process. */
    static ActiveRooms of(Stores stores) {
        return new ActiveRooms(stores::redis, stores.keys());
    }

    /** Adds those that are not there; who is there has his expiry set again. */
    void add(Collection<RoomCodeRow> rows) {
        for (List<RoomCodeRow> some : batches(rows)) {
            List<Object> scoresAndCodes = new ArrayList<>(2 * some.size());
            for (RoomCodeRow row : some) {
                scoresAndCodes.add((double) row.expiresAtMs());
                scoresAndCodes.add(row.code());
            }
            var _ = redis.get().zadd(keys.roomsActive(), scoresAndCodes.toArray());
        }
    }

    /** Takes those out that are there. */
    void remove(Collection<String> codes) {
        for (List<String> some : batches(codes)) {
            var _ = redis.get().zrem(keys.roomsActive(), some.toArray(String[]::new));
        }
    }

    private static <T> List<List<T>> batches(Collection<T> all) {
        return all.stream().gather(Gatherers.windowFixed(BATCH_MAX)).toList();
    }

    /** Takes out all whose time is over. */
    void removeExpired(long nowMs) {
        var _ = redis.get().zremrangebyscore(keys.roomsActive(), Range.create(0, nowMs));
    }

    /** Those that expire first, at most {@code limit}. */
    List<String> first(int limit) {
        return redis.get().zrangebyscore(keys.roomsActive(), Range.unbounded(), Limit.from(limit));
    }
}
