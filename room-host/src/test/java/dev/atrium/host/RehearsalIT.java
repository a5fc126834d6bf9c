package dev.atrium.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.catalog.Games;
import dev.atrium.game.GameInfo;
import dev.atrium.host.clock.HostClock;
import dev.atrium.host.front.OpeningStores;
import dev.atrium.host.front.TakeoverRehearsal;
import dev.atrium.host.journal.JournalStores;
import dev.atrium.host.socket.SocketRehearsal;
import dev.atrium.schema.Tables;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What a host does before it takes rooms, done to a real one: it leaves nothing behind. */
class RehearsalIT {
    private static final int TIMES = 12;
    private static final long FOR_MS = 20_000;
    private static final GameInfo GAME = Games.all().newest("arena.practice").orElseThrow().info();

    private static boolean isRehearsed(String name) {
        return name.contains("rehearsal");
    }

    private static void nothingIsLeft(RunningHost host) {
        DynamoDbEnhancedClient tables = host.bean(DynamoDbEnhancedClient.class);
        assertTrue(
                Tables.ROOMS.in(tables, "test-").scan().items().stream()
                        .noneMatch(row -> isRehearsed(row.roomId())),
                "no row is written");
        try (StatefulRedisConnection<String, String> redis =
                host.bean(RedisClient.class).connect()) {
            Eventually.holds(
                    () -> redis.sync().keys("*rehearsal*").isEmpty(), "keys of a rehearsal stay");
        }
    }

    @Test
    void takeoversAreRehearsedOnTheRealStores() throws Exception {
        try (RunningHost host = RunningHost.start(1, Map.of());
                ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor()) {
            TakeoverRehearsal rehearsal =
                    new TakeoverRehearsal(
                            host.bean(OpeningStores.class),
                            host.bean(JournalStores.class),
                            host.hostId(),
                            HostClock.SYSTEM);

            assertEquals(TIMES, rehearsal.play(GAME, TIMES, FOR_MS, calls));
            assertEquals(0, rehearsal.play(GAME, TIMES, 0, calls), "there is no time");
            nothingIsLeft(host);
        }
    }

    @Test
    void socketsAreRehearsedWithinTheLimitsOfAnAddress() {
        Map<String, String> narrow =
                Map.of("ATRIUM_ADDRESS_NEW_PER_MINUTE", "1", "ATRIUM_ADDRESS_OPEN", "1");
        try (RunningHost host = RunningHost.start(1, narrow)) {
            assertEquals(TIMES, SocketRehearsal.play(host.port(), TIMES, FOR_MS));
            // The first of these addresses has opened its one socket of this minute.
            assertEquals(0, SocketRehearsal.play(host.port(), TIMES, FOR_MS));
            try (TestPlayer player = host.connect()) {
                player.send("{\"action\":\"ping\",\"t\":1}");
                assertEquals(1, player.await("pong").path("data").path("t").asInt());
            }
        }
    }

    @Test
    void whereNothingOrAnythingElseListensNoSocketIsRehearsed() throws Exception {
        assertEquals(0, SocketRehearsal.play(LocalStores.freePort(), TIMES, FOR_MS));
        int redis = URI.create(LocalStores.get().redisUri()).getPort();
        assertEquals(0, SocketRehearsal.play(redis, TIMES, FOR_MS));
    }

    @Test
    void aHostThatRehearsedPlays() throws Exception {
        try (RunningHost host = RunningHost.start(1, Map.of("ATRIUM_REHEARSAL_MS", "1000"))) {
            nothingIsLeft(host);
            RunningHost.Guest ada = RunningHost.Guest.named("Ada");
            String roomId = host.placePractice(ada);
            try (TestPlayer player = host.connect()) {
                player.enter(host, roomId, ada).await("state");
            }
        }
    }
}
