package dev.atrium.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.archive.FolderArchive;
import dev.atrium.catalog.Games;
import dev.atrium.host.lease.HostLease;
import dev.atrium.proof.OutcomeDocument;
import dev.atrium.proof.OutcomeProof;
import dev.atrium.room.RoomStatus;
import dev.atrium.schema.RoomRow;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A host that loses its lease while it still runs: the worst that a dead one can do. */
class TakeoverIT {
    private static final int SPEED = 20;
    private static final int WARRIORS = 20;

    @TempDir private Path folder;

    private RunningHost first;
    private RunningHost second;
    private final RunningHost.Guest ada = RunningHost.Guest.named("Ada");

    @BeforeEach
    void start() throws IOException {
        first = RunningHost.start(folder, SPEED, Map.of());
        second = RunningHost.start(folder, SPEED, Map.of("ATRIUM_TAKEOVER_MS", "100"));
    }

    @AfterEach
    void stop() {
        first.close();
        second.close();
    }

    private RoomRow awaitTaken(String roomId) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TestPlayer.WAIT_S);
        while (!first.room(roomId).owner().equals(second.hostId())) {
            assertTrue(System.nanoTime() < end, "nobody takes the room");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        return first.room(roomId);
    }

    private String resume(String roomId) {
        return """
        {"action":"resume","roomId":"%s","lastEpoch":1,"lastSeq":1,"token":"%s"}\
        """
                .formatted(roomId, first.session(ada));
    }

    /** Asks until the room is there. */
    private JsonNode resumed(TestPlayer player, String roomId) {
        while (true) {
            player.send(resume(roomId));
            JsonNode answer =
                    player.await(
                            m ->
                                    m.get("type").asText().equals("resumed")
                                            || m.get("type").asText().equals("error"));
            if (answer.get("type").asText().equals("resumed")) {
                return answer;
            }
            assertEquals("unavailable", answer.at("/data/code").asText());
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    @Test
    void theMatchGoesOnWithEveryStoredInputAndItsOutcomeIsProven() throws Exception {
        String roomId = first.place(List.of(ada), WARRIORS - 1);
        long tick;
        try (TestPlayer player = first.connect()) {
            player.enter(first, roomId, ada).await("entered");
            player.move(roomId, "0-0", "n", 1);
            tick =
                    player.await("state", v -> v.at("/durable/0").asLong() == 1)
                            .get("tick")
                            .asLong();
            first.bean(HostLease.class).close();

            assertEquals(4503, player.awaitClose(), "come back, elsewhere");
            assertTrue(player.noneOf("room-closed", closed -> true), "the room is not closed");
        }
        RoomRow taken = awaitTaken(roomId);
        assertEquals(2, taken.epoch());
        assertEquals(RoomStatus.PLAYING, taken.status());
        try (TestPlayer player = second.connect()) {
            JsonNode resumed = resumed(player, roomId);
            assertEquals(2, resumed.at("/data/epoch").asLong());
            assertTrue(resumed.at("/data/tick").asLong() >= tick, resumed.toString());
            JsonNode view = player.await("state");
            assertEquals(2, view.get("epoch").asLong());
            assertEquals(1, view.at("/applied/0").asLong(), "what was stored was applied");
            assertEquals(1, view.at("/durable/0").asLong());
            player.await("game-complete");
        }
        assertEquals(RoomStatus.FINISHED, first.room(roomId).status());
        OutcomeDocument document =
                new OutcomeDocument(first.outcome(roomId).orElseThrow().document());
        OutcomeProof proof =
                new OutcomeProof(Games.all(), new FolderArchive(folder.resolve("archive")));
        assertInstanceOf(OutcomeProof.Result.Proven.class, proof.prove(document.read()));
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
