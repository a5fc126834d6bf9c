package dev.atrium.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.host.front.RoomDirectory;
import dev.atrium.room.RoomStatus;
import dev.atrium.schema.RedisKeys;
import dev.atrium.schema.RoomRow;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Rooms that nobody enters, seats that fall silent, stores that forget, hosts that leave. */
class RoomLifeIT {
    private static final Map<String, String> SHORT_WAITS =
            Map.of(
                    "ATRIUM_NEVER_ENTERED_MS",
                    "700",
                    "ATRIUM_SILENCE_MS",
                    "1000",
                    "ATRIUM_DEAD_MS",
                    "4000",
                    "ATRIUM_HEARTBEAT_MS",
                    "0",
                    "ATRIUM_LOOPS",
                    "1");

    private static final long STORE_PAUSE_MS = 2_000;

    private final RunningHost.Guest ada = RunningHost.Guest.named("Ada");
    private final RunningHost.Guest bob = RunningHost.Guest.named("Bob");
    private RunningHost host;
    private boolean stopped;

    @BeforeEach
    void start() {
        host = RunningHost.start(1, SHORT_WAITS);
    }

    @AfterEach
    void stop() {
        if (!stopped) {
            host.close();
        }
    }

    private void awaitVoid(String roomId, String reason) {
        Eventually.holds(
                () -> host.room(roomId).status() == RoomStatus.VOID, "the room is not void");
        assertEquals(reason, host.room(roomId).voidReason());
        Eventually.holds(
                () -> host.bean(RoomDirectory.class).size() == 0, "the room is not forgotten");
    }

    private String resume(String roomId, RunningHost.Guest guest) {
        return ("{\"action\":\"resume\",\"roomId\":\"%s\",\"lastEpoch\":1,\"lastSeq\":0,"
                        + "\"token\":\"%s\"}")
                .formatted(roomId, host.session(guest));
    }

    private static String presence(JsonNode update, int seat) {
        return update.at("/data/players/" + seat + "/presence").asText();
    }

    @Test
    void roomThatIsOpenedAndNeverEnteredIsVoidAndLeavesItsPlace() throws Exception {
        String roomId = host.place(List.of(ada), 3);
        try (TestPlayer player = host.connect()) {
            String ticket = host.ticket(roomId, ada);
            player.send(TestPlayer.enterMessage(ticket, "00".repeat(32), Optional.empty()));
            player.error("nonce-mismatch");
            assertEquals(1, host.bean(RoomDirectory.class).size());
            awaitVoid(roomId, "nobody-entered");
            player.enter(host, roomId, ada).error("room-over");
        }
    }

    @Test
    void resumeOpensNothingAndGivesNoWayIn() {
        String roomId = host.place(List.of(ada), 3);
        try (TestPlayer player = host.connect()) {
            player.send(resume(roomId, ada)).error("not-entered");
            assertEquals(RoomStatus.PLACED, host.room(roomId).status());
            assertEquals(0, host.bean(RoomDirectory.class).size());
        }
    }

    @Test
    void strangersResumeGivesNoWayIntoARoomThatPlays() {
        String roomId = host.place(List.of(ada), 3);
        try (TestPlayer player = host.connect();
                TestPlayer stranger = host.connect()) {
            player.enter(host, roomId, ada).await("state");
            stranger.send(resume(roomId, bob)).error("not-entered");
            // Refused at the door: his command never reaches the room.
            stranger.move(roomId, "0-0", "n", 1).error("not-entered");
        }
    }

    @Test
    void whoWaitsIsToldOfThoseWhoCome() {
        String roomId = host.place(List.of(ada, bob), 2);
        try (TestPlayer first = host.connect();
                TestPlayer second = host.connect()) {
            JsonNode alone = first.enter(host, roomId, ada).await("entered");
            assertEquals("gone", presence(alone, 1));
            second.enter(host, roomId, bob).await("entered");
            JsonNode joined = first.await("player-joined", m -> m.at("/data/seat").asInt() == 1);
            assertEquals("Bob", joined.at("/data/name").asText());
            JsonNode update = first.await("players-update");
            assertEquals("here", presence(update, 0));
            assertEquals("here", presence(update, 1));
        }
    }

    @Test
    void streamOfARoomIsNumberedFromItsFirstMessageWhenPlayHasNotBegun() {
        String roomId = host.place(List.of(ada, bob), 2);
        try (TestPlayer first = host.connect();
                TestPlayer second = host.connect()) {
            first.enter(host, roomId, ada).await("entered");
            second.enter(host, roomId, bob);
            long last = 0;
            for (int i = 0; i < 10; i++) {
                JsonNode message = first.await(m -> m.has("seq"));
                long sequence = message.get("seq").asLong();
                assertTrue(sequence > last, last + " then " + message);
                last = sequence;
            }
        }
    }

    @Test
    void silentSeatIsGoneUntilItIsHeardAndADeadSocketIsClosed() {
        String roomId = host.place(List.of(ada, bob), 2);
        try (TestPlayer lively = host.connect();
                TestPlayer silent = host.connect()) {
            lively.enter(host, roomId, ada).await("entered");
            silent.enter(host, roomId, bob).await("entered");
            lively.await("players-update", m -> presence(m, 1).equals("here"));
            lively.awaitWhilePinging("players-update", m -> presence(m, 1).equals("gone"));
            silent.await("state");
            silent.send("{\"action\":\"ping\",\"t\":1}").await("pong");
            lively.awaitWhilePinging("players-update", m -> presence(m, 1).equals("here"));
            // His seat and his socket are as they were.
            silent.move(roomId, "1-0", "n", 1);
            silent.await("state", m -> m.at("/applied/1").asLong() == 1);
            assertEquals(4405, silent.awaitClose());
        }
    }

    /** Also shows that our handler stands before Micronaut's, which tells us of no pings. */
    @Test
    void pingsOfTheProtocolCountAsHeard() throws Exception {
        String roomId = host.place(List.of(ada, bob), 2);
        try (TestPlayer lively = host.connect();
                TestPlayer pings = host.connect()) {
            lively.enter(host, roomId, ada).await("entered");
            pings.enter(host, roomId, bob).await("state");
            lively.await("players-update", m -> presence(m, 1).equals("here"));
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(3_500);
            while (System.nanoTime() < end) {
                pings.sendPing();
                lively.sendPing();
                assertFalse(new CountDownLatch(1).await(200, TimeUnit.MILLISECONDS));
            }
            assertTrue(
                    lively.noneOf("players-update", update -> presence(update, 1).equals("gone")),
                    "he was heard all the time");
        }
    }

    @Test
    void endOfOneRoomLeavesAConnectionInItsOtherRooms() {
        String one = host.place(List.of(ada), 3);
        String two = host.place(List.of(ada), 3);
        try (TestPlayer both = host.connect();
                TestPlayer elsewhere = host.connect()) {
            both.enter(host, one, ada).await("entered");
            both.enter(host, two, ada);
            both.await("state", m -> m.get("room").asText().equals(two));
            elsewhere.send(
                    TestPlayer.enterMessage(
                            host.ticket(one, ada), ada.nonceHex(), Optional.of(host.session(ada))));
            JsonNode closed = both.await("room-closed");
            assertEquals(one, closed.get("room").asText());
            assertEquals("replaced", closed.at("/data/reason").asText());
            both.move(two, "0-0", "n", 1);
            both.await("state", m -> m.at("/applied/0").asLong() == 1);
            both.move(one, "0-0", "n", 1).error("room-not-found");
        }
    }

    @Test
    void roomWhoseJournalIsRefusedForGoodIsVoid() throws Exception {
        RedisClient client = RedisClient.create(LocalStores.get().redisUri());
        try (RunningHost alone = RunningHost.start(1, Map.of(NoReclaimWiring.PROPERTY, "true"));
                TestPlayer player = alone.connect();
                StatefulRedisConnection<String, String> redis = client.connect()) {
            String roomId = alone.place(List.of(ada), 3);
            player.enter(alone, roomId, ada).await("state");
            redis.sync().del(new RedisKeys("atrium:").journalFence(roomId));
            JsonNode closed = player.await("room-closed");
            assertEquals("journal-fenced", closed.at("/data/reason").asText());
            assertEquals(4410, player.awaitClose());
            awaitVoid(roomId, "journal-fenced");
        } finally {
            client.shutdown();
        }
    }

    /** Openings wait for the fence of their journals; nobody else's messages wait with them. */
    @Test
    void whileAStoreStandsStillTheOthersAreServed() {
        String playing = host.place(List.of(ada), 3);
        RedisClient client = RedisClient.create(LocalStores.get().redisUri());
        List<TestPlayer> entering = new ArrayList<>();
        try (TestPlayer player = host.connect();
                StatefulRedisConnection<String, String> redis = client.connect()) {
            player.enter(host, playing, ada).await("state");
            List<String> placed = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                entering.add(host.connect());
                placed.add(host.place(List.of(bob), 3));
            }
            redis.sync().clientPause(STORE_PAUSE_MS);
            long pausedNanos = System.nanoTime();
            for (int i = 0; i < 8; i++) {
                entering.get(i).enter(host, placed.get(i), bob);
            }
            player.send("{\"action\":\"ping\",\"t\":1}").await("pong");
            long ms = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - pausedNanos);
            assertTrue(ms < STORE_PAUSE_MS / 2, "answered after " + ms + " ms");
            for (TestPlayer other : entering) {
                other.await("entered");
            }
        } finally {
            entering.forEach(TestPlayer::close);
            client.shutdown();
        }
    }

    /** There is nobody to take them: whoever sees that it has gone will. */
    @Test
    void hostThatLeavesTellsItsPlayersToComeBackAndLeavesItsRoomsToOthers() throws Exception {
        String playing = host.place(List.of(ada), 3);
        String waiting = host.place(List.of(ada, bob), 2);
        try (TestPlayer player = host.connect();
                TestPlayer waits = host.connect()) {
            player.enter(host, playing, ada).await("state");
            waits.enter(host, waiting, bob).await("entered");
            stopped = true;
            host.close();
            for (TestPlayer told : List.of(player, waits)) {
                assertEquals(4503, told.awaitClose());
                assertTrue(told.noneOf("room-closed", closed -> true), "it goes on elsewhere");
            }
        }
        for (String roomId : List.of(playing, waiting)) {
            RoomRow left = host.room(roomId);
            assertEquals(RoomStatus.PLAYING, left.status());
            assertNull(left.voidReason());
            assertEquals(host.hostId(), left.liveOwner(), "where it is found");
        }
        assertTrue(host.row().draining(), "nothing is placed here any more");
    }

    @Test
    void roomOfAnotherHostIsSaidToBeThere() throws Exception {
        try (RunningHost other = RunningHost.start(host.folder(), 1, SHORT_WAITS);
                TestPlayer player = host.connect()) {
            String roomId = other.place(List.of(ada), 3);
            JsonNode moved = player.enter(host, roomId, ada).await("room-moved");
            assertEquals(
                    "ws://127.0.0.1:" + other.port() + "/play", moved.at("/data/direct").asText());
        }
    }
}
