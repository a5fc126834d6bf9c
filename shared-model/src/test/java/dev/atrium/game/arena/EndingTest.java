package dev.atrium.game.arena;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.game.Input;
import dev.atrium.game.Standings;
import dev.atrium.game.Verdict;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** When a match is over, who came where, and the order within a tick. */
class EndingTest {

    @Test
    void theLastPlayerWithLivingWarriorsWins() {
        Stage stage = Stage.of(1, 2);
        stage.put(0, 16, 16).hp = 1;
        stage.put(1, 16, 16);
        stage.put(2, 16, 16);
        stage.step();
        Standings standings = standings(stage);
        assertEquals("last-standing", standings.reason());
        assertEquals(List.of("1:1", "0:2"), places(standings));
        assertEquals(ArenaView.Phase.FINISHED, stage.view().phase());
    }

    @Test
    void twoWarriorsOfOnePlayerAreOnePlayer() {
        Stage stage = Stage.of(2, 1);
        stage.stepAt(100);
        assertTrue(stage.simulation.standings().isEmpty());
        assertEquals(ArenaView.Phase.FIGHTING, stage.view().phase());
    }

    @Test
    void atTimeTheHighestSingleHpWins() {
        Stage stage = Stage.of(2, 1, 1);
        stage.warrior(0).hp = 60;
        stage.warrior(1).hp = 60;
        stage.warrior(2).hp = 70;
        stage.warrior(3).hp = 65;
        stage.stepAt(5399);
        assertTrue(stage.simulation.standings().isEmpty());
        stage.stepAt(5400);
        Standings standings = standings(stage);
        assertEquals("time", standings.reason());
        assertEquals(List.of("1:1", "2:2", "0:3"), places(standings));
        assertEquals(68, standings.places().getFirst().statistic("bestHp"), "after tick 5400");
    }

    @Test
    void oneStrongWarriorOutweighsManyWhereverHeStands() {
        Stage stage = Stage.of(2, 1, 2);
        stage.warrior(0).hp = 80;
        stage.warrior(1).hp = 10;
        stage.warrior(2).hp = 70;
        stage.warrior(3).hp = 10;
        stage.warrior(4).hp = 90;
        stage.stepAt(5400);
        assertEquals(List.of("2:1", "0:2", "1:3"), places(standings(stage)));
    }

    @Test
    void whoTiesSharesAPlace() {
        Stage stage = Stage.of(1, 1, 1, 1);
        stage.warrior(0).hp = 30;
        stage.warrior(2).hp = 30;
        stage.warrior(3).hp = 10;
        stage.stepAt(5400);
        assertEquals(List.of("1:1", "0:2", "2:2", "3:4"), places(standings(stage)));
    }

    @Test
    void allDeadOnOneTickRankByHpBeforeIt() {
        Stage stage = Stage.of(1, 1, 1);
        stage.warrior(0).hp = 1;
        stage.warrior(1).hp = 2;
        stage.warrior(2).hp = 2;
        stage.stepAt(180);
        Standings standings = standings(stage);
        assertEquals("all-fallen", standings.reason());
        assertEquals(List.of("1:1", "2:1", "0:3"), places(standings));
        assertEquals(0, standings.places().getFirst().statistic("bestHp"));
    }

    @Test
    void whoFellLaterRanksHigherWhateverHisHp() {
        Stage stage = Stage.of(1, 1, 1, 1);
        stage.warrior(1).hp = 2;
        stage.stepAt(180);
        stage.warrior(0).hp = 1;
        stage.stepAt(360);
        stage.warrior(3).hp = 2;
        stage.stepAt(540);
        assertEquals(List.of("2:1", "3:2", "0:3", "1:4"), places(standings(stage)));
        assertEquals("last-standing", standings(stage).reason());
    }

    @Test
    void aPlayersLastWarriorCounts() {
        Stage stage = Stage.of(2, 1, 1);
        stage.warrior(0).hp = 1;
        stage.warrior(2).hp = 2;
        stage.stepAt(180);
        stage.warrior(1).hp = 1;
        stage.stepAt(360);
        assertEquals(List.of("2:1", "0:2", "1:3"), places(standings(stage)));
    }

    @Test
    void statisticsAreSummedOverAPlayersWarriors() {
        Stage stage = Stage.of(2, 1);
        stage.warrior(0).eliminations = 1;
        stage.warrior(1).eliminations = 2;
        stage.warrior(0).damageDealt = 10;
        stage.warrior(1).damageDealt = 20;
        stage.warrior(0).hp = 2;
        stage.warrior(1).hp = 50;
        stage.stepAt(180);
        stage.warrior(2).hp = 1;
        stage.stepAt(360);
        Standings.Place first = standings(stage).places().getFirst();
        assertEquals(0, first.seat());
        assertEquals(
                new TreeMap<>(
                        Map.of(
                                "forfeited", 0L,
                                "eliminations", 3L,
                                "damageDealt", 30L,
                                "damageTaken", 6L,
                                "survivedTicks", 540L,
                                "bestHp", 46L)),
                first.statistics());
    }

    @Test
    void whoForfeitsLosesHisWarriorsAndRanksLast() {
        Stage stage = Stage.of(1, 2, 1);
        stage.warrior(0).hp = 1;
        stage.stepAt(180);
        stage.events.clear();
        stage.warrior(1).player.streak = 3;
        assertSame(Verdict.ACCEPTED, stage.apply(new Input.Forfeited(1, "speed")));
        assertEquals(0, stage.warrior(1).player.streak);
        assertEquals(
                List.of(
                        new ArenaEvent.WarriorEliminated(
                                "1-0", Optional.empty(), new ArenaEvent.FinalStats(0, 0, 2, 180)),
                        new ArenaEvent.WarriorEliminated(
                                "1-1", Optional.empty(), new ArenaEvent.FinalStats(0, 0, 2, 180))),
                stage.events);
        assertSame(Verdict.REPEATED, stage.apply(new Input.Forfeited(1, "speed")));
        stage.stepAt(181);
        assertEquals("last-standing", standings(stage).reason());
        assertEquals(List.of("2:1", "0:2", "1:3"), places(standings(stage)));
    }

    @Test
    void ifAllForfeitTheyShareTheLastPlace() {
        Stage stage = Stage.of(1, 1);
        stage.apply(new Input.Forfeited(0, "speed"));
        stage.apply(new Input.Forfeited(1, "speed"));
        stage.step();
        assertEquals("all-fallen", standings(stage).reason());
        assertEquals(List.of("0:1", "1:1"), places(standings(stage)));
    }

    @Test
    void movementComesBeforeCombat() {
        Stage stage = Stage.of(1, 1);
        Warrior comer = stage.put(0, 14, 16);
        comer.x = 15 * 256 - 1;
        comer.direction = Direction.E;
        stage.put(1, 16, 16);
        stage.step();
        assertTrue(comer.damageDealt > 0, "in reach only after his step");
    }

    @Test
    void combatComesBeforePowerUps() {
        Stage stage = Stage.of(1, 2);
        lay(stage, PowerUpKind.HEAL, 16, 16);
        stage.put(0, 16, 16).hp = 1;
        stage.put(1, 17, 16);
        stage.warrior(0).readyTick = 1000;
        stage.stepAt(3);
        assertTrue(!stage.warrior(0).living(), "he was struck before he could heal");
        assertEquals(1, stage.view().powerUps().size());
    }

    @Test
    void powerUpsComeBeforeTheEnvironment() {
        Stage stage = Stage.of(1, 1);
        lay(stage, PowerUpKind.HEAL, 16, 16);
        stage.put(0, 16, 16).hp = 1;
        stage.stepAt(180);
        assertEquals(1 + 30 - 2, stage.warrior(0).hp, "healed before the wear came");
    }

    @Test
    void theEnvironmentComesBeforeTheField() {
        Stage stage = Stage.of(1, 2);
        stage.stepAt(3601);
        stage.events.clear();
        stage.put(0, 16, 16).hp = 50;
        Warrior worn = stage.put(2, 16, 20);
        worn.hp = 2;
        Warrior outside = stage.put(1, 2, 2);
        outside.hp = 3;
        outside.environmentDebt = 59;
        stage.stepAt(3780);
        assertEquals(
                List.of("1-1", "1-0"),
                stage.events(ArenaEvent.WarriorEliminated.class).stream()
                        .map(ArenaEvent.WarriorEliminated::victim)
                        .toList());
        assertEquals(3, outside.damageTaken, "two of wear, then one for being outside");
    }

    @Test
    void theEndIsJudgedLast() {
        Stage stage = Stage.of(1, 1);
        stage.warrior(0).hp = 2;
        stage.stepAt(5400);
        assertEquals("last-standing", standings(stage).reason(), "the wear of tick 5400 counts");
    }

    private static void lay(Stage stage, PowerUpKind kind, int cellX, int cellY) {
        stage.simulation.powerUps().lying().add(new LyingPowerUp("test", kind, cellX, cellY, 1200));
    }

    private static Standings standings(Stage stage) {
        return stage.simulation.standings().orElseThrow();
    }

    private static List<String> places(Standings standings) {
        return standings.places().stream().map(p -> p.seat() + ":" + p.place()).toList();
    }
}
