package dev.atrium.game.arena;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Attacks, damage and eliminations, number by number. */
class CombatTest {

    @Test
    void attacksReachOneCellOnBothAxesDiagonalsIncluded() {
        for (int wayX = -2; wayX <= 2; wayX++) {
            for (int wayY = -2; wayY <= 2; wayY++) {
                Stage stage = Stage.of(1, 1);
                stage.put(0, 16, 16);
                stage.put(1, 16 + wayX, 16 + wayY);
                stage.step();
                boolean near = Math.abs(wayX) <= 1 && Math.abs(wayY) <= 1;
                assertEquals(near, stage.warrior(0).damageDealt > 0, wayX + ", " + wayY);
                assertEquals(near, stage.warrior(1).damageDealt > 0, wayX + ", " + wayY);
            }
        }
    }

    @Test
    void cellsCountAndNotSubunits() {
        Stage stage = Stage.of(1, 1);
        stage.put(0, 16, 16).x = 16 * 256;
        stage.put(1, 17, 16).x = 18 * 256 - 1;
        stage.step();
        assertTrue(stage.warrior(0).damageDealt > 0, "511 subunits apart, but one cell");
    }

    @Test
    void nobodyAttacksHisOwnPlayersWarriors() {
        Stage stage = Stage.of(3, 1);
        stage.put(0, 16, 16);
        stage.put(1, 16, 16);
        stage.put(2, 17, 16).hp = 1;
        stage.stepTo(179);
        assertEquals(List.of(100, 100, 1), hps(stage, 3));
    }

    @Test
    void theLowestHpIsAttacked() {
        for (int lowest = 1; lowest <= 3; lowest++) {
            Stage stage = Stage.of(1, 1, 1, 1);
            stage.put(0, 16, 16);
            for (int i = 1; i <= 3; i++) {
                stage.put(i, 17, 14 + i).hp = i == lowest ? 59 : 60;
                stage.warrior(i).readyTick = 1000;
            }
            stage.step();
            for (int i = 1; i <= 3; i++) {
                assertEquals(i == lowest, stage.warrior(i).damageTaken > 0, i + " of " + lowest);
            }
        }
    }

    @Test
    void tiesAreDecidedByDice() {
        int[] struck = new int[4];
        for (int seed = 0; seed < 200; seed++) {
            Stage stage = Stage.withSeed(seed, 1, 1, 1, 1);
            stage.put(0, 16, 16);
            for (int i = 1; i < 4; i++) {
                stage.put(i, 17, 14 + i).readyTick = 1000;
            }
            stage.step();
            for (int i = 1; i < 4; i++) {
                struck[i] += stage.warrior(i).hp < 100 ? 1 : 0;
            }
        }
        assertEquals(200, struck[1] + struck[2] + struck[3]);
        for (int i = 1; i < 4; i++) {
            assertTrue(struck[i] > 40, "each about a third: " + struck[i]);
        }
    }

    @Test
    void theDiceGiveFiveToEight() {
        TreeSet<Integer> seen = new TreeSet<>();
        for (int seed = 0; seed < 60; seed++) {
            Stage stage = Stage.withSeed(seed, 1, 1);
            stage.put(0, 16, 16);
            stage.put(1, 16, 16);
            stage.step();
            seen.add(stage.warrior(0).damageDealt);
        }
        assertEquals(new TreeSet<>(List.of(5, 6, 7, 8)), seen);
    }

    @Test
    void anAttackComesEverySixtyTicks() {
        Stage stage = Stage.of(1, 1);
        stage.put(0, 16, 16);
        stage.put(1, 16, 16).readyTick = 10_000;
        stage.step();
        int once = stage.warrior(0).damageDealt;
        assertTrue(once > 0, "the first at once");
        stage.stepTo(60);
        assertEquals(once, stage.warrior(0).damageDealt);
        stage.stepTo(61);
        assertTrue(stage.warrior(0).damageDealt > once);
    }

    @Test
    void aVeteranDealsOnePercentMoreForEachFullTenSeconds() {
        Stage stage = Stage.of(1, 1);
        Warrior warrior = stage.warrior(0);
        Combat combat = stage.simulation.combat();
        // 50 is no roll of the dice, but it shows a percent: 50, 50.5, 54.5.
        assertEquals(50, combat.damage(50, warrior, 599));
        assertEquals(51, combat.damage(50, warrior, 600));
        assertEquals(55, combat.damage(50, warrior, 5400));
        assertEquals(8, combat.damage(8, warrior, 3599));
        assertEquals(8, combat.damage(8, warrior, 3600), "8.48");
        assertEquals(9, combat.damage(8, warrior, 4200), "8.56");
    }

    @Test
    void rageDoublesWhileItLasts() {
        Stage stage = Stage.of(1, 1);
        Warrior warrior = stage.warrior(0);
        warrior.rageUntilTick = 10;
        assertEquals(14, stage.simulation.combat().damage(7, warrior, 10));
        assertEquals(7, stage.simulation.combat().damage(7, warrior, 11));
    }

    @Test
    void underdogsDealATenthMore() {
        Stage stage = Stage.of(1, 2, 3);
        Combat combat = stage.simulation.combat();
        assertEquals(6, combat.damage(5, stage.warrior(0), 1), "5.5 rounds up");
        assertEquals(7, combat.damage(6, stage.warrior(0), 1), "6.6");
        assertEquals(5, combat.damage(5, stage.warrior(1), 1), "the mean itself is no underdog");
        assertEquals(5, combat.damage(5, stage.warrior(3), 1));
        assertEquals(5, Stage.of(2, 2).simulation.combat().damage(5, warriorOf(2, 2), 1));
    }

    @Test
    void allBonusesAreOneFractionRoundedOnce() {
        Stage stage = Stage.of(1, 3);
        Warrior warrior = stage.warrior(0);
        warrior.rageUntilTick = 10_000;
        // 7 x 1.05 x 2 x 1.1 = 16.17; rounding on the way would give 18.
        assertEquals(16, stage.simulation.combat().damage(7, warrior, 3000));
        // 5 x 1.0 x 2 x 1.1 = 11; rounding 5.5 first would give 12.
        assertEquals(11, stage.simulation.combat().damage(5, warrior, 1));
        // 5 x 1.09 x 2 x 1.1 = 11.99
        assertEquals(12, stage.simulation.combat().damage(5, warrior, 5400));
    }

    @Test
    void theRoundOfAttackersStartsOnePlaceFurtherAtEachTick() {
        for (int tick = 1; tick <= 6; tick++) {
            Stage stage = Stage.of(1, 1, 1);
            for (int i = 0; i < 3; i++) {
                stage.put(i, 16, 16).hp = 1;
            }
            stage.stepAt(tick);
            assertEquals(
                    Optional.of(tick % 3 + "-0"),
                    stage.events(ArenaEvent.WarriorEliminated.class).getFirst().killer(),
                    "he struck first at tick " + tick);
        }
    }

    @Test
    void ofTwoWhoStrikeAtTheSameTicksEachIsFirstInHalfOfTheirExchanges() {
        assertEquals(List.of(1, 0, 1, 0, 1, 0, 1, 0), firstInExchanges(ArenaMode.BLITZ));
        assertEquals(
                List.of(1, 1, 1, 1, 1, 1, 1, 1),
                firstInExchanges(ArenaMode.BLITZ_2),
                "what was wrong in rules version 2");
    }

    /** Who of two strikes first in eight exchanges, each a cooldown after the one before. */
    private static List<Integer> firstInExchanges(ArenaMode mode) {
        List<Integer> first = new ArrayList<>();
        for (int tick = 1; tick < 8 * 60; tick += 60) {
            Stage stage = Stage.with(mode, 1, 1);
            stage.put(0, 16, 16).hp = 1;
            stage.put(1, 16, 16).hp = 1;
            stage.stepAt(tick);
            first.add(stage.warrior(0).living() ? 0 : 1);
        }
        return first;
    }

    @Test
    void whoFellInARoundAttacksNobodyInIt() {
        Stage stage = Stage.of(1, 1);
        stage.put(0, 16, 16).hp = 1;
        stage.put(1, 16, 16).hp = 1;
        stage.stepAt(2);
        assertEquals(1 + 5, stage.warrior(0).hp, "first at an even tick, and he healed");
        assertEquals(0, stage.warrior(1).damageDealt);
    }

    @Test
    void theKillerHealsFiveAndCountsIt() {
        Stage stage = Stage.of(1, 2);
        stage.put(0, 16, 16).hp = 50;
        stage.put(1, 16, 16).hp = 3;
        stage.stepAt(3);
        Warrior killer = stage.warrior(0);
        assertEquals(55, killer.hp);
        assertEquals(1, killer.eliminations);
        assertEquals(3, killer.damageDealt, "no more than there was");
        assertEquals(
                List.of(
                        new ArenaEvent.WarriorEliminated(
                                "1-0", Optional.of("0-0"), new ArenaEvent.FinalStats(0, 0, 3, 3))),
                stage.events);
        assertFalse(
                stage.view().warriors().stream().anyMatch(warrior -> warrior.id().equals("1-0")));
    }

    @Test
    void healingEndsAtAHundred() {
        Stage stage = Stage.of(1, 2);
        stage.put(0, 16, 16).hp = 97;
        stage.put(1, 16, 16).hp = 1;
        stage.stepAt(3);
        assertEquals(100, stage.warrior(0).hp);
    }

    @Test
    void theKillersPlayersStreakGrowsAndTheVictimsEnds() {
        Stage stage = Stage.of(1, 3);
        stage.warrior(1).player.streak = 4;
        for (int i = 1; i < 3; i++) {
            stage.put(0, 16, 16).readyTick = 0;
            stage.put(i, 16, 16).hp = 1;
            stage.warrior(i).readyTick = 1000;
            stage.step();
            assertEquals(i, stage.warrior(0).player.streak);
            assertEquals(0, stage.warrior(1).player.streak);
        }
        stage.warrior(0).player.streak = 2;
        stage.warrior(3).hp = 2;
        stage.warrior(0).hp = 2;
        stage.stepAt(180);
        assertEquals(0, stage.warrior(0).player.streak, "the environment ends it too");
    }

    @Test
    void theShieldTakesDamageFirstAndIsNoDamageDealt() {
        Stage stage = Stage.of(1, 1);
        Warrior victim = stage.warrior(1);
        victim.shieldHp = 25;
        victim.shieldUntilTick = 900;
        assertEquals(0, victim.hurt(20, 900));
        assertEquals(100, victim.hp);
        assertEquals(5, victim.shieldHp);
        assertEquals(3, victim.hurt(8, 900), "what the shield leaves");
        assertEquals(97, victim.hp);
        assertEquals(3, victim.damageTaken);
        victim.shieldHp = 25;
        assertEquals(8, victim.hurt(8, 901), "it is over");
    }

    private static Warrior warriorOf(int... warriors) {
        return Stage.of(warriors).warrior(0);
    }

    private static List<Integer> hps(Stage stage, int count) {
        return IntStream.range(0, count).mapToObj(i -> stage.warrior(i).hp).toList();
    }
}
