package dev.atrium.game.arena;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Power-ups: when they come and go, who gets them, what they do. */
class PowerUpsTest {

    @Test
    void oneAppearsEveryEightSecondsOnAFreeCell() {
        Stage stage = Stage.of(1, 1);
        stage.stepTo(479);
        assertTrue(stage.view().powerUps().isEmpty());
        stage.stepTo(480);
        ArenaView.PowerUpView first = stage.view().powerUps().getFirst();
        assertEquals(
                List.of(
                        new ArenaEvent.PowerUpSpawned(
                                first.id(), first.kind(), first.x(), first.y())),
                stage.events);
        assertTrue(first.id().matches("[a-z2-9]{4}"), first.id());
        stage.stepTo(959);
        assertEquals(1, stage.view().powerUps().size());
        stage.stepTo(960);
        assertEquals(2, stage.view().powerUps().size());
    }

    @Test
    void allFourKindsComeAndIdsAreDrawn() {
        Set<PowerUpKind> kinds = EnumSet.noneOf(PowerUpKind.class);
        Set<String> ids = new HashSet<>();
        Set<Integer> columns = new HashSet<>();
        for (int seed = 0; seed < 60; seed++) {
            Stage stage = Stage.withSeed(seed, 1, 1);
            stage.stepAt(480);
            ArenaView.PowerUpView powerUp = stage.view().powerUps().getFirst();
            kinds.add(powerUp.kind());
            ids.add(powerUp.id());
            columns.add(powerUp.x());
            assertTrue(powerUp.x() >= 0 && powerUp.x() < 32);
            assertTrue(powerUp.y() >= 0 && powerUp.y() < 32);
        }
        assertEquals(EnumSet.allOf(PowerUpKind.class), kinds);
        assertTrue(ids.size() > 55, "drawn, not counted: " + ids.size());
        assertTrue(columns.size() > 20, "anywhere: " + columns.size());
    }

    @Test
    void fiveLieAtOnceAndNoMore() {
        Stage stage = Stage.with(Modes.withPowerUpsEvery(10), 1, 1);
        stage.stepTo(50);
        assertEquals(5, stage.view().powerUps().size());
        stage.stepTo(100);
        assertEquals(5, stage.view().powerUps().size());
        assertEquals(5, stage.events(ArenaEvent.PowerUpSpawned.class).size());
        assertEquals(
                5,
                stage.view().powerUps().stream().map(ArenaView.PowerUpView::id).distinct().count());
    }

    @Test
    void afterTwentySecondsItIsGone() {
        Stage stage = Stage.of(1, 1);
        stage.stepAt(480);
        String id = stage.view().powerUps().getFirst().id();
        stage.stepAt(480 + 1199);
        assertEquals(1, stage.view().powerUps().size());
        ArenaView.PowerUpView there = stage.view().powerUps().getFirst();
        stage.put(0, there.x(), there.y());
        stage.stepAt(480 + 1200);
        assertEquals(
                List.of(new ArenaEvent.PowerUpExpired(id)),
                stage.events(ArenaEvent.PowerUpExpired.class));
        assertTrue(stage.events(ArenaEvent.PowerUpCollected.class).isEmpty(), "too late");
        assertTrue(stage.view().powerUps().isEmpty());
    }

    @Test
    void noneAppearsWhereSomebodyStandsOrOneLies() {
        ArenaMode tiny = Modes.withGround(new ArenaMode.Ground(2, 0, List.of()));
        for (int seed = 0; seed < 20; seed++) {
            Stage stage = Stage.with(tiny, 2, 1);
            stage.put(0, 0, 0);
            stage.put(1, 1, 0);
            stage.put(2, 0, 1);
            stage.warrior(2).readyTick = 10_000;
            stage.warrior(0).readyTick = 10_000;
            stage.warrior(1).readyTick = 10_000;
            stage.stepAt(480);
            ArenaView.PowerUpView only = stage.view().powerUps().getFirst();
            assertEquals(1, only.x());
            assertEquals(1, only.y());
            stage.stepAt(960);
            assertEquals(1, stage.view().powerUps().size(), "no cell is free");
        }
    }

    @Test
    void noneAppearsOutsideTheLivingField() {
        for (int seed = 0; seed < 60; seed++) {
            Stage stage = Stage.withSeed(seed, 1, 1);
            stage.stepAt(3839);
            stage.stepAt(3840);
            ArenaView.PowerUpView powerUp = stage.view().powerUps().getFirst();
            assertTrue(powerUp.x() >= 8 && powerUp.x() < 24, "x=" + powerUp.x());
            assertTrue(powerUp.y() >= 8 && powerUp.y() < 24, "y=" + powerUp.y());
        }
    }

    @Test
    void whoeverEntersItsCellTakesIt() {
        Stage stage = Stage.of(1, 1);
        lay(stage, PowerUpKind.HASTE, 10, 10);
        Warrior warrior = stage.put(0, 9, 10);
        warrior.x = 10 * 256 - 17;
        warrior.direction = Direction.E;
        warrior.x -= 1;
        stage.step();
        assertEquals(1, stage.view().powerUps().size(), "one subunit short");
        stage.step();
        assertTrue(stage.view().powerUps().isEmpty());
        assertEquals(
                List.of(new ArenaEvent.PowerUpCollected("test", PowerUpKind.HASTE, "0-0")),
                stage.events);
        assertEquals(480, stage.view().warriors().getFirst().haste());
        stage.step();
        assertEquals(479, stage.view().warriors().getFirst().haste());
    }

    @Test
    void ofTwoOnOneTickTheLowestHpHasIt() {
        Stage stage = Stage.of(1, 1, 1);
        lay(stage, PowerUpKind.RAGE, 10, 10);
        for (int i = 0; i < 3; i++) {
            stage.put(i, 10, 10).readyTick = 10_000;
        }
        stage.warrior(1).hp = 40;
        stage.step();
        assertEquals("1-0", stage.events(ArenaEvent.PowerUpCollected.class).getFirst().warrior());
    }

    @Test
    void tiesAreDecidedByDice() {
        int first = 0;
        for (int seed = 0; seed < 200; seed++) {
            Stage stage = Stage.withSeed(seed, 1, 1, 1);
            lay(stage, PowerUpKind.RAGE, 10, 10);
            stage.put(0, 10, 10).readyTick = 10_000;
            stage.put(1, 10, 10).readyTick = 10_000;
            stage.put(2, 10, 10).hp = 0;
            stage.step();
            first += stage.warrior(0).raging(2) ? 1 : 0;
            assertFalse(stage.warrior(2).raging(2), "the fallen take nothing");
            assertFalse(stage.warrior(0).raging(2) && stage.warrior(1).raging(2));
        }
        assertTrue(first > 60 && first < 140, "about half: " + first);
    }

    @Test
    void rageLastsTenSecondsAndHasteEight() {
        Stage stage = Stage.of(1, 1);
        Warrior warrior = stage.warrior(0);
        stage.simulation.powerUps().give(PowerUpKind.RAGE, warrior, 100);
        stage.simulation.powerUps().give(PowerUpKind.HASTE, warrior, 100);
        assertTrue(warrior.raging(700));
        assertFalse(warrior.raging(701));
        assertTrue(warrior.hasty(580));
        assertFalse(warrior.hasty(581));
        stage.simulation.powerUps().give(PowerUpKind.RAGE, warrior, 400);
        assertTrue(warrior.raging(1000));
        assertFalse(warrior.raging(1001), "anew, not added up");
    }

    @Test
    void healGivesThirtyUpToAHundred() {
        Stage stage = Stage.of(1, 1);
        Warrior warrior = stage.warrior(0);
        warrior.hp = 40;
        stage.simulation.powerUps().give(PowerUpKind.HEAL, warrior, 1);
        assertEquals(70, warrior.hp);
        stage.simulation.powerUps().give(PowerUpKind.HEAL, warrior, 2);
        assertEquals(100, warrior.hp);
        stage.simulation.powerUps().give(PowerUpKind.HEAL, warrior, 3);
        assertEquals(100, warrior.hp);
    }

    @Test
    void aShieldTakesTwentyFiveWithinFifteenSeconds() {
        Stage stage = Stage.of(1, 1);
        Warrior warrior = stage.warrior(0);
        stage.stepAt(100);
        stage.simulation.powerUps().give(PowerUpKind.SHIELD, warrior, 100);
        assertEquals(25, stage.view().warriors().getFirst().shield());
        stage.stepAt(180);
        assertEquals(100, warrior.hp, "of the environment too");
        assertEquals(23, stage.view().warriors().getFirst().shield());
        stage.stepAt(999);
        assertEquals(23, stage.view().warriors().getFirst().shield());
        stage.stepAt(1000);
        assertEquals(0, stage.view().warriors().getFirst().shield());
        assertEquals(23, warrior.shield(1000));
        assertEquals(0, warrior.shield(1001));
    }

    @Test
    void aPowerUpOnTheTickOfASpawnMakesRoomFirst() {
        Stage stage = Stage.with(Modes.withPowerUpsEvery(10), 1, 1);
        stage.stepTo(50);
        ArenaView.PowerUpView taken = stage.view().powerUps().get(2);
        stage.put(0, taken.x(), taken.y());
        stage.stepAt(60);
        assertEquals(5, stage.view().powerUps().size());
        assertEquals(6, stage.events(ArenaEvent.PowerUpSpawned.class).size());
    }

    private static void lay(Stage stage, PowerUpKind kind, int cellX, int cellY) {
        stage.simulation.powerUps().lying().add(new LyingPowerUp("test", kind, cellX, cellY, 1200));
    }

    @Test
    void kindsAreAsOnThePage() {
        assertEquals("[RAGE, HEAL, SHIELD, HASTE]", Arrays.toString(PowerUpKind.values()));
    }
}
