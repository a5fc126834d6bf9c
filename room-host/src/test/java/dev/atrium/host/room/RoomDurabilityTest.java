package dev.atrium.host.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.game.Input;
import dev.atrium.host.journal.JournalException;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** How far a room goes on without its store, and what a takeover takes back. */
class RoomDurabilityTest {
    private static final long SECOND = TrackGame.RATE_HZ;
    private static final TrackGame.Run RUN = new TrackGame.Run(0, 3, Optional.empty());

    private static StagedRoom playing(StagedRoom stage) {
        stage.enter(0);
        stage.enter(1);
        stage.pass(500);
        return stage;
    }

    private static StagedRoom forStakes() {
        return playing(StagedRoom.forStakes(new TrackGame()));
    }

    private static List<Boolean> late(StagedPlayer player) {
        return player.told("durability").stream().map(m -> m.at("/data/late").asBoolean()).toList();
    }

    @Test
    void aTakeoverOfAMatchForStakesTakesASecondBackAtMost() {
        StagedRoom stage = forStakes();
        for (int slow = 0; slow < 40; slow++) {
            // Each append is under way for longer than the last.
            stage.store.hold();
            stage.pass(50L * slow);
            long back = stage.tick() - stage.takenOver().tick();
            assertTrue(back <= SECOND, back + " ticks after " + 50 * slow + " ms");
            stage.store.release();
            stage.run();
        }
    }

    @Test
    void itStandsThereAndSaysSoAndGoesOn() {
        StagedRoom stage = forStakes();
        StagedPlayer player = stage.enter(0).forget();
        stage.store.hold();
        stage.pass(3_000);
        long stood = stage.tick();
        stage.pass(3_000);
        assertEquals(stood, stage.tick());
        assertEquals(List.of(true), late(player));
        player.act(1, RUN);
        assertEquals(List.of("act-1 unavailable"), player.refused());

        stage.store.release();
        stage.pass(2_000);
        assertEquals(List.of(false), late(player));
        long slipped =
                player.told("time-slip").stream().mapToLong(m -> m.at("/data/ms").asLong()).sum();
        assertTrue(slipped > 4_000, slipped + " ms");
        assertTrue(stage.tick() > stood + SECOND);
        player.act(1, RUN);
        stage.pass(200);
        assertEquals(List.of(), player.refused());
        assertEquals(1, stage.applied().stream().filter(Input.Command.class::isInstance).count());
    }

    @Test
    void aMatchForNothingPlaysOn() {
        StagedRoom stage = playing(StagedRoom.of(new TrackGame()));
        stage.store.hold();
        long before = stage.tick();
        stage.pass(3_000);
        assertTrue(stage.tick() > before + 2 * SECOND);
    }

    @Test
    void itStandsUntilAStoreThatLostItHasItAgain() {
        StagedRoom stage = forStakes();
        stage.store.refuse(
                new JournalException(JournalException.Reason.OUT_OF_STEP, StagedRoom.ID));
        stage.pass(3_000);
        long stood = stage.tick();
        stage.store.lose();
        stage.store.hold();
        stage.reclaims.getLast().accept(new RoomReclaim.Result.Ours(stage.grant().epoch() + 1));
        stage.pass(1_000);
        assertEquals(stood, stage.tick());
        stage.store.release();
        stage.pass(1_000);
        assertTrue(stage.tick() > stood);
        assertTrue(stage.tick() - stage.takenOver().tick() <= SECOND);
    }
}
