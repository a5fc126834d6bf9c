package dev.atrium.game.arena;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.atrium.dice.Dice;
import dev.atrium.game.Viewer;
import dev.atrium.message.Deadline;
import dev.atrium.state.StateFormatException;
import dev.atrium.state.StateReader;
import dev.atrium.state.StateWriter;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What comes over everybody in Siege: how often, and what each does. */
class SpecialEventsTest {
    private static final ArenaEvent.SpecialEvent SURGE =
            new ArenaEvent.SpecialEvent(SpecialEventKind.POWER_SURGE, 0);

    @Test
    void inAFourthOfTheFullMinutesSomethingComesAndEachIsAsLikely() {
        Map<SpecialEventKind, Integer> counts = new EnumMap<>(SpecialEventKind.class);
        int minutes = 0;
        for (int seed = 1; seed <= 400; seed++) {
            Stage stage = Stage.seeded(ArenaMode.SIEGE, seed, 1, 1);
            for (int minute = 1; minute <= 9; minute++) {
                minutes++;
                stage.stepAt(minute * 3_600 - 1);
                int before = stage.events(ArenaEvent.SpecialEvent.class).size();
                stage.stepAt(minute * 3_600);
                List<ArenaEvent.SpecialEvent> told = stage.events(ArenaEvent.SpecialEvent.class);
                if (told.size() > before) {
                    counts.merge(told.getLast().kind(), 1, Integer::sum);
                }
                stage.stepAt(minute * 3_600 + 1);
                assertEquals(told, stage.events(ArenaEvent.SpecialEvent.class));
            }
        }
        // Of 3,600 minutes 900 are expected, give or take 26; three times that is allowed.
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        assertTrue(all > 820 && all < 980, counts + " of " + minutes);
        counts.forEach((kind, n) -> assertTrue(n > 240 && n < 360, kind + ": " + n));
        assertEquals(3, counts.size());
    }

    @Test
    void nothingComesOverABlitz() {
        Stage stage = Stage.of(1, 1);
        for (int tick = 60; tick <= 5_400; tick += 60) {
            stage.stepAt(tick);
        }
        assertTrue(stage.events(ArenaEvent.SpecialEvent.class).isEmpty());
        assertEquals(Optional.empty(), stage.view().special());
    }

    @Test
    void aBloodMoonMakesAllDamageAFourthMoreForTenSeconds() {
        Stage stage = siege();
        Warrior warrior = stage.warrior(0);
        stage.stepAt(999);
        stage.special(SpecialEventKind.BLOOD_MOON);
        assertEquals(
                List.of(new ArenaEvent.SpecialEvent(SpecialEventKind.BLOOD_MOON, 600)),
                stage.events(ArenaEvent.SpecialEvent.class));
        assertEquals(10, stage.simulation.combat().damage(8, warrior, 999));
        warrior.rageUntilTick = 1_598;
        assertEquals(15, stage.simulation.combat().damage(8, warrior, 1_598), "8 x 1.5 x 1.25");
        assertEquals(8, stage.simulation.combat().damage(8, warrior, 1_599));
    }

    @Test
    void underABloodMoonTheFieldHurtsMoreToo() {
        Stage stage = siege();
        stage.stepAt(29_999);
        Warrior outside = stage.put(0, 1, 1);
        outside.hp = 100;
        stage.special(SpecialEventKind.BLOOD_MOON);
        for (int tick = 30_001; tick <= 30_240; tick++) {
            stage.stepAt(tick);
        }
        assertEquals(100 - 15, outside.hp, "four seconds at 3.75 hp");
        stage.stepAt(30_300);
        assertEquals(1, 100 - 15 - outside.hp, "1.25 of wear and 0.06 of the edge");
    }

    @Test
    void underABloodMoonTheWearIsAFourthMoreToo() {
        Stage stage = siege();
        List<Integer> lost = new ArrayList<>();
        for (int i = 1; i <= 9; i++) {
            stage.stepAt(300 * i - 1);
            int before = stage.warrior(0).hp;
            if (i <= 8) {
                stage.special(SpecialEventKind.BLOOD_MOON);
            }
            stage.stepAt(300 * i);
            lost.add(before - stage.warrior(0).hp);
        }
        assertEquals(List.of(1, 1, 1, 2, 1, 1, 1, 2, 1), lost, "8 x 1.25, and 1 without a moon");
    }

    @Test
    void partsOfAnHpThatWearAndEdgeCostAddUp() {
        Stage stage = siege();
        stage.stepAt(29_999);
        Warrior outside = stage.put(0, 1, 1);
        outside.hp = 100;
        stage.special(SpecialEventKind.BLOOD_MOON);
        stage.stepAt(30_000);
        assertEquals(99, outside.hp, "1.25 of wear, and 0.06 of the edge");
        for (int tick = 30_001; tick <= 30_010; tick++) {
            stage.stepAt(tick);
        }
        assertEquals(99, outside.hp);
        stage.stepAt(30_011);
        assertEquals(98, outside.hp, "twelve ticks outside are 0.75, and that makes an hp");
    }

    @Test
    void underRulesVersionOneABloodMoonLeftTheWearAsItWas() {
        Stage stage = Stage.with(ArenaMode.SIEGE_1, 1, 1);
        for (int i = 1; i <= 8; i++) {
            stage.stepAt(300 * i - 1);
            stage.special(SpecialEventKind.BLOOD_MOON);
            stage.stepAt(300 * i);
        }
        assertEquals(100 - 8, stage.warrior(0).hp, "1.25, rounded each time");
    }

    @Test
    void inASanctuaryTheFieldWearsNobodyOutButItsEdgeBurns() {
        Stage stage = siege();
        stage.stepAt(299);
        stage.special(SpecialEventKind.SANCTUARY);
        stage.stepAt(300);
        stage.stepAt(600);
        assertEquals(100, stage.warrior(0).hp);
        stage.stepAt(900);
        assertEquals(99, stage.warrior(0).hp, "601 ticks later it is over");
        stage.stepAt(30_000);
        Warrior outside = stage.put(0, 1, 1);
        int before = outside.hp;
        stage.special(SpecialEventKind.SANCTUARY);
        for (int tick = 30_001; tick <= 30_060; tick++) {
            stage.stepAt(tick);
        }
        assertEquals(3, before - outside.hp);
    }

    @Test
    void aPowerSurgeBringsThreePowerUpsAtOnce() {
        for (int seed = 1; seed <= 200; seed++) {
            Stage stage = Stage.seeded(ArenaMode.SIEGE, seed, 1, 1);
            stage.stepAt(3_600);
            if (stage.events(ArenaEvent.SpecialEvent.class).equals(List.of(SURGE))) {
                assertEquals(4, stage.view().powerUps().size(), "the usual one among them");
                assertEquals(Optional.empty(), stage.view().special(), "it is done at once");
                stage.stepAt(3_601);
                assertEquals(4, stage.view().powerUps().size());
                return;
            }
        }
        fail("no surge in 200 first minutes");
    }

    @Test
    void theViewShowsWhatIsOnUntilItIsOver() {
        Stage stage = siege();
        stage.stepAt(100);
        assertEquals(Optional.empty(), stage.view().special());
        stage.special(SpecialEventKind.SANCTUARY);
        Optional<ArenaView.SpecialView> on =
                Optional.of(
                        new ArenaView.SpecialView(SpecialEventKind.SANCTUARY, new Deadline(700)));
        assertEquals(on, stage.view().special());
        stage.stepAt(698);
        assertEquals(on, stage.view().special());
        stage.stepAt(699);
        assertEquals(Optional.empty(), stage.view().special(), "the next tick is without it");
    }

    @Test
    void whatIsOnSurvivesASnapshot() {
        Stage stage = siege();
        stage.stepAt(100);
        stage.special(SpecialEventKind.BLOOD_MOON);
        StateWriter out = new StateWriter();
        stage.simulation.write(out);
        ArenaSimulation restored =
                ArenaSimulation.restore(
                        ArenaMode.SIEGE, new StateReader(out.toBytes()), Dice.of(Stage.seed(1)));
        assertEquals(stage.view(), restored.view(Viewer.WATCHER));
        assertEquals(10, restored.combat().damage(8, restored.roster().warriors()[0], 101));
    }

    @Test
    void aStateWithAnUnknownOneIsRefused() {
        StateWriter out = new StateWriter();
        out.text("POWER_SURGE").int32(5);
        SpecialEvents events =
                new SpecialEvents(
                        ArenaMode.SIEGE.specialEvents(), Dice.of(Stage.seed(1)).stream("x"));
        assertThrows(StateFormatException.class, () -> events.read(new StateReader(out.toBytes())));
    }

    private static Stage siege() {
        return Stage.with(ArenaMode.SIEGE, 1, 1);
    }
}
