package dev.atrium.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.identity.KeyFolder;
import dev.atrium.proof.OutcomeDocument;
import dev.atrium.proof.OutcomeProof;
import dev.atrium.room.RoomStatus;
import dev.atrium.schema.OutcomeRow;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Whole matches on real sockets and stores. */
class MatchIT {
    private static RunningHost host;

    @BeforeAll
    static void start() {
        host = RunningHost.start(50, Map.of());
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    @Test
    void aMatchEndsWithASignedOutcomeThatItsJournalProves() throws Exception {
        RunningHost.Guest ada = RunningHost.Guest.named("Ada");
        String roomId = host.place(List.of(ada), 19);
        try (TestPlayer player = host.connect()) {
            player.enter(host, roomId, ada);
            JsonNode entered = player.await("entered");
            assertEquals("e1", entered.get("id").asText());
            assertEquals(0, entered.at("/data/seat").asInt());
            assertEquals(20, entered.at("/data/players").size());
            JsonNode view = player.await("state");
            assertEquals(1, view.get("epoch").asLong());
            assertEquals(20, view.at("/data/warriors").size());
            player.move(roomId, "0-0", "n", 1);
            player.await("state", v -> v.at("/applied/0").asLong() == 1);
            player.await("state", v -> v.at("/durable/0").asLong() == 1);

            JsonNode complete = player.await("game-complete");
            assertEquals(20, complete.at("/data/standings").size());
            assertFalse(complete.at("/data/winner").asText().isEmpty());
            assertEquals(
                    complete.at("/data/standings/0/playerId").asText(),
                    complete.at("/data/winners/0").asText());
            assertEquals("finished", player.await("room-closed").at("/data/reason").asText());

            OutcomeRow row = host.outcome(roomId).orElseThrow();
            OutcomeDocument document = new OutcomeDocument(row.document());
            assertEquals(document.hash().hex(), complete.at("/data/outcomeHash").asText());
            assertTrue(
                    new KeyFolder(host.folder().resolve("keys"))
                            .key(KeyFolder.OUTCOMES)
                            .publicKey()
                            .verifies(
                                    document.bytes(),
                                    Base64.getUrlDecoder().decode(row.signature())));
            assertEquals(RoomStatus.FINISHED, host.room(roomId).status());
            OutcomeProof.Result.Proven proven =
                    assertInstanceOf(OutcomeProof.Result.Proven.class, host.prove(roomId));
            assertTrue(proven.hashesCompared() > 5);
        }
    }
}
