package dev.atrium.host.ban;

import dev.atrium.schema.RedisKeys;
import dev.atrium.signout.Eviction;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisException;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whom the log of evictions names. It is read on from where it was, so one question a second serves
 * however many are connected; what it said is remembered for a minute, for who was let in just
 * before it was read and is in his room only after. Thread-safe, never blocks.
 */
public final class Evictions {
    /** Entries read at once; what is left is read the next time. */
    static final int READ_MAX = 1_000;

    /** Players remembered; beyond it the oldest is forgotten, who was named long ago. */
    static final int REMEMBERED_MAX = 10_000;

    /** Nobody is on his way into a room for so long. */
    static final Duration REMEMBERED = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(Evictions.class);

    private final RedisClusterAsyncCommands<byte[], byte[]> redis;
    private final byte[] log;
    private final InstantSource clock;
    private final LinkedHashMap<String, Remembered> remembered = new LinkedHashMap<>();
    private String readUpTo;
    private boolean reading;

    private record Remembered(Eviction eviction, long atMs) {}

    /**
     * Those of a deployment, from a minute ago on.
     *
     * @param clock wall time
     */
    public Evictions(
            RedisClusterAsyncCommands<byte[], byte[]> redis, RedisKeys keys, InstantSource clock) {
        this.redis = redis;
        this.log = keys.evictions().getBytes(StandardCharsets.UTF_8);
        this.clock = clock;
        this.readUpTo = (clock.millis() - REMEMBERED.toMillis()) + "-0";
    }

    /** Asks what the log says further; while an answer is still to come, nothing. */
    public void readOn() {
        Range<String> further;
        synchronized (remembered) {
            if (reading) {
                return;
            }
            reading = true;
            further = Range.from(Range.Boundary.excluding(readUpTo), Range.Boundary.unbounded());
        }
        try {
            var _ = redis.xrange(log, further, Limit.from(READ_MAX)).whenComplete(this::answered);
        } catch (RedisException e) {
            answered(List.of(), e);
        }
    }

    private void answered(
            List<StreamMessage<byte[], byte[]>> entries, @Nullable Throwable failure) {
        synchronized (remembered) {
            reading = false;
            if (failure != null) {
                LOG.warn("nobody says who is put out: {}", failure.toString());
                return;
            }
            for (StreamMessage<byte[], byte[]> entry : entries) {
                readUpTo = entry.getId();
                Eviction.of(text(entry.getBody())).ifPresent(this::remember);
            }
        }
    }

    /** Of two the later one says more: it ends what the earlier one ends. */
    private void remember(Eviction eviction) {
        Remembered before = remembered.remove(eviction.playerId());
        Eviction latest =
                before == null || before.eviction().beforeMs() <= eviction.beforeMs()
                        ? eviction
                        : before.eviction();
        remembered.put(eviction.playerId(), new Remembered(latest, clock.millis()));
        if (remembered.size() > REMEMBERED_MAX) {
            Iterator<String> oldest = remembered.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    private static Map<String, String> text(Map<byte[], byte[]> fields) {
        Map<String, String> text = new HashMap<>();
        fields.forEach(
                (name, value) ->
                        text.put(
                                new String(name, StandardCharsets.UTF_8),
                                new String(value, StandardCharsets.UTF_8)));
        return text;
    }

    /** Those of the last minute, by player. */
    public Map<String, Eviction> recent() {
        synchronized (remembered) {
            long sinceMs = clock.millis() - REMEMBERED.toMillis();
            Iterator<Remembered> oldestFirst = remembered.values().iterator();
            while (oldestFirst.hasNext() && oldestFirst.next().atMs() < sinceMs) {
                oldestFirst.remove();
            }
            Map<String, Eviction> recent = HashMap.newHashMap(remembered.size());
            remembered.forEach((player, last) -> recent.put(player, last.eviction()));
            return recent;
        }
    }
}
