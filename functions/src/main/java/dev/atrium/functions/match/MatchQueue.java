package dev.atrium.functions.match;

import dev.atrium.match.QueueEntry;
import dev.atrium.schema.RedisKeys;
import dev.atrium.wire.Json;
import dev.atrium.wire.MessageJson;
import dev.atrium.wire.WireException;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * Who waits for a match, in Redis: a sorted set by the time of queueing, and each one's entry as
 * JSON. Every change is one script, so no two callers ever hold the same entry. Blocking and
 * thread-safe.
 */
public final class MatchQueue {
    /** Far more than a game has waiting for seconds; who comes after is told to come back. */
    public static final int WAITING_MAX = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(MatchQueue.class);

    private static final String ENQUEUE =
            """
            local known = redis.call('HEXISTS', KEYS[2], ARGV[1])
            if known == 0 and redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[4]) then return -1 end
            redis.call('ZADD', KEYS[1], ARGV[3], ARGV[1])
            redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
            return redis.call('ZCARD', KEYS[1])
            """;

    private static final String REMOVE =
            """
            redis.call('ZREM', KEYS[1], ARGV[1])
            return redis.call('HDEL', KEYS[2], ARGV[1])
            """;

    private static final String OLDEST =
            """
            local pairs = {}
            for _, id in ipairs(redis.call('ZRANGE', KEYS[1], 0, tonumber(ARGV[1]) - 1)) do
              table.insert(pairs, id)
              table.insert(pairs, redis.call('HGET', KEYS[2], id) or '')
            end
            return pairs
            """;

    private static final String STATUS =
            """
            return {redis.call('HGET', KEYS[2], ARGV[1]) or '',
                    tostring(redis.call('ZRANK', KEYS[1], ARGV[1]) or -1),
                    tostring(redis.call('ZCARD', KEYS[1]))}
            """;

    /** All or none: first everything is compared, then everything is taken. */
    private static final String CLAIM =
            """
            for i = 1, #ARGV, 2 do
              if redis.call('HGET', KEYS[2], ARGV[i]) ~= ARGV[i + 1] then return 0 end
            end
            for i = 1, #ARGV, 2 do
              redis.call('ZREM', KEYS[1], ARGV[i])
              redis.call('HDEL', KEYS[2], ARGV[i])
            end
            return 1
            """;

    /** Who queued again in the meantime keeps his newer entry. */
    private static final String PUT_BACK =
            """
            for i = 1, #ARGV, 3 do
              if redis.call('HSETNX', KEYS[2], ARGV[i], ARGV[i + 1]) == 1 then
                redis.call('ZADD', KEYS[1], ARGV[i + 2], ARGV[i])
              end
            end
            return 0
            """;

    private final Supplier<RedisCommands<String, String>> redis;
    private final RedisKeys keys;

    /** Queues behind those commands. */
    public MatchQueue(Supplier<RedisCommands<String, String>> redis, RedisKeys keys) {
        this.redis = redis;
        this.keys = keys;
    }

    /**
     * How things stand for one player.
     *
     * @param entry his, if he waits
     * @param position how many are before him; 0 if he does not wait
     * @param waiting how many wait in all
     */
    public record Status(Optional<QueueEntry> entry, int position, int waiting) {}

    /**
     * Queues a player; an entry that he has is replaced.
     *
     * @return how many wait now; empty if the queue is full and nothing changed
     */
    public OptionalInt enqueue(String game, QueueEntry entry) {
        long waiting =
                number(
                        ENQUEUE,
                        game,
                        entry.playerId(),
                        MessageJson.text(entry),
                        Long.toString(entry.enqueuedAtMs()),
                        Integer.toString(WAITING_MAX));
        return waiting < 0 ? OptionalInt.empty() : OptionalInt.of((int) waiting);
    }

    /**
     * Takes a player out.
     *
     * @return whether he waited
     */
    public boolean remove(String game, String playerId) {
        return number(REMOVE, game, playerId) == 1;
    }

    /** The first in the queue, at most {@code limit}, by rising time. */
    public List<QueueEntry> oldest(String game, int limit) {
        List<String> pairs = texts(OLDEST, game, Integer.toString(limit));
        List<QueueEntry> entries = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i += 2) {
            Optional<QueueEntry> entry = read(pairs.get(i + 1));
            if (entry.isPresent()) {
                entries.add(entry.get());
            } else {
                // Of another format, perhaps of another version: it would block the queue for good.
                LOG.error("an entry of the queue {} cannot be read and is dropped", game);
                remove(game, pairs.get(i));
            }
        }
        return entries;
    }

    /** How things stand for a player. */
    public Status status(String game, String playerId) {
        List<String> found = texts(STATUS, game, playerId);
        return new Status(
                read(found.get(0)),
                Math.max(0, Integer.parseInt(found.get(1))),
                Integer.parseInt(found.get(2)));
    }

    /**
     * Takes all of these out, or none. Who queued again has another entry, which this does not
     * take.
     *
     * @return whether they are the caller's now
     */
    public boolean claim(String game, List<QueueEntry> entries) {
        List<String> arguments = new ArrayList<>();
        for (QueueEntry entry : entries) {
            arguments.add(entry.playerId());
            arguments.add(MessageJson.text(entry));
        }
        return number(CLAIM, game, arguments.toArray(String[]::new)) == 1;
    }

    /** Gives claimed entries back, each in its old place. */
    public void putBack(String game, List<QueueEntry> entries) {
        List<String> arguments = new ArrayList<>();
        for (QueueEntry entry : entries) {
            arguments.add(entry.playerId());
            arguments.add(MessageJson.text(entry));
            arguments.add(Long.toString(entry.enqueuedAtMs()));
        }
        number(PUT_BACK, game, arguments.toArray(String[]::new));
    }

    private static Optional<QueueEntry> read(String json) {
        try {
            return json.isEmpty()
                    ? Optional.empty()
                    : Optional.of(MessageJson.read(Json.object(json), QueueEntry.class));
        } catch (WireException e) {
            return Optional.empty();
        }
    }

    private long number(String script, String game, String... arguments) {
        Long result = redis.get().eval(script, ScriptOutputType.INTEGER, keys(game), arguments);
        return result;
    }

    private List<String> texts(String script, String game, String... arguments) {
        return redis.get().eval(script, ScriptOutputType.MULTI, keys(game), arguments);
    }

    private String[] keys(String game) {
        return new String[] {keys.queue(game), keys.queueEntries(game)};
    }
}
