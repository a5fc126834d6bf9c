package dev.atrium.host.ban;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.host.Eventually;
import dev.atrium.host.LocalStores;
import dev.atrium.schema.RedisKeys;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

class AbuseCountIT {
    private static final long WINDOW_MS = 60_000;

    /** Short enough to wait for, which nothing but the end of a window needs. */
    private static final long SHORT_WINDOW_MS = 600;

    private static RedisClient client;
    private static StatefulRedisConnection<byte[], byte[]> redis;

    private final RedisKeys keys = new RedisKeys("abuse-test:" + UUID.randomUUID() + ":");
    private final AbuseCount count = new AbuseCount(redis.async(), keys, WINDOW_MS);
    private final AbuseCount brief = new AbuseCount(redis.async(), keys, SHORT_WINDOW_MS);

    @BeforeAll
    static void connect() {
        client = RedisClient.create(LocalStores.get().redisUri());
        redis = client.connect(ByteArrayCodec.INSTANCE);
    }

    @AfterAll
    static void disconnect() {
        redis.close();
        client.shutdown();
    }

    private static long add(AbuseCount to, String playerId) throws Exception {
        return to.add(playerId).toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void eachPlayerIsCountedForHimself() throws Exception {
        assertEquals(1, add(count, "p-1"));
        assertEquals(2, add(count, "p-1"));
        assertEquals(1, add(count, "p-2"));
        assertEquals(3, add(count, "p-1"));
    }

    @Test
    void whatWasBeforeTheWindowIsForgottenAndNothingIsKept() throws Exception {
        add(brief, "p-1");
        add(brief, "p-1");
        byte[] key = keys.abuse("p-1").getBytes(StandardCharsets.UTF_8);
        assertTrue(redis.sync().pttl(key) <= SHORT_WINDOW_MS);
        Eventually.holds(() -> redis.sync().exists(key) == 0, "it expires by itself");
        assertEquals(1, add(brief, "p-1"));
    }

    @Test
    void noMoreAreKeptThanABanCouldNeed() throws Exception {
        long last = 0;
        for (int i = 0; i < 200; i++) {
            last = add(count, "p-9");
        }
        assertTrue(last <= 128, last + " kept");
        assertTrue(last >= 100, last + " counted");
    }
}
