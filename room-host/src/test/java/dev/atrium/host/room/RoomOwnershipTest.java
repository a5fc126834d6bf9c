package dev.atrium.host.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.game.GameInfo.Durability;
import dev.atrium.game.Input;
import dev.atrium.host.journal.JournalException;

import org.junit.jupiter.api.Test;

import java.lang.ref.WeakReference;
import java.util.List;

/** Rooms that may be another host's, and rooms that have just become this one's. */
class RoomOwnershipTest {
    private final JournalException fenced =
            new JournalException(JournalException.Reason.FENCED, StagedRoom.ID);
    private static final int COLLECTIONS_MAX = 50;

    private StagedRoom stage = StagedRoom.of(Durability.STRICT);

    private StagedPlayer playing() {
        StagedPlayer player = stage.enter(0);
        stage.enter(1);
        stage.pass(100);
        return player.forget();
    }

    private void reclaimed(RoomReclaim.Result result) {
        stage.reclaims.getLast().accept(result);
        stage.run();
    }

    @Test
    void aRoomThatMayBeAnothersLetsNothingOutThatWasNotStored() {
        StagedPlayer player = playing();
        StagedPlayer other = stage.enter(1);
        stage.store.refuse(fenced);
        player.add(5);
        reclaimed(new RoomReclaim.Result.NotDone(1));
        assertEquals(RoomLifecycle.OVER, stage.phase());
        player.forget();

        player.ask();
        player.add(1);
        player.leave();
        other.disconnect();
        assertEquals(List.of(), player.told("sum"));
        assertEquals(
                List.of("ask unavailable", "act-2 unavailable", "leave unavailable"),
                player.refused());
        assertEquals(List.of(), player.told("left"));
        assertEquals(List.of(), player.told("players-update"));

        stage.voids.getFirst().done().accept(new RoomEnding.Result.Moved());
        stage.run();
        assertEquals(RoomLifecycle.GONE, stage.phase());
        assertEquals(List.of(), player.told("room-closed"), "it is not over");
    }

    @Test
    void aRoomThatAnOperatorEndsLetsNothingOutThatWasNotStored() {
        StagedPlayer player = playing();
        stage.store.hold();
        player.add(5);
        stage.order(new RoomOrder.MakeVoid("operator-void"));
        player.ask();
        assertEquals(List.of(), player.told("sum"));
        assertEquals(List.of("ask unavailable"), player.refused());
        stage.voids.getFirst().done().accept(new RoomEnding.Result.Voided("operator-void"));
        stage.run();
        assertEquals(1, player.told("room-closed").size());
    }

    @Test
    void anOperatorsVoidWaitsUntilItIsKnownUnderWhichEpochTheRoomIsOwned() {
        StagedPlayer player = playing();
        stage.store.refuse(fenced);
        player.add(5);
        stage.order(new RoomOrder.MakeVoid("operator-void"));
        stage.pass(100);
        assertEquals(List.of(), stage.voids);

        reclaimed(new RoomReclaim.Result.Ours(2));

        StagedRoom.Voided wanted = stage.voids.getFirst();
        assertEquals(2, wanted.epoch());
        assertEquals("operator-void", wanted.reason());
        wanted.done().accept(new RoomEnding.Result.Voided("operator-void"));
        stage.run();
        assertEquals(1, player.told("room-closed").size());
        assertEquals(1, stage.voids.size());
    }

    @Test
    void aStrictRoomAtItsEndRefusesWhatItCouldNotStore() {
        StagedPlayer player = playing();
        stage.store.hold();
        player.add(100);
        assertEquals(RoomLifecycle.ENDING, stage.phase());
        stage.pass(1_500);
        player.ask();
        assertEquals(List.of("ask unavailable"), player.refused());
        stage.store.release();
        stage.pass(100);
        assertEquals(1, player.told("accepted").size());
        player.ask();
        stage.run();
        JsonNode answer = player.told("sum").getLast();
        assertEquals("ask", answer.path("id").asText());
        assertEquals(100, answer.at("/data/sum").asInt());
    }

    private StagedPlayer ended() {
        StagedPlayer player = playing();
        player.add(100);
        stage.pass(100);
        assertEquals(RoomLifecycle.ENDING, stage.phase());
        stage.ends.getFirst().done().accept(new RoomEnding.Result.JournalGone("journal-lost"));
        stage.run();
        assertEquals(1, stage.reclaims.size());
        return player;
    }

    @Test
    void anEndWhoseJournalIsNotThereIsStoredOnceThatIsWrittenAnew() {
        StagedPlayer player = ended();
        stage.pass(100);
        assertEquals(1, stage.ends.size());
        stage.store.lose();

        reclaimed(new RoomReclaim.Result.Ours(2));
        stage.pass(100);

        StagedRoom.End again = stage.ends.getLast();
        assertEquals(2, stage.ends.size());
        assertEquals(2, again.epoch());
        assertEquals(stage.ends.getFirst().entries(), again.entries());
        again.done().accept(new RoomEnding.Result.Stored("hash"));
        stage.run();
        assertEquals(1, player.told("game-complete").size());
        assertEquals(List.of(), stage.voids);
    }

    @Test
    void anEndWhoseJournalIsNotThereIsVoidIfItCannotBeWrittenAnew() {
        ended();
        reclaimed(new RoomReclaim.Result.NotDone(1));
        assertEquals("journal-lost", stage.voids.getFirst().reason());
    }

    // -- what another owner left ----------------------------------------------------------------

    @Test
    void theJournalThatAnotherOwnerWroteIsKeptOnce() {
        playing().add(5);
        stage.pass(100);
        WeakReference<byte[]> entry = takeOver();
        assertTrue(stage.grant().restored().isEmpty());
        for (int i = 0; i < COLLECTIONS_MAX && entry.get() != null; i++) {
            System.gc();
        }
        assertNull(entry.get(), "the room holds on to it");
        StagedPlayer player = stage.enter(0);
        assertEquals(5, player.told("entered").getFirst().at("/data/state/sum").asInt());
    }

    private WeakReference<byte[]> takeOver() {
        RoomGrant.Restored restored = stage.restored();
        stage = stage.takenOver(restored);
        return new WeakReference<>(restored.journal().entries().getLast());
    }

    @Test
    void whoComesBackAfterAJournalWasWrittenAnewHasMissedNothingAndIsNotRewound() {
        playing().add(5);
        stage.pass(500);
        stage = stage.takenOver();
        StagedPlayer player = stage.enter(0);
        StagedPlayer other = stage.enter(1);
        stage.pass(200);
        long last = player.told("sum").getLast().get("seq").asLong();
        player.disconnect();

        stage.store.refuse(fenced);
        other.add(6);
        stage.store.lose();
        reclaimed(new RoomReclaim.Result.Ours(3));
        stage.pass(200);
        StagedPlayer again = stage.resume(0, 2, last);
        stage.pass(100);
        JsonNode resumed = again.told("resumed").getFirst().get("data");
        assertEquals(3, resumed.get("epoch").asLong());
        assertTrue(resumed.get("rewoundTo").isNull(), resumed.toString());
        assertTrue(resumed.get("complete").asBoolean(), resumed.toString());
        List<JsonNode> missed = again.told("players-update");
        assertEquals(resumed.get("events").asInt() + 1, missed.size(), "and that he is back");
        assertTrue(missed.getFirst().get("seq").asLong() > last);
        assertEquals(3, missed.getFirst().get("epoch").asLong());
        assertEquals(11, again.told("sum").getLast().at("/data/sum").asInt());
        assertTrue(stage.applied().contains(new Input.Command(1, 1, new CounterGame.Add(6))));

        StagedPlayer late = stage.resume(1, 1, 3);
        stage.pass(100);
        JsonNode rewound = late.told("resumed").getFirst().get("data");
        assertTrue(rewound.get("rewoundTo").asLong() > 0, "that was another owner's word");
        assertFalse(rewound.get("complete").asBoolean());
    }
}
