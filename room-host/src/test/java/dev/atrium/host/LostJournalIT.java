package dev.atrium.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.catalog.Games;
import dev.atrium.dice.Seed;
import dev.atrium.host.journal.JournalStore;
import dev.atrium.host.journal.JournalStores;
import dev.atrium.host.room.SeedSource;
import dev.atrium.journal.JournalRun;
import dev.atrium.proof.OutcomeProof;
import dev.atrium.room.RoomStatus;
import dev.atrium.schema.RedisKeys;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.Tables;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Relaxed rooms while Redis is away, and after it has lost what it had. */
// Most of its time it waits, on hosts and tables of its own.
@Execution(ExecutionMode.CONCURRENT)
class LostJournalIT {
    private static final int SPEED = 5;
    private static final int WARRIORS = 20;

    @TempDir private Path folder;

    private final Map<String, String> apart = LocalStores.get().newDeployment("lost");
    private OwnRedis redis;
    private RunningHost host;
    private final RunningHost.Guest ada = RunningHost.Guest.named("Ada");

    @BeforeEach
    void start() throws IOException {
        redis = OwnRedis.start(Files.createDirectory(folder.resolve("redis")));
        apart.put("redis.uri", redis.uri());
        host = RunningHost.start(folder, SPEED, apart);
    }

    @AfterEach
    void stop() throws IOException {
        host.close();
        redis.close();
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(TestPlayer.WAIT_S, TimeUnit.SECONDS).join();
    }

    @Test
    void aRoomWhoseStoreLostItsJournalGoesOnUnderARaisedEpochAndIsProven() throws Exception {
        String roomId = host.place(List.of(ada), WARRIORS - 1);
        JournalStore journals = host.bean(JournalStores.class).of("arena.blitz");
        try (TestPlayer player = host.connect().enter(host, roomId, ada)) {
            player.await("entered");
            long lost = host.room(roomId).journalId();
            player.move(roomId, "0-0", "n", 1);
            player.await("state", v -> v.at("/durable/0").asLong() == 1);
            redis.flush();

            JsonNode view = player.await("state", v -> v.get("epoch").asLong() == 2);
            assertEquals(1, view.at("/applied/0").asLong());
            player.move(roomId, "0-0", "s", 2);
            JsonNode durable = player.await("state", v -> v.at("/durable/0").asLong() == 2);
            assertEquals(2, durable.get("epoch").asLong());
            assertEquals(2, host.room(roomId).epoch());
            assertTrue(await(host.bean(SeedSource.class).find(practice(roomId))).isPresent());
            assertTrue(await(journals.read(roomId)).entries().size() > 2, "from its first entry");
            long known = await(journals.raiseFence(roomId, 2));
            assertNotEquals(lost, known, "a fence was lost");
            assertEquals(known, host.room(roomId).journalId());

            player.awaitComplete();
        }
        assertEquals(RoomStatus.FINISHED, host.room(roomId).status());
        assertInstanceOf(OutcomeProof.Result.Proven.class, host.prove(roomId));
    }

    @Test
    void aRoomWhoseStoreLostTheLastOfItGoesOnToo() {
        String roomId = host.placePractice(ada);
        try (TestPlayer player = host.connect().enter(host, roomId, ada)) {
            player.await("entered");
            player.move(roomId, "0-0", "n", 1);
            player.await("state", v -> v.at("/durable/0").asLong() == 1);
            redis.loseLastOf(new RedisKeys(apart.get("ATRIUM_REDIS_PREFIX")).journal(roomId));

            player.await("state", v -> v.get("epoch").asLong() == 2);
            player.move(roomId, "0-0", "s", 2);
            player.await("state", v -> v.at("/durable/0").asLong() == 2);
        }
        JournalStore journals = host.bean(JournalStores.class).of("arena.practice");
        long known = await(journals.raiseFence(roomId, 2));
        assertEquals(host.room(roomId).journalId(), known, "no fence was lost");
        List<byte[]> entries = await(journals.read(roomId)).entries();
        Seed seed = await(host.bean(SeedSource.class).find(practice(roomId))).orElseThrow().seed();
        JournalRun run = JournalRun.open(Games.all(), seed, roomId, entries.getFirst());
        entries.subList(1, entries.size()).forEach(run::run);
        assertEquals(2, run.machine().lastSequence(0), "it runs, with every input");
    }

    @Test
    void aRoomThatIsAnothersByNowIsNotTakenBackFromAnEmptyStore() {
        String roomId = host.placePractice(ada);
        try (TestPlayer player = host.connect().enter(host, roomId, ada)) {
            player.await("state");
            RoomRow taken = host.room(roomId).takenBy("another-host");
            Tables.ROOMS
                    .in(
                            DynamoDbEnhancedClient.builder()
                                    .dynamoDbClient(LocalStores.get().client())
                                    .build(),
                            apart.get("ATRIUM_TABLE_PREFIX"))
                    .putItem(taken);
            redis.flush();

            assertEquals(4503, player.awaitClose());
            assertTrue(player.noneOf("room-closed", closed -> true));
            assertTrue(player.noneOf("state", v -> v.get("epoch").asLong() > 1));
        }
        assertEquals(2, host.room(roomId).epoch());
        assertEquals("another-host", host.room(roomId).owner());
    }

    @Test
    void aRoomPlaysOnWithoutItsStoreAndSaysWhatThatMeans() throws IOException {
        String roomId = host.placePractice(ada);
        try (TestPlayer player = host.connect().enter(host, roomId, ada)) {
            player.await("entered");
            player.move(roomId, "0-0", "n", 1);
            player.await("state", v -> v.at("/durable/0").asLong() == 1);
            redis.stop();
            assertTrue(player.await("durability").at("/data/late").asBoolean());
            player.move(roomId, "0-0", "s", 2);
            JsonNode view = player.await("state", v -> v.at("/applied/0").asLong() == 2);
            assertEquals(1, view.at("/durable/0").asLong());

            redis.start();
            JsonNode good = player.await(m -> isDurability(m) || durable(m) == 2);
            if (isDurability(good)) {
                assertEquals(false, good.at("/data/late").asBoolean());
                player.await("state", v -> durable(v) == 2);
            } else {
                assertEquals(false, player.await("durability").at("/data/late").asBoolean());
            }
            assertEquals(1, host.room(roomId).epoch());
        }
    }

    private static boolean isDurability(JsonNode message) {
        return message.get("type").asText().equals("durability");
    }

    private static long durable(JsonNode message) {
        return message.at("/durable/0").asLong();
    }

    private static SeedSource.Room practice(String roomId) {
        return new SeedSource.Room(roomId, "arena.practice", 1);
    }
}
