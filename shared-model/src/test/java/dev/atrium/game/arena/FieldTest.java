package dev.atrium.game.arena;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.message.Deadline;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** The shrinking field and what the environment costs. */
class FieldTest {

    @Test
    void theFieldIsThirtyTwoCellsUntilFortyFiveSeconds() {
        Stage stage = Stage.of(1, 1);
        stage.stepAt(2699);
        assertEquals(
                new ArenaView.FieldView(32, 256, 0, 8192, ArenaView.Shrink.NONE),
                stage.view().arena());
        assertTrue(stage.events(ArenaEvent.ArenaShrinking.class).isEmpty());
    }

    @Test
    void itShrinksToHalfItsSideOverFifteenSeconds() {
        Stage stage = Stage.of(1, 1);
        stage.stepAt(2700);
        assertEquals(
                List.of(new ArenaEvent.ArenaShrinking(32, 16, 900)),
                stage.events(ArenaEvent.ArenaShrinking.class));
        assertEquals(
                new ArenaView.FieldView(32, 256, 0, 8192, ArenaView.Shrink.SHRINKING),
                stage.view().arena());
        stage.stepAt(2700 + 450);
        assertEquals(
                new ArenaView.FieldView(32, 256, 1024, 7168, ArenaView.Shrink.SHRINKING),
                stage.view().arena());
        stage.stepAt(3599);
        assertEquals(ArenaView.Shrink.SHRINKING, stage.view().arena().shrink());
        stage.stepAt(3600);
        assertEquals(
                new ArenaView.FieldView(32, 256, 2048, 6144, ArenaView.Shrink.SHRUNK),
                stage.view().arena());
        stage.stepAt(5000);
        assertEquals(2048, stage.view().arena().min());
        assertEquals(1, stage.events(ArenaEvent.ArenaShrinking.class).size());
    }

    @Test
    void aModeMayShrinkSeveralTimes() {
        ArenaMode threeTimes =
                Modes.withGround(
                        new ArenaMode.Ground(
                                64,
                                20 * 256,
                                List.of(
                                        new ArenaMode.Shrink(100, 10, 75),
                                        new ArenaMode.Shrink(200, 10, 50),
                                        new ArenaMode.Shrink(300, 10, 25))));
        Stage stage = Stage.with(threeTimes, 1, 1);
        stage.stepAt(100);
        stage.stepAt(150);
        assertEquals(2048, stage.view().arena().min());
        assertEquals(ArenaView.Shrink.SHRUNK, stage.view().arena().shrink());
        stage.stepAt(200);
        stage.stepAt(205);
        assertEquals(3072, stage.view().arena().min());
        assertEquals(ArenaView.Shrink.SHRINKING, stage.view().arena().shrink());
        stage.stepAt(300);
        stage.stepAt(310);
        assertEquals(6144, stage.view().arena().min());
        assertEquals(64 * 256 - 6144, stage.view().arena().max());
        assertEquals(
                List.of(
                        new ArenaEvent.ArenaShrinking(64, 48, 10),
                        new ArenaEvent.ArenaShrinking(48, 32, 10),
                        new ArenaEvent.ArenaShrinking(32, 16, 10)),
                stage.events(ArenaEvent.ArenaShrinking.class));
    }

    @Test
    void everybodyLosesTwoHpEveryThreeSeconds() {
        Stage stage = Stage.of(1, 1);
        stage.stepTo(179);
        assertEquals(100, stage.warrior(0).hp);
        stage.stepTo(180);
        assertEquals(98, stage.warrior(0).hp);
        assertEquals(98, stage.warrior(1).hp);
        assertEquals(2, stage.warrior(0).damageTaken);
        stage.stepTo(359);
        assertEquals(98, stage.warrior(0).hp);
        stage.stepTo(360);
        assertEquals(96, stage.warrior(0).hp);
    }

    @Test
    void outsideTheShrunkenFieldThreeHpASecondAreLostOnTop() {
        Stage stage = Stage.of(1, 1);
        stage.stepAt(3600);
        stage.put(0, 7, 16).hp = 100;
        stage.put(1, 8, 16).hp = 100;
        stage.warrior(0).readyTick = 10_000;
        stage.warrior(1).readyTick = 10_000;
        stage.stepTo(3660);
        assertEquals(97, stage.warrior(0).hp);
        assertEquals(100, stage.warrior(1).hp);
        stage.stepTo(3720);
        assertEquals(94, stage.warrior(0).hp);
        stage.stepTo(3780);
        assertEquals(91 - 2, stage.warrior(0).hp);
        assertEquals(100 - 2, stage.warrior(1).hp);
    }

    @Test
    void insideIsFromTheLeastUpToButWithoutTheMost() {
        Stage stage = Stage.of(1, 1, 1, 1, 1, 1);
        stage.stepAt(3601);
        stage.put(0, 16, 16).x = 2048;
        stage.put(1, 16, 20).x = 6143;
        stage.put(2, 10, 23).y = 6144;
        stage.put(3, 10, 10).y = 2047;
        stage.put(4, 24, 12).x = 6144;
        stage.put(5, 8, 18).x = 2047;
        stage.stepTo(3621);
        assertEquals(0, stage.warrior(0).damageTaken);
        assertEquals(0, stage.warrior(1).damageTaken);
        assertEquals(1, stage.warrior(2).damageTaken);
        assertEquals(1, stage.warrior(3).damageTaken);
        assertEquals(1, stage.warrior(4).damageTaken);
        assertEquals(1, stage.warrior(5).damageTaken);
    }

    @Test
    void steppingInAndOutSavesNothing() {
        Stage stage = Stage.of(1, 1);
        stage.stepAt(3601);
        for (int tick = 3602; tick <= 3721; tick++) {
            stage.put(0, tick % 2 == 0 ? 2 : 16, 16);
            stage.stepAt(tick);
        }
        assertEquals(3, stage.warrior(0).damageTaken, "60 of 120 ticks outside");
    }

    @Test
    void aRateThatDoesNotDivideTheSecondIsExactToo() {
        Stage stage = Stage.with(Modes.withOutsideHpPerSecond(7), 1, 1);
        stage.stepAt(3601);
        stage.put(0, 2, 16);
        stage.stepTo(3661);
        assertEquals(7, stage.warrior(0).damageTaken);
        stage.stepTo(3721);
        assertEquals(14, stage.warrior(0).damageTaken);
    }

    @Test
    void theEnvironmentsVictimHasNoKiller() {
        Stage stage = Stage.of(2, 1);
        stage.warrior(0).hp = 2;
        stage.stepAt(180);
        assertEquals(
                List.of(
                        new ArenaEvent.WarriorEliminated(
                                "0-0", Optional.empty(), new ArenaEvent.FinalStats(0, 0, 2, 180))),
                stage.events);
    }

    @Test
    void timeIsUpAfterNinetySeconds() {
        assertEquals(Optional.of(new Deadline(5400)), Stage.of(1, 1).view().endsAt());
    }
}
