package dev.atrium.host.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.atrium.host.journal.JournalException;
import dev.atrium.host.journal.JournalStore;
import dev.atrium.host.journal.StoredJournal;
import dev.atrium.journal.JournalBase;
import dev.atrium.schema.RedisKeys;

import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Journals in Redis Streams. Fence and append are Lua scripts, so that Redis itself refuses a lower
 * epoch; a plain XADD could not.
 */
public final class RedisJournalStore implements JournalStore {
    /** A journal that nobody ends is forgotten after a day, whatever went wrong. */
    private static final long FORGOTTEN_AFTER_MS = 24L * 3600 * 1000;

    private static final byte[] FIELD = {'e'};
    private static final byte[] BEFORE = bytes("before");

    /** Attempts at reading a journal that is trimmed meanwhile, which is a matter of minutes. */
    private static final int READS_MAX = 4;

    private static final long OK = 0;
    private static final long REFUSED_FENCE = -1;

    /**
     * A fence is three numbers with spaces between: its epoch; the journal's identity, which is the
     * moment of the first fence in microseconds of Redis' own clock, since one that a store has
     * lost cannot come again with a command that does; and how many entries a journal that was
     * started anew must have to be whole. Where the fence alone is lost, both are with what is left
     * of the journal.
     */
    private static final String RAISE_FENCE =
            """
            local fence = redis.call('GET', KEYS[1])
            local id
            local whole = '0'
            if fence then
              local epoch
              epoch, id, whole = string.match(fence, '^(%d+) (%d+) (%d+)$')
              if tonumber(epoch) > tonumber(ARGV[1]) then return -1 end
            else
              local left = redis.call('HMGET', KEYS[2], 'id', 'whole', 'before')
              if left[1] and (left[3] or redis.call('XLEN', KEYS[3]) > 0) then
                id = left[1]
                whole = left[2] or '0'
              else
                local now = redis.call('TIME')
                id = string.format('%d%06d', now[1], now[2])
              end
            end
            redis.call('SET', KEYS[1], ARGV[1] .. ' ' .. id .. ' ' .. whole, 'PX', ARGV[2])
            return tonumber(id)
            """;

    /**
     * What was trimmed counts as if it were there. Nothing of an append that is made again can be
     * trimmed but all of it, since only what is known to be stored is.
     */
    private static final String APPEND =
            """
            local fence = redis.call('GET', KEYS[1])
            if not fence or string.match(fence, '^%d+') ~= ARGV[1] then return -1 end
            local before = tonumber(redis.call('HGET', KEYS[3], 'before') or '0')
            local length = before + redis.call('XLEN', KEYS[2])
            local first = tonumber(ARGV[2])
            local count = #ARGV - 3
            if length == first + count then
              if length == before then return 0 end
              local last = redis.call('XREVRANGE', KEYS[2], '+', '-', 'COUNT', 1)
              if last[1][2][2] == ARGV[#ARGV] then return 0 end
              return -2
            end
            if length ~= first then return -2 end
            if first == 0 then
              redis.call('HSET', KEYS[3], 'id', string.match(fence, '^%d+ (%d+)'))
            end
            for i = 4, #ARGV do redis.call('XADD', KEYS[2], '*', 'e', ARGV[i]) end
            redis.call('PEXPIRE', KEYS[2], ARGV[3])
            redis.call('PEXPIRE', KEYS[1], ARGV[3])
            redis.call('PEXPIRE', KEYS[3], ARGV[3])
            return 0
            """;

    /**
     * The base is a hash: how many entries it stands for, and its bytes. There as well, from the
     * first entry on, is what the fence tells of the journal, for when that alone is lost.
     */
    private static final String TRIM =
            """
            local fence = redis.call('GET', KEYS[1])
            if not fence or string.match(fence, '^%d+') ~= ARGV[1] then return -1 end
            local before = tonumber(redis.call('HGET', KEYS[3], 'before') or '0')
            local to = tonumber(ARGV[2])
            if before >= to then return 0 end
            local left = before + redis.call('XLEN', KEYS[2]) - to
            if left < 0 then return -2 end
            redis.call('HSET', KEYS[3], 'before', ARGV[2], 'base', ARGV[3])
            redis.call('PEXPIRE', KEYS[3], ARGV[4])
            redis.call('XTRIM', KEYS[2], 'MAXLEN', left)
            return 0
            """;

    /**
     * Once under each epoch, which the hash of the base remembers: one that comes again after
     * entries were written would take them away.
     */
    private static final String START_ANEW =
            """
            local fence = redis.call('GET', KEYS[1])
            if not fence or string.match(fence, '^%d+') ~= ARGV[1] then return -1 end
            if redis.call('HGET', KEYS[4], 'anew') == ARGV[1] then return 0 end
            local id = string.match(fence, '^%d+ (%d+)')
            redis.call('SET', KEYS[1], ARGV[1] .. ' ' .. id .. ' ' .. ARGV[2], 'PX', ARGV[3])
            redis.call('DEL', KEYS[2], KEYS[3], KEYS[4])
            redis.call('HSET', KEYS[4], 'anew', ARGV[1], 'id', id, 'whole', ARGV[2])
            if ARGV[4] ~= '0' then
              redis.call('HSET', KEYS[4], 'before', ARGV[4], 'base', ARGV[5])
            end
            redis.call('PEXPIRE', KEYS[4], ARGV[3])
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

    private final RedisClusterAsyncCommands<byte[], byte[]> redis;
    private final RedisKeys keys;
    private final RedisScript raiseFence;
    private final RedisScript append;
    private final RedisScript trim;
    private final RedisScript startAnew;
    private final RedisScript keepSnapshot;
    private final RedisScript expire;

    /** Journals behind those commands, which others may share. */
    public RedisJournalStore(RedisClusterAsyncCommands<byte[], byte[]> redis, RedisKeys keys) {
        this.redis = redis;
        this.keys = keys;
        this.raiseFence = new RedisScript(RAISE_FENCE);
        this.append = new RedisScript(APPEND);
        this.trim = new RedisScript(TRIM);
        this.startAnew = new RedisScript(START_ANEW);
        this.keepSnapshot = new RedisScript(KEEP_SNAPSHOT);
        this.expire = new RedisScript(EXPIRE);
    }

    @Override
    public CompletionStage<Long> raiseFence(String roomId, long epoch) {
        byte[][] touched = {
            bytes(keys.journalFence(roomId)),
            bytes(keys.journalBase(roomId)),
            bytes(keys.journal(roomId))
        };
        return raiseFence
                .run(
                        redis,
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
        byte[][] touched = touched(roomId);
        byte[][] arguments = new byte[entries.size() + 3][];
        arguments[0] = bytes(Long.toString(epoch));
        arguments[1] = bytes(Long.toString(firstIndex));
        arguments[2] = bytes(Long.toString(FORGOTTEN_AFTER_MS));
        for (int i = 0; i < entries.size(); i++) {
            arguments[i + 3] = entries.get(i);
        }
        return append.run(redis, touched, arguments).thenAccept(result -> check(result, roomId));
    }

    private byte[][] touched(String roomId) {
        return new byte[][] {
            bytes(keys.journalFence(roomId)),
            bytes(keys.journal(roomId)),
            bytes(keys.journalBase(roomId))
        };
    }

    @Override
    public CompletionStage<StoredJournal> read(String roomId) {
        return read(roomId, 1);
    }

    /** Asked for in one go, which is not one moment: the base is looked at before and after. */
    private CompletionStage<StoredJournal> read(String roomId, int attempt) {
        byte[] baseKey = bytes(keys.journalBase(roomId));
        CompletionStage<Map<byte[], byte[]>> base = redis.hgetall(baseKey);
        CompletionStage<Long> whole =
                redis.get(bytes(keys.journalFence(roomId))).thenApply(RedisJournalStore::whole);
        CompletionStage<List<byte[]>> entries =
                redis.xrange(bytes(keys.journal(roomId)), Range.unbounded())
                        .thenApply(RedisJournalStore::entries);
        CompletionStage<Long> beforeThen =
                redis.hget(baseKey, BEFORE).thenApply(RedisJournalStore::number);
        CompletionStage<StoredJournal> journal =
                base.thenCombine(entries, RedisJournalStore::stored);
        return journal.thenCombine(beforeThen, (read, then) -> read.before() == then)
                .thenCompose(
                        ofOneMoment ->
                                ofOneMoment
                                        ? journal.thenCombine(
                                                whole, (read, least) -> whole(roomId, read, least))
                                        : again(roomId, attempt));
    }

    private static StoredJournal whole(String roomId, StoredJournal journal, long least) {
        if (journal.count() < least) {
            throw new JournalException(JournalException.Reason.OUT_OF_STEP, roomId);
        }
        return journal;
    }

    private CompletionStage<StoredJournal> again(String roomId, int attempt) {
        return attempt < READS_MAX
                ? read(roomId, attempt + 1)
                : CompletableFuture.failedStage(
                        new IllegalStateException("the journal is trimmed all the time"));
    }

    private static StoredJournal stored(Map<byte[], byte[]> base, List<byte[]> entries) {
        Map<String, byte[]> fields = new HashMap<>();
        base.forEach((name, value) -> fields.put(new String(name, UTF_8), value));
        return new StoredJournal(
                number(fields.get("before")), Optional.ofNullable(fields.get("base")), entries);
    }

    private static long number(byte @Nullable [] digits) {
        return digits == null ? 0 : Long.parseLong(new String(digits, UTF_8));
    }

    private static long whole(byte @Nullable [] fence) {
        if (fence == null) {
            return 0;
        }
        String text = new String(fence, UTF_8);
        return Long.parseLong(text.substring(text.lastIndexOf(' ') + 1));
    }

    @Override
    public CompletionStage<Void> trim(String roomId, long epoch, JournalBase base) {
        return trim.run(
                        redis,
                        touched(roomId),
                        bytes(Long.toString(epoch)),
                        bytes(Long.toString(base.entries())),
                        base.encode(),
                        bytes(Long.toString(FORGOTTEN_AFTER_MS)))
                .thenAccept(result -> check(result, roomId));
    }

    @Override
    public CompletionStage<Void> startAnew(
            String roomId, long epoch, long entries, Optional<JournalBase> base) {
        byte[][] touched = {
            bytes(keys.journalFence(roomId)),
            bytes(keys.journal(roomId)),
            bytes(keys.snapshot(roomId)),
            bytes(keys.journalBase(roomId))
        };
        return startAnew
                .run(
                        redis,
                        touched,
                        bytes(Long.toString(epoch)),
                        bytes(Long.toString(entries)),
                        bytes(Long.toString(FORGOTTEN_AFTER_MS)),
                        bytes(Long.toString(base.map(JournalBase::entries).orElse(0L))),
                        base.map(JournalBase::encode).orElse(new byte[0]))
                .thenAccept(result -> check(result, roomId));
    }

    @Override
    public CompletionStage<Void> keepSnapshot(String roomId, long epoch, byte[] snapshot) {
        byte[][] touched = {bytes(keys.journalFence(roomId)), bytes(keys.snapshot(roomId))};
        return keepSnapshot
                .run(
                        redis,
                        touched,
                        bytes(Long.toString(epoch)),
                        snapshot,
                        bytes(Long.toString(FORGOTTEN_AFTER_MS)))
                .thenAccept(result -> check(result, roomId));
    }

    @Override
    public CompletionStage<Optional<byte[]>> readSnapshot(String roomId) {
        return redis.get(bytes(keys.snapshot(roomId))).thenApply(Optional::ofNullable);
    }

    @Override
    public CompletionStage<Void> expire(String roomId, long epoch, long afterMs) {
        byte[][] touched = {
            bytes(keys.journalFence(roomId)),
            bytes(keys.journal(roomId)),
            bytes(keys.journalBase(roomId)),
            bytes(keys.snapshot(roomId)),
            bytes(keys.seed(roomId))
        };
        return expire.run(
                        redis, touched, bytes(Long.toString(epoch)), bytes(Long.toString(afterMs)))
                .thenAccept(result -> check(result, roomId));
    }

    private static List<byte[]> entries(List<StreamMessage<byte[], byte[]>> messages) {
        return messages.stream().map(RedisJournalStore::entry).toList();
    }

    private static byte[] entry(StreamMessage<byte[], byte[]> message) {
        return message.getBody().entrySet().stream()
                .filter(field -> Arrays.equals(field.getKey(), FIELD))
                .map(Map.Entry::getValue)
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
        return text.getBytes(UTF_8);
    }
}
