package dev.atrium.functions.redis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.atrium.schema.RedisShards;

import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The client of functions on a cluster of three shards. */
class ManyShardsIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int SHARDS = 3;

    /** Enough that every shard has some. */
    private static final int KEYS = 60;

    private static URI uri(int port) {
        return URI.create("redis://127.0.0.1:" + port);
    }

    @Test
    void commandsOfOnesOwnGoToTheShardThatHasTheKey() throws Exception {
        try (RedisShards cluster = RedisShards.start(SHARDS)) {
            FunctionRedis redis = FunctionRedis.of(uri(cluster.port(0)), true, TIMEOUT);
            try {
                Set<Integer> shards = new TreeSet<>();
                OneTime oneTime = new OneTime(redis.connection());
                BucketCommands<String> buckets = BucketCommands.over(redis.connection());
                for (int i = 0; i < KEYS; i++) {
                    String key = "key-" + i;
                    shards.add(cluster.shardOf(key));
                    assertTrue(oneTime.isFirst(key, Duration.ofMinutes(1)), key);
                    assertFalse(oneTime.isFirst(key, Duration.ofMinutes(1)), key);
                    assertTrue(set(buckets, key), key);
                    assertArrayEquals(
                            "there".getBytes(UTF_8), buckets.get(key).get(2, TimeUnit.SECONDS));
                    assertEquals("there", redis.commands().get(key));
                    assertEquals(1L, buckets.delete(key).get(2, TimeUnit.SECONDS));
                }
                assertEquals(Set.of(0, 1, 2), shards, "else it shows nothing");
            } finally {
                redis.disconnect();
            }
        }
    }

    private static boolean set(BucketCommands<String> buckets, String key) throws Exception {
        return buckets.<Boolean>eval(
                        "redis.call('SET', KEYS[1], ARGV[1]) return 1",
                        ScriptOutputType.BOOLEAN,
                        new String[] {key},
                        new byte[][] {"there".getBytes(UTF_8)})
                .get(2, TimeUnit.SECONDS);
    }

    @Test
    void whoIsNotToldOfTheClusterFails() {
        try (RedisShards cluster = RedisShards.start(SHARDS)) {
            FunctionRedis redis = FunctionRedis.of(uri(cluster.port(0)), false, TIMEOUT);
            try {
                String elsewhere = keyOf(cluster, 1);
                assertThrows(RedisException.class, () -> redis.commands().get(elsewhere));
            } finally {
                redis.disconnect();
            }
        }
    }

    @Test
    void aShardThatDiesFailsInTimeAndIsFoundAgainWhereItsReplicaTookOver() {
        try (RedisShards cluster = RedisShards.start(SHARDS)) {
            int replica = cluster.addReplica(1);
            String lost = keyOf(cluster, 1);
            String other = keyOf(cluster, 2);
            FunctionRedis redis = FunctionRedis.of(uri(cluster.port(0)), true, TIMEOUT);
            try {
                assertEquals("OK", redis.commands().set(lost, "1"));
                assertEquals("OK", redis.commands().set(other, "1"));

                cluster.kill(1);

                long before = System.nanoTime();
                assertThrows(RedisException.class, () -> redis.commands().set(lost, "2"));
                assertTrue(System.nanoTime() - before < 2 * TIMEOUT.toNanos(), "in bounded time");
                assertEquals("1", redis.commands().get(other), "the others serve on");

                cluster.takeOver(replica);

                assertEquals("OK", setWithin(redis, lost, Duration.ofSeconds(30)));
            } finally {
                redis.disconnect();
            }
        }
    }

    private static String setWithin(FunctionRedis redis, String key, Duration wait) {
        long end = System.nanoTime() + wait.toNanos();
        while (true) {
            try {
                return redis.commands().set(key, "3");
            } catch (RedisException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }
    }

    private static String keyOf(RedisShards cluster, int shard) {
        for (int i = 0; i < KEYS; i++) {
            if (cluster.shardOf("key-" + i) == shard) {
                return "key-" + i;
            }
        }
        throw new IllegalStateException("no key is of shard " + shard);
    }
}
