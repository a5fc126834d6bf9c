package dev.atrium.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.host.journal.JournalStores;
import dev.atrium.host.lease.HostLease;
import dev.atrium.proof.OutcomeProof;
import dev.atrium.wire.WireException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Strict rooms over real sockets, on a store that is held, killed, started again and emptied. */
class StrictRoomIT {
    @TempDir private Path folder;

    private OwnRedis redis;
    private RunningHost host;
    private String roomId;
    private final List<TestPlayer> players = new ArrayList<>();
    private TestPlayer first;
    private TestPlayer second;
    private final RunningHost.Guest ada = RunningHost.Guest.named("Ada");
    private final RunningHost.Guest bob = RunningHost.Guest.named("Bob");

    @BeforeAll
    static void createTables() {
        LocalStores.get().createTables("strict-");
    }

    @BeforeEach
    void start() throws IOException {
        redis = OwnRedis.start(Files.createDirectory(folder.resolve("redis")));
        host = start(Map.of());
    }

    private RunningHost start(Map<String, String> more) throws IOException {
        Map<String, String> environment =
                new HashMap<>(
                        Map.of(
                                "ATRIUM_TABLE_PREFIX",
                                "strict-",
                                "ATRIUM_DYNAMO_JOURNALS",
                                StrictWiring.SAGA,
                                StrictWiring.PROPERTY,
                                "true",
                                "redis.uri",
                                redis.uri()));
        environment.putAll(more);
        return RunningHost.start(folder, 1, environment);
    }

    @AfterEach
    void stop() throws IOException {
        players.forEach(TestPlayer::close);
        host.close();
        redis.close();
    }

    private HeldJournals journals() {
        return (HeldJournals) host.bean(JournalStores.class);
    }

    /** Ada and Bob sit down to that game, and each sees two cards of his own. */
    private void deal(String game) {
        roomId = host.placeGame(game, List.of(ada, bob));
        first = entered(ada);
        second = entered(bob);
        cards(first, 2);
        cards(second, 2);
    }

    private TestPlayer entered(RunningHost.Guest guest) {
        TestPlayer player = host.connect();
        players.add(player);
        player.enter(host, roomId, guest).await("entered");
        return player;
    }

    /** Nothing is stored from here on, and a card that Ada draws waits for it. */
    private void drawUnstored() {
        journals().hold();
        command(first, "draw", 1);
        Eventually.holds(() -> journals().held() > 0, "no append is made");
    }

    private TestPlayer command(TestPlayer from, String action, long seq) {
        return from.send(
                "{\"action\":\"%s\",\"id\":\"c%d\",\"room\":\"%s\",\"seq\":%d}"
                        .formatted(action, seq, roomId, seq));
    }

    private static JsonNode accepted(TestPlayer player, long seq) {
        JsonNode accepted = player.await("accepted");
        assertEquals(seq, accepted.at("/data/seq").asLong());
        assertEquals("c" + seq, accepted.get("id").asText());
        return accepted;
    }

    private static JsonNode cards(TestPlayer player, int count) {
        return player.await("state", view -> view.at("/data/cards").size() == count);
    }

    /** Asks as often as it may, until the room has noticed that its store is away. */
    private JsonNode unavailable(TestPlayer player) {
        for (int i = 0; i < 3 * TestPlayer.WAIT_S; i++) {
            command(player, "draw", 1);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(333));
            player.send("{\"action\":\"ping\",\"t\":1}");
            JsonNode answer =
                    player.await(
                            m ->
                                    m.get("type").asText().equals("pong")
                                            || m.get("type").asText().equals("error"));
            if (answer.at("/data/code").asText().equals("unavailable")) {
                return answer;
            }
            assertEquals("pong", answer.get("type").asText());
        }
        throw new AssertionError("commands are taken without a store");
    }

    /** Both stand, and what is stored of their play proves how it ended. */
    private void endProven(long seq) throws IOException, WireException {
        command(first, "stand", seq);
        command(second, "stand", 1);
        first.await("game-complete");
        second.await("game-complete");
        assertInstanceOf(OutcomeProof.Result.Proven.class, host.prove(roomId));
    }

    @Test
    void nothingLeavesBeforeWhatItFollowsFromIsStored() throws Exception {
        deal(StrictWiring.PARTY);
        drawUnstored();
        first.send("{\"action\":\"count\",\"id\":\"q\",\"room\":\"%s\"}".formatted(roomId));
        first.send("{\"action\":\"ping\",\"t\":1}").await("pong");
        assertTrue(first.noneOf("accepted", m -> true));
        assertTrue(first.noneOf("total", m -> true));
        assertTrue(first.noneOf("state", m -> m.at("/data/cards").size() > 2));
        assertTrue(second.noneOf("state", m -> m.at("/data/backs/0/cards").asInt() > 2));

        journals().release();
        JsonNode accepted = accepted(first, 1);
        JsonNode view = cards(first, 3);
        assertEquals(1, view.at("/applied/0").asLong());
        assertEquals(1, view.at("/durable/0").asLong(), "what is seen is stored");
        assertEquals(1, accepted.get("epoch").asLong());
        second.await("state", m -> m.at("/data/backs/0/cards").asInt() == 3);
        endProven(2);
    }

    @Test
    void whatChangedWhileAViewWaitedIsShownAsSoonAsThatHasLeft() {
        deal(StrictWiring.PARTY);
        drawUnstored();
        command(first, "draw", 2);
        command(first, "draw", 3);
        first.send("{\"action\":\"ping\",\"t\":1}").await("pong");
        long releasedNanos = System.nanoTime();
        journals().release();
        cards(first, 5);
        long ms = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - releasedNanos);
        // Much later something else would have woken the room.
        assertTrue(ms < 10_000, "after " + ms + " ms");
    }

    @Test
    void commandsAreTakenInTheirOrderAndEachOnce() {
        deal(StrictWiring.PARTY);
        command(first, "draw", 2);
        command(first, "stand", 3);
        command(first, "draw", 1);
        accepted(first, 1);
        accepted(first, 2);
        accepted(first, 3);
        cards(first, 4);
        command(first, "draw", 4);
        JsonNode refused = first.error("no-more");
        assertEquals(4, refused.at("/data/seq").asLong());
        command(first, "draw", 4);
        assertEquals(refused.get("data"), first.error("no-more").get("data"));
        command(first, "draw", 2);
        accepted(first, 2);
        command(first, "stand", 9);
        accepted(first, 9);
        command(first, "draw", 7);
        assertEquals(7, first.error("command-passed").at("/data/seq").asLong());
        assertTrue(first.noneOf("state", m -> m.at("/data/cards").size() > 4));
        command(second, "stand", 1);
        second.await("game-complete");
    }

    @Test
    void aKilledStoreMakesCommandsUnavailableAndLosesNothing() throws IOException {
        deal(StrictWiring.PARTY);
        command(first, "draw", 1);
        accepted(first, 1);
        redis.stop();
        // In flight when the store went: nobody knows, until it is back.
        command(first, "draw", 2);
        JsonNode refused = unavailable(second);
        assertTrue(refused.at("/data/retryable").asBoolean());
        assertEquals(1, refused.at("/data/seq").asLong());
        command(first, "draw", 3);
        assertEquals(3, first.error("unavailable").at("/data/seq").asLong());
        assertTrue(first.noneOf("accepted", m -> true));

        redis.start();
        accepted(first, 2);
        command(first, "draw", 2);
        accepted(first, 2);
        command(first, "draw", 3);
        accepted(first, 3);
        cards(first, 5);
        assertEquals(1, host.room(roomId).epoch(), "nothing was lost");
        command(second, "draw", 1);
        accepted(second, 1);
        command(second, "stand", 2);
        command(first, "stand", 4);
        first.await("game-complete");
    }

    @Test
    void aStoreThatLostEverythingGetsItBackFromTheOwnersMemory() throws Exception {
        deal(StrictWiring.PARTY);
        command(first, "draw", 1);
        accepted(first, 1);
        redis.flush();
        command(first, "draw", 2);
        accepted(first, 2);
        JsonNode view = first.await("state", m -> m.get("epoch").asLong() == 2);
        assertEquals(4, view.at("/data/cards").size());
        assertEquals(2, host.room(roomId).epoch());
        endProven(3);
    }

    @Test
    void anExpiredHostAnswersUnavailable() {
        deal(StrictWiring.PARTY);
        host.bean(HostLease.class).close();
        command(first, "draw", 1);
        assertEquals(1, first.error("unavailable").at("/data/seq").asLong());
        first.send("{\"action\":\"count\",\"room\":\"%s\"}".formatted(roomId));
        first.error("unavailable");
        assertTrue(first.noneOf("accepted", m -> true));
    }

    @Test
    void whatWasAnsweredIsThereAfterATakeoverAndIsAnsweredAgain() throws IOException {
        try (RunningHost heir = start(Map.of("ATRIUM_TAKEOVER_MS", "100"))) {
            deal(StrictWiring.PARTY);
            command(first, "draw", 1);
            accepted(first, 1);
            host.bean(HostLease.class).close();
            Eventually.holds(() -> host.room(roomId).epoch() == 2, "nobody takes the room");
            try (TestPlayer again = heir.connect()) {
                Eventually.holds(
                        () -> {
                            again.send(
                                    TestPlayer.enterMessage(
                                            heir.ticket(roomId, ada),
                                            ada.nonceHex(),
                                            Optional.of(heir.session(ada))));
                            return again.await(m -> m.has("id"))
                                    .get("type")
                                    .asText()
                                    .equals("entered");
                        },
                        "nobody gets in");
                command(again, "draw", 1);
                assertEquals(2, accepted(again, 1).get("epoch").asLong());
                command(again, "draw", 2);
                accepted(again, 2);
                cards(again, 4);
            }
        }
    }

    @Test
    void aGameMayKeepItsJournalsInDynamo() throws Exception {
        deal(StrictWiring.SAGA);
        command(first, "draw", 1);
        accepted(first, 1);
        cards(first, 3);
        redis.flush();
        command(first, "draw", 2);
        assertEquals(1, accepted(first, 2).get("epoch").asLong(), "Redis holds none of it");
        endProven(3);
    }
}
