package dev.atrium.game.arena;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What a bot works out about cooldowns, held against the simulation that it does not see. */
class BotRhythmTest {
    @Test
    void whoReachesNobodyIsReady() {
        Stage stage = Stage.of(1, 1);
        stage.put(0, 5, 5);
        stage.put(1, 20, 20);
        BotRhythm rhythm = new BotRhythm();
        for (int tick = 1; tick <= 120; tick++) {
            stage.step();
            rhythm.look(new BotSight(0, tick, stage.view()));
            assertTrue(rhythm.strikesBy(stage.view().warriors().get(1), tick), "tick " + tick);
        }
    }

    @Test
    void itKnowsToAViewWhenEachStrikesAgain() {
        Stage stage = Stage.of(1, 1, 1);
        stage.put(0, 5, 5);
        stage.put(1, 9, 5);
        stage.put(2, 9, 9);
        stage.move(1, "1-0", Direction.W);
        BotRhythm rhythm = new BotRhythm();
        int cooling = 0;
        for (int tick = 1; tick <= 600; tick++) {
            stage.step();
            if (tick == 200) {
                stage.move(1, "1-0", Direction.E);
            } else if (tick == 300) {
                stage.move(1, "1-0", Direction.SE);
            }
            if (tick % BotMatch.HOST_TICKS != 0) {
                continue;
            }
            rhythm.look(new BotSight(0, tick, stage.view()));
            for (int i = 0; i < 3; i++) {
                int ready = stage.warrior(i).readyTick;
                if (ready > tick) {
                    cooling++;
                    ArenaView.WarriorView warrior = stage.view().warriors().get(i);
                    assertFalse(rhythm.strikesBy(warrior, ready - BotMatch.HOST_TICKS), "" + tick);
                    assertTrue(rhythm.strikesBy(warrior, ready + BotMatch.HOST_TICKS), "" + tick);
                }
            }
        }
        assertTrue(cooling > 50, "cooling down: " + cooling);
    }

    @Test
    void itForgetsWhoHasFallen() {
        Stage stage = Stage.of(1, 1, 1);
        stage.put(0, 5, 5);
        stage.put(1, 6, 5);
        stage.put(2, 20, 20);
        stage.step();
        ArenaView before = stage.view();
        BotRhythm rhythm = new BotRhythm();
        rhythm.look(new BotSight(1, 1, before));
        assertFalse(rhythm.strikesBy(before.warriors().get(0), 40));
        stage.warrior(0).hp = 0;
        rhythm.look(new BotSight(1, 2, stage.view()));
        assertTrue(rhythm.strikesBy(before.warriors().get(0), 40), "comes back as somebody new");
        assertEquals(2, stage.view().warriors().size());
    }
}
