package dev.atrium.host.redis;

import dev.atrium.host.journal.JournalException;
import dev.atrium.host.journal.JournalStore;
import dev.atrium.schema.RedisKeys;

import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.api.StatefulRedisConnection;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Journals in Redis Streams. Fence and append are Lua scripts, so that Redis itself refuses a lower
 * epoch; a plain XADD could not.
 */
public final class RedisJournalStore implements JournalStore {
    /** A journal that nobody ends is forgotten after a day, whatever went wrong. */
    private static final long FORGOTTEN_AFTER_MS = 24L * 3600 * 1000;

    private static final byte[] FIELD = {'e'};
    private static final long OK = 0;
    private static final long REFUSED_FENCE = -1;

    /**
     * A fence is three numbers with spaces between: its epoch; the epoch of the first fence, since
     * a store that has lost one says so whoever raises the next, and however often; and how many
     * entries a journal that was started anew must have to be whole.
     */
    private static final String RAISE_FENCE =
            """
            local fence = redis.call('GET', KEYS[1])
            local first = ARGV[1]
            local whole = '0'
            if fence then
              local epoch
              epoch, first, whole = string.match(fence, '^(%d+) (%d+) (%d+)$')
              if tonumber(epoch) > tonumber(ARGV[1]) then return -1 end
            end
            redis.call('SET', KEYS[1], ARGV[1] .. ' ' .. first .. ' ' .. whole, 'PX', ARGV[2])
            return tonumber(first)
            """;

    private static final String APPEND =
            """
            local fence = redis.call('GET', KEYS[1])
            if not fence or string.match(fence, '^%d+') ~= ARGV[1] then return -1 end
            local length = redis.call('XLEN', KEYS[2])
            local first = tonumber(ARGV[2])
            local count = #ARGV - 3
            if length == first + count then
              local last = redis.call('XREVRANGE', KEYS[2], '+', '-', 'COUNT', 1)
              if last[1][2][2] == ARGV[#ARGV] then return 0 end
              return -2
            end
            if length ~= first then return -2 end
            for i = 4, #ARGV do redis.call('XADD', KEYS[2], '*', 'e', ARGV[i]) end
            redis.call('PEXPIRE', KEYS[2], ARGV[3])
            redis.call('PEXPIRE', KEYS[1], ARGV[3])
            return 0
            """;

    private static final String START_ANEW =
            """
            local fence = redis.call('GET', KEYS[1])
            if not fence or string.match(fence, '^%d+') ~= ARGV[1] then return -1 end
            local first = string.match(fence, '^%d+ (%d+)')
            redis.call('SET', KEYS[1], ARGV[1] .. ' ' .. first .. ' ' .. ARGV[2], 'PX', ARGV[3])
            redis.call('DEL', KEYS[2], KEYS[3])
            return 0
            """;

    private static final String KEEP_SNAPSHOT =
            """
            local fence = redis.call('GET', KEYS[1])
            if not fence or string.match(fence, '^%d+') ~= ARGV[1] then return -1 end
            redis.call('SET', KEYS[2], ARGV[2], 'PX', ARGV[3])
            return 0
            """;

    private static final String EXPIRE =
            """
            local fence = redis.call('GET', KEYS[1])
            if fence and tonumber(string.match(fence, '^%d+')) > tonumber(ARGV[1]) then
              return -1
            end
            for i = 1, #KEYS do redis.call('PEXPIRE', KEYS[i], ARGV[2]) end
            return 0
            """;

    private final StatefulRedisConnection<byte[], byte[]> redis;
    private final RedisKeys keys;
    private final RedisScript raiseFence;
    private final RedisScript append;
    private final RedisScript startAnew;
    private final RedisScript keepSnapshot;
    private final RedisScript expire;

    /** Journals behind that connection, which others may share. */
    public RedisJournalStore(StatefulRedisConnection<byte[], byte[]> redis, RedisKeys keys) {
        this.redis = redis;
        this.keys = keys;
        this.raiseFence = new RedisScript(RAISE_FENCE);
        this.append = new RedisScript(APPEND);
        this.startAnew = new RedisScript(START_ANEW);
        this.keepSnapshot = new RedisScript(KEEP_SNAPSHOT);
        this.expire = new RedisScript(EXPIRE);
    }

    @Override
    public CompletionStage<Long> raiseFence(String roomId, long epoch) {
        byte[][] touched = {bytes(keys.journalFence(roomId))};
        return raiseFence
                .run(
                        redis.async(),
                        touched,
                        bytes(Long.toString(epoch)),
                        bytes(Long.toString(FORGOTTEN_AFTER_MS)))
                .thenApply(
                        result -> {
                            check(Math.min(result, OK), roomId);
                            return result;
                        });
    }

    @Override
    public CompletionStage<Void> append(
            String roomId, long epoch, long firstIndex, List<byte[]> entries) {
        byte[][] touched = {bytes(keys.journalFence(roomId)), bytes(keys.journal(roomId))};
        byte[][] arguments = new byte[entries.size() + 3][];
        arguments[0] = bytes(Long.toString(epoch));
        arguments[1] = bytes(Long.toString(firstIndex));
        arguments[2] = bytes(Long.toString(FORGOTTEN_AFTER_MS));
        for (int i = 0; i < entries.size(); i++) {
            arguments[i + 3] = entries.get(i);
        }
        return append.run(redis.async(), touched, arguments)
                .thenAccept(result -> check(result, roomId));
    }

    @Override
    public CompletionStage<List<byte[]>> read(String roomId) {
        CompletionStage<Long> whole =
                redis.async()
                        .get(bytes(keys.journalFence(roomId)))
                        .thenApply(RedisJournalStore::whole);
        return redis.async()
                .xrange(bytes(keys.journal(roomId)), Range.unbounded())
                .thenApply(RedisJournalStore::entries)
                .thenCombine(
                        whole,
                        (entries, least) -> {
                            if (entries.size() < least) {
                                throw new JournalException(
                                        JournalException.Reason.OUT_OF_STEP, roomId);
                            }
                            return entries;
                        });
    }

    private static long whole(byte @Nullable [] fence) {
        if (fence == null) {
            return 0;
        }
        String text = new String(fence, StandardCharsets.UTF_8);
        return Long.parseLong(text.substring(text.lastIndexOf(' ') + 1));
    }

    @Override
    public CompletionStage<Void> startAnew(String roomId, long epoch, long entries) {
        byte[][] touched = {
            bytes(keys.journalFence(roomId)),
            bytes(keys.journal(roomId)),
            bytes(keys.snapshot(roomId))
        };
        return startAnew
                .run(
                        redis.async(),
                        touched,
                        bytes(Long.toString(epoch)),
                        bytes(Long.toString(entries)),
                        bytes(Long.toString(FORGOTTEN_AFTER_MS)))
                .thenAccept(result -> check(result, roomId));
    }

    @Override
    public CompletionStage<Void> keepSnapshot(String roomId, long epoch, byte[] snapshot) {
        byte[][] touched = {bytes(keys.journalFence(roomId)), bytes(keys.snapshot(roomId))};
        return keepSnapshot
                .run(
                        redis.async(),
                        touched,
                        bytes(Long.toString(epoch)),
                        snapshot,
                        bytes(Long.toString(FORGOTTEN_AFTER_MS)))
                .thenAccept(result -> check(result, roomId));
    }

    @Override
    public CompletionStage<Optional<byte[]>> readSnapshot(String roomId) {
        return redis.async().get(bytes(keys.snapshot(roomId))).thenApply(Optional::ofNullable);
    }

    @Override
    public CompletionStage<Void> expire(String roomId, long epoch, long afterMs) {
        byte[][] touched = {
            bytes(keys.journalFence(roomId)),
            bytes(keys.journal(roomId)),
            bytes(keys.snapshot(roomId)),
            bytes(keys.seed(roomId))
        };
        return expire.run(
                        redis.async(),
                        touched,
                        bytes(Long.toString(epoch)),
                        bytes(Long.toString(afterMs)))
                .thenAccept(result -> check(result, roomId));
    }

    private static List<byte[]> entries(List<StreamMessage<byte[], byte[]>> messages) {
        return messages.stream().map(RedisJournalStore::entry).toList();
    }

    private static byte[] entry(StreamMessage<byte[], byte[]> message) {
        return message.getBody().entrySet().stream()
                .filter(field -> java.util.Arrays.equals(field.getKey(), FIELD))
                .map(java.util.Map.Entry::getValue)
                .findFirst()
                .orElse(new byte[0]);
    }

    private static void check(Long result, String roomId) {
        if (result != OK) {
            throw new JournalException(
                    result == REFUSED_FENCE
                            ? JournalException.Reason.FENCED
                            : JournalException.Reason.OUT_OF_STEP,
                    roomId);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
