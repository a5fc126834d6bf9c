package dev.atrium.functions.match;

import dev.atrium.schema.RedisKeys;
import dev.atrium.schema.RoomRow;

import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Rooms that run and that strangers may be seated in, with how many seats were free when they
 * opened less those that were given since. Who leaves a room gives no seat back here; the room
 * itself knows, and has the last word. Nothing depends on what is kept: whoever finds no room gets
 * one of his own. Blocking and thread-safe.
 */
final class OpenRooms {
    /** Of one game; the fullest go first. */
    static final int ROOMS_MAX = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(OpenRooms.class);

    /** KEYS: open rooms. ARGV: room, free seats, most. */
    private static final String OFFER =
            """
            redis.call('ZADD', KEYS[1], 'NX', ARGV[2], ARGV[1])
            redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -1 - tonumber(ARGV[3]))
            return 1
            """;

    /** KEYS: open rooms. The room with the fewest free seats, of which one is the caller's now. */
    private static final String TAKE =
            """
            local first = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
            if #first == 0 then return '' end
            if tonumber(first[2]) <= 1 then redis.call('ZREM', KEYS[1], first[1])
            else redis.call('ZINCRBY', KEYS[1], -1, first[1]) end
            return first[1]
            """;

    private final Supplier<RedisClusterCommands<String, String>> redis;
    private final RedisKeys keys;

    OpenRooms(Supplier<RedisClusterCommands<String, String>> redis, RedisKeys keys) {
        this.redis = redis;
        this.keys = keys;
    }

    /** Lets others into a room; not at all if Redis cannot be reached. */
    void offer(Queue queue, RoomRow room, int freeSeats) {
        if (freeSeats < 1) {
            return;
        }
        try {
            redis.get()
                    .eval(
                            OFFER,
                            ScriptOutputType.INTEGER,
                            key(queue),
                            room.roomId(),
                            Integer.toString(freeSeats),
                            Integer.toString(ROOMS_MAX));
        } catch (RedisException e) {
            LOG.warn("room {} is not offered to others: {}", room.roomId(), e.toString());
        }
    }

    /** A seat in the fullest room, if there is one. */
    Optional<String> take(Queue queue) {
        String roomId = redis.get().eval(TAKE, ScriptOutputType.VALUE, key(queue));
        return roomId.isEmpty() ? Optional.empty() : Optional.of(roomId);
    }

    /** That room has ended. */
    void close(Queue queue, String roomId) {
        redis.get().zrem(keys.openRooms(queue.name()), roomId);
    }

    private String[] key(Queue queue) {
        return new String[] {keys.openRooms(queue.name())};
    }
}
