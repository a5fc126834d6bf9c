package dev.atrium.host.ban;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.ban.Ban;
import dev.atrium.ban.BanBook;
import dev.atrium.ban.Forfeit;
import dev.atrium.host.Eventually;
import dev.atrium.host.LocalStores;
import dev.atrium.host.attempt.Attempts;
import dev.atrium.identity.Player;
import dev.atrium.schema.RedisKeys;
import dev.atrium.schema.Tables;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The book of bans and what Redis repeats of it, on real stores. */
class BansIT {
    private static final long NOON_MS = Instant.parse("2026-07-21T12:00:00Z").toEpochMilli();
    private static final long DAY_MS = 86_400_000;
    private static final String PREFIX = "bans-";

    private static RedisClient client;
    private static StatefulRedisConnection<byte[], byte[]> redis;
    private static DynamoDbEnhancedClient dynamo;

    private final RedisKeys keys = new RedisKeys("bans-test:" + UUID.randomUUID() + ":");
    private final BanBook book = new BanBook(dynamo, PREFIX);
    private final String player = Player.drawId();
    private long nowMs = NOON_MS;
    private final Bans bans =
            new Bans(book, redis.async(), keys, () -> Instant.ofEpochMilli(nowMs));

    @BeforeAll
    static void connect() {
        client = RedisClient.create(LocalStores.get().redisUri());
        redis = client.connect(ByteArrayCodec.INSTANCE);
        LocalStores.get().createTables(PREFIX);
        dynamo =
                DynamoDbEnhancedClient.builder().dynamoDbClient(LocalStores.get().client()).build();
    }

    @AfterAll
    static void disconnect() {
        redis.close();
        client.shutdown();
    }

    private Forfeit forfeit(String room) {
        return new Forfeit(player, "speed", room);
    }

    private byte[] repeated() {
        return redis.sync().get(keys.ban(player).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void forfeitsAreADayAWeekAndForGoodEachRoomOnce() {
        assertEquals(NOON_MS + DAY_MS, bans.forfeited(forfeit("r-1")).orElseThrow().endsAtMs());
        nowMs += 1_000;
        Ban again = bans.forfeited(forfeit("r-1")).orElseThrow();
        assertEquals(NOON_MS + DAY_MS, again.endsAtMs(), "told again it is the same");
        assertEquals(1, again.forfeits());

        nowMs += 30 * DAY_MS;
        assertEquals(Optional.empty(), bans.of(player));
        assertEquals(Optional.empty(), bans.forfeited(forfeit("r-1")), "its ban has ended");
        assertEquals(nowMs + 7 * DAY_MS, bans.forfeited(forfeit("r-2")).orElseThrow().endsAtMs());
        nowMs += 30 * DAY_MS;
        assertEquals(Ban.NEVER, bans.forfeited(forfeit("r-3")).orElseThrow().endsAtMs());
        assertEquals(bans.of(player), bans.ofWhoEnters(player), "hosts know it");
    }

    @Test
    void manyWhoTellOfOneForfeitAndOfOthersAtOnceCountEachOnce() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Callable<Optional<Ban>>> tellers = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                String room = "r-" + i % 2;
                tellers.add(() -> bans.forfeited(forfeit(room)));
            }
            for (Future<Optional<Ban>> told : threads.invokeAll(tellers, 60, TimeUnit.SECONDS)) {
                assertTrue(told.get().isPresent());
            }
        }
        Ban ban = bans.of(player).orElseThrow();
        assertEquals(2, ban.forfeits());
        assertEquals(NOON_MS + 7 * DAY_MS, ban.endsAtMs());
    }

    @Test
    void liftedBanLetsInAtOnceAndIsForgottenByRedis() {
        bans.forfeited(forfeit("r-1"));
        Eventually.holds(() -> repeated() != null, "Redis was not told");
        assertTrue(bans.ofWhoEnters(player).isPresent());
        nowMs += 5_000;

        assertEquals(nowMs, bans.lift(player).orElseThrow().endsAtMs());
        assertEquals(Optional.empty(), bans.ofWhoEnters(player));
        Eventually.holds(() -> repeated() == null, "Redis still says that he is banned");
        assertEquals(Optional.empty(), bans.lift(player), "there is none any more");
        assertEquals(Optional.empty(), bans.forfeited(forfeit("r-1")), "it is not written again");
        assertNull(repeated());
        assertEquals(nowMs + DAY_MS, bans.forfeited(forfeit("r-2")).orElseThrow().endsAtMs());
    }

    @Test
    void whoeverRedisStillCallsBannedIsLetInByTheRecord() {
        bans.forfeited(forfeit("r-1"));
        Eventually.holds(() -> repeated() != null, "Redis was not told");
        book.lift(player, nowMs + 1);
        nowMs += 2;

        assertEquals(Optional.empty(), bans.ofWhoEnters(player));
    }

    @Test
    void banByHandIsForSoLongOrForGood() {
        Ban hour = bans.ban(player, Ban.OPERATOR, 3_600_000).orElseThrow();
        assertEquals(new Ban(player, "operator", nowMs, nowMs + 3_600_000), hour);
        assertEquals(hour, bans.ban(player, Ban.OPERATOR, 1_000).orElseThrow(), "stands on");
        assertEquals(Ban.NEVER, bans.ban(player, Ban.OPERATOR, Ban.NEVER).orElseThrow().endsAtMs());
    }

    /** As hosts wrote it before there were forfeits, without the attributes of today. */
    @Test
    void rowOfAnOlderBuildIsReadAndGoneOnFrom() {
        LocalStores.get()
                .client()
                .putItem(
                        put ->
                                put.tableName(PREFIX + Tables.BANS.name())
                                        .item(
                                                Map.of(
                                                        "playerId", AttributeValue.fromS(player),
                                                        "reason", AttributeValue.fromS("abuse"),
                                                        "bannedAtMs", number(NOON_MS),
                                                        "endsAtMs", number(NOON_MS + DAY_MS),
                                                        "ttl", number(NOON_MS / 1_000))));
        assertEquals(
                Optional.of(new Ban(player, "abuse", NOON_MS, NOON_MS + DAY_MS)), bans.of(player));
        nowMs += 1_000;
        assertEquals(1, bans.forfeited(forfeit("r-1")).orElseThrow().forfeits());
        assertTrue(bans.lift(player).isPresent());
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    @Test
    void pagesHoldEveryBanThatCountsOnce() {
        TreeSet<String> banned = new TreeSet<>();
        for (int i = 0; i < 7; i++) {
            String one = Player.drawId();
            bans.ban(one, Ban.OPERATOR, i == 0 ? 1_000 : DAY_MS);
            if (i > 0) {
                banned.add(one);
            }
        }
        nowMs += 2_000;
        List<String> found = new ArrayList<>();
        Optional<String> after = Optional.empty();
        int pages = 0;
        do {
            BanBook.Bans page = bans.page(2, after);
            assertTrue(page.bans().size() <= 2);
            page.bans().forEach(ban -> found.add(ban.playerId()));
            after = page.next();
            pages++;
        } while (after.isPresent() && pages < 100);

        assertTrue(pages >= 4, pages + " pages");
        assertTrue(found.containsAll(banned));
        assertEquals(new TreeSet<>(found).size(), found.size(), "nobody twice");
    }

    @Test
    void roomsForfeitIsBannedOnAnotherThread() {
        try (ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
                ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor()) {
            ForfeitBans told = new ForfeitBans(bans, new Attempts(timers, calls));
            told.forfeited(forfeit("r-1"));
            told.forfeited(forfeit("r-1"));
            Eventually.holds(() -> bans.ofWhoEnters(player).isPresent(), "he is not banned");
        }
        assertEquals(1, bans.of(player).orElseThrow().forfeits());
    }
}
