package dev.atrium.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.host.journal.JournalStores;
import dev.atrium.host.lease.HostLease;
import dev.atrium.journal.JournalSnapshot;
import dev.atrium.proof.OutcomeProof;
import dev.atrium.room.RoomId;
import dev.atrium.room.RoomStatus;
import dev.atrium.schema.RoomRow;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A host that loses its lease while it still runs: the worst that a dead one can do. */
// Most of its time it waits, on hosts and tables of its own.
@Execution(ExecutionMode.CONCURRENT)
class TakeoverIT {
    private static final int SPEED = 5;
    private static final int WARRIORS = 20;
    private static final String KEY = "a-key-for-tests-only";

    @TempDir private Path folder;

    private final Map<String, String> apart = LocalStores.get().newDeployment("takeover");
    private RunningHost first;
    private RunningHost second;
    private final RunningHost.Guest ada = RunningHost.Guest.named("Ada");

    @BeforeEach
    void start() throws IOException {
        first = start(SPEED, 0);
        second = start(SPEED, 100);
    }

    private RunningHost start(int speed, int takeoverMs) throws IOException {
        Map<String, String> environment = new HashMap<>(apart);
        environment.put("ATRIUM_TAKEOVER_MS", Integer.toString(takeoverMs));
        return RunningHost.start(folder, speed, environment);
    }

    @AfterEach
    void stop() {
        first.close();
        second.close();
    }

    private RoomRow awaitTaken(String roomId) {
        Eventually.holds(
                () -> first.room(roomId).owner().equals(second.hostId()), "nobody takes the room");
        return first.room(roomId);
    }

    /**
     * Ada comes in and moves once.
     *
     * @param known where a view names the last of her inputs
     * @return the tick of the first view that names this one there
     */
    private long entersAndMoves(TestPlayer player, RunningHost host, String roomId, String known) {
        player.enter(host, roomId, ada).await("entered");
        player.move(roomId, "0-0", "n", 1);
        return player.await("state", v -> v.at(known).asLong() == 1).get("tick").asLong();
    }

    @Test
    void theMatchGoesOnWithEveryStoredInputAndItsOutcomeIsProven() throws Exception {
        String roomId = first.place(List.of(ada), WARRIORS - 1);
        long tick;
        try (TestPlayer player = first.connect()) {
            tick = entersAndMoves(player, first, roomId, "/durable/0");
            first.bean(HostLease.class).close();

            assertEquals(4503, player.awaitClose(), "come back, elsewhere");
            assertTrue(player.noneOf("room-closed", closed -> true), "the room is not closed");
        }
        RoomRow taken = awaitTaken(roomId);
        assertEquals(2, taken.epoch());
        assertEquals(RoomStatus.PLAYING, taken.status());
        try (TestPlayer player = second.connect()) {
            JsonNode resumed = player.comeBack(first, roomId, ada);
            assertEquals(2, resumed.at("/data/epoch").asLong());
            assertTrue(resumed.at("/data/tick").asLong() >= tick, resumed.toString());
            long rewoundTo = resumed.at("/data/rewoundTo").asLong(-1);
            assertTrue(
                    rewoundTo >= tick && rewoundTo <= resumed.at("/data/tick").asLong(),
                    resumed.toString());
            assertFalse(resumed.at("/data/complete").asBoolean(), "another stream began");
            assertEquals(0, resumed.at("/data/events").asInt());
            JsonNode view = player.await("state");
            assertEquals(2, view.get("epoch").asLong());
            assertEquals(1, view.at("/applied/0").asLong(), "what was stored was applied");
            assertEquals(1, view.at("/durable/0").asLong());
            player.awaitComplete();
        }
        assertEquals(RoomStatus.FINISHED, first.room(roomId).status());
        assertInstanceOf(OutcomeProof.Result.Proven.class, second.prove(roomId));
    }

    @Test
    void aHostThatLeavesGivesItsRoomsAwayAndTellsWhere() throws Exception {
        RunningHost leaving = start(1, 100);
        leaving.awaitSightOf(first);
        leaving.awaitSightOf(second);
        String roomId = leaving.place(List.of(ada), WARRIORS - 1);
        String unopened = leaving.place(List.of(ada), WARRIORS - 1);
        JsonNode moved;
        long tick;
        try (TestPlayer player = leaving.connect()) {
            tick = entersAndMoves(player, leaving, roomId, "/applied/0");
            CompletableFuture<Void> left = CompletableFuture.runAsync(leaving::close);
            moved = player.await("room-moved");
            assertEquals(4503, player.awaitClose());
            left.get(TestPlayer.WAIT_S, TimeUnit.SECONDS);
        }
        assertEquals(2, moved.at("/data/epoch").asLong());
        RoomRow given = first.room(roomId);
        assertEquals(RoomStatus.PLAYING, given.status(), given::toString);
        assertEquals(moved.at("/data/direct").asText(), hostOf(roomId).row().directUrl());
        try (TestPlayer player = hostOf(roomId).connect()) {
            assertEquals(2, player.comeBack(first, roomId, ada).at("/data/epoch").asLong());
            JsonNode view = player.await("state");
            assertTrue(view.get("tick").asLong() >= tick, "nothing was lost");
            assertEquals(1, view.at("/durable/0").asLong());
        }
        assertEquals(1, first.room(unopened).epoch(), "it was opened elsewhere");
        byte[] snapshot =
                first.bean(JournalStores.class)
                        .of("arena.blitz")
                        .readSnapshot(roomId)
                        .toCompletableFuture()
                        .get(TestPlayer.WAIT_S, TimeUnit.SECONDS)
                        .orElseThrow();
        assertTrue(JournalSnapshot.decode(snapshot).entries() > 2, "what it went on from");
    }

    @Test
    void aRoomThatNobodyTookGoesOnFromItsLastTickOnceItsHostIsSeenToBeGone() throws Exception {
        // It looks after nobody, and so knows of nobody whom it could ask.
        RunningHost leaving = start(1, 0);
        String roomId = leaving.place(List.of(ada), WARRIORS - 1);
        long tick;
        try (TestPlayer player = leaving.connect()) {
            tick = entersAndMoves(player, leaving, roomId, "/applied/0");
            leaving.close();
            assertEquals(4503, player.awaitClose());
            assertTrue(player.noneOf("room-closed", closed -> true), "it is not over");
            assertTrue(player.noneOf("room-moved", moved -> true), "nobody has it yet");
        }
        RoomRow taken = awaitTaken(roomId);
        assertEquals(2, taken.epoch());
        assertEquals(RoomStatus.PLAYING, taken.status());
        try (TestPlayer player = second.connect()) {
            JsonNode resumed = player.comeBack(first, roomId, ada);
            assertTrue(resumed.at("/data/rewoundTo").asLong() >= tick, resumed.toString());
            JsonNode view = player.await("state");
            assertEquals(1, view.at("/durable/0").asLong(), "all was stored before it left");
        }
    }

    private RunningHost hostOf(String roomId) {
        return first.room(roomId).owner().equals(first.hostId()) ? first : second;
    }

    /** What the second host answers who asks it to take a room. */
    private int ask(String roomId, long epoch, String key) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            String path = "/rooms/" + roomId + "/inherit?epoch=" + epoch;
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(second.row().internalUrl() + path))
                            .header("X-Atrium-Gateway-Key", key)
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    @Test
    void onlyWhoKnowsTheKeyHandsARoomOverAndNoneTwice() throws Exception {
        String roomId = first.place(List.of(ada), WARRIORS - 1);
        assertEquals(401, ask(roomId, 0, "not the key"));
        assertEquals(503, ask(roomId, 7, KEY), "what comes late takes nothing");
        assertEquals(503, ask(RoomId.draw().value(), 0, KEY));
        assertEquals(0, first.room(roomId).epoch());

        assertEquals(200, ask(roomId, 0, KEY));
        assertEquals(503, ask(roomId, 1, KEY), "it is there already");
        assertEquals(1, first.room(roomId).epoch());
    }

    @Test
    void aRoomThatNobodyHadEnteredIsEnteredElsewhere() {
        String roomId = first.place(List.of(ada), WARRIORS - 1);
        first.bean(HostLease.class).close();
        assertEquals(1, awaitTaken(roomId).epoch());
        try (TestPlayer player = second.connect()) {
            player.enter(second, roomId, ada).await("entered");
            assertEquals(1, player.await("state").get("epoch").asLong());
        }
    }
}
