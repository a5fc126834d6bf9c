package dev.atrium.game.arena;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.game.Emissions;
import dev.atrium.game.GameInfo;
import dev.atrium.game.Input;
import dev.atrium.game.RoomMachine;
import dev.atrium.game.Seat;
import dev.atrium.game.Verdict;
import dev.atrium.game.Viewer;
import dev.atrium.state.StateHash;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** Siege's numbers, and what Blitz does not have: late entry and three shrinks. */
class SiegeGameTest {
    private static final int HALF_TIME = 300 * 60;

    @Test
    void saysOfItselfWhatTheHostMustKnow() {
        assertEquals(
                new GameInfo(
                        "arena.siege",
                        2,
                        2,
                        100,
                        60,
                        20,
                        GameInfo.Durability.RELAXED,
                        GameInfo.CommandTiming.AT_TICK,
                        GameInfo.AfterGap.PAUSE,
                        GameInfo.ViewScope.SHARED,
                        GameInfo.Ranking.RANKED),
                new SiegeGame().info());
    }

    @Test
    void oneToFiveWarriorsASeatAndAHundredInAll() {
        assertEquals(15, siege(1, 2, 3, 4, 5).view().warriors().size());
        assertThrows(IllegalArgumentException.class, () -> siege(1, 6));
        int[] fives = new int[20];
        Arrays.fill(fives, 5);
        assertEquals(100, siege(fives).view().warriors().size());
        int[] more = Arrays.copyOf(fives, 21);
        more[20] = 1;
        assertThrows(IllegalArgumentException.class, () -> siege(more));
    }

    @Test
    void theFieldOfSixtyFourCellsShrinksThreeTimes() {
        Stage stage = siege(1, 1);
        for (int[] shrink : new int[][] {{14_400, 64, 48}, {21_600, 48, 32}, {28_800, 32, 16}}) {
            int at = shrink[0];
            stage.stepAt(at - 1);
            assertEquals(shrink[1], side(stage), "before tick " + at);
            stage.stepAt(at);
            assertEquals(
                    new ArenaEvent.ArenaShrinking(shrink[1], shrink[2], 900),
                    stage.events(ArenaEvent.ArenaShrinking.class).getLast());
            assertSame(ArenaView.Shrink.SHRINKING, stage.view().arena().shrink());
            stage.stepAt(at + 450);
            assertEquals((shrink[1] + shrink[2]) / 2, side(stage));
            stage.stepAt(at + 900);
            assertEquals(shrink[2], side(stage));
            assertSame(ArenaView.Shrink.SHRUNK, stage.view().arena().shrink());
        }
        assertEquals(3, stage.events(ArenaEvent.ArenaShrinking.class).size());
    }

    private static int side(Stage stage) {
        ArenaView.FieldView field = stage.view().arena();
        return (field.max() - field.min()) / field.subunits();
    }

    @Test
    void theEnvironmentCostsOneHpEveryFiveSeconds() {
        Stage stage = siege(1, 1);
        stage.stepAt(299);
        assertEquals(100, stage.warrior(0).hp);
        stage.stepAt(300);
        stage.stepAt(600);
        assertEquals(98, stage.warrior(0).hp);
    }

    @Test
    void rageMakesTheDamageHalfAsMuchAgain() {
        Stage stage = siege(1, 1);
        Warrior warrior = stage.warrior(0);
        assertEquals(7, stage.simulation.combat().damage(7, warrior, 1));
        warrior.rageUntilTick = 1;
        assertEquals(11, stage.simulation.combat().damage(7, warrior, 1), "10.5, half up");
        assertEquals(7, stage.simulation.combat().damage(7, warrior, 2));
    }

    @Test
    void veteransGetBetterForTheWholeTenMinutes() {
        Stage stage = siege(1, 1);
        Warrior warrior = stage.warrior(0);
        assertEquals(8, stage.simulation.combat().damage(8, warrior, 36 * 60));
        assertEquals(13, stage.simulation.combat().damage(8, warrior, 36_000), "1.6 times 8");
    }

    @Test
    void itLastsTenMinutes() {
        Stage stage = siege(1, 1);
        stage.stepAt(35_999);
        assertTrue(stage.simulation.standings().isEmpty());
        stage.stepAt(36_000);
        assertEquals("time", stage.simulation.standings().orElseThrow().reason());
    }

    @Test
    void whoComesLateEntersWithSeventyHpAtTheRim() {
        Stage stage = siege(1, 1);
        stage.stepAt(100);
        assertSame(Verdict.ACCEPTED, stage.apply(new Input.Joined(late(7, 5))));
        List<ArenaView.WarriorView> entered =
                stage.view().warriors().stream().filter(w -> w.seat() == 7).toList();
        assertEquals(List.of("7-0", "7-1", "7-2", "7-3", "7-4"), ids(entered));
        for (ArenaView.WarriorView warrior : entered) {
            assertEquals(70, warrior.hp());
            int out = Math.min(edge(warrior.x(), 16_384), edge(warrior.y(), 16_384));
            assertEquals(128, out, "the middle of a cell at the edge: " + warrior);
        }
        assertEquals(5, entered.stream().map(w -> w.x() + "," + w.y()).distinct().count());
        assertSame(Verdict.ACCEPTED, stage.move(7, "7-2", Direction.STOP));
    }

    private static int edge(int at, int side) {
        return Math.min(at, side - at);
    }

    @Test
    void theRimIsThatOfTheLivingField() {
        Stage stage = siege(1, 1);
        stage.stepAt(16_000);
        assertSame(Verdict.ACCEPTED, stage.apply(new Input.Joined(late(2, 1))));
        ArenaView.WarriorView entered = stage.view().warriors().getLast();
        int out =
                Math.min(
                        Math.min(entered.x() - 2_048, 14_336 - entered.x()),
                        Math.min(entered.y() - 2_048, 14_336 - entered.y()));
        assertEquals(128, out, entered.toString());
    }

    @Test
    void wherePeopleStandOnAllOfTheRimTheNextCellsAreTheRim() {
        Stage stage = Stage.with(Modes.narrowSiege(4), 5, 5, 2);
        int next = 0;
        for (int cell = 0; cell < 16; cell++) {
            if (cell % 4 == 0 || cell % 4 == 3 || cell < 4 || cell >= 12) {
                stage.put(next++, cell % 4, cell / 4);
            }
        }
        assertEquals(12, next);
        assertRefused("field-full", stage, new Input.Joined(late(3, 5)));
        assertSame(Verdict.ACCEPTED, stage.apply(new Input.Joined(late(3, 4))));
        assertEquals(
                List.of("1,1", "1,2", "2,1", "2,2"),
                stage.view().warriors().stream()
                        .filter(w -> w.seat() == 3)
                        .map(w -> (w.x() >> 8) + "," + (w.y() >> 8))
                        .sorted()
                        .toList());
    }

    @Test
    void aLateWarriorsTimeAsAVeteranBeginsWithHisEntry() {
        Stage stage = siege(1, 1);
        stage.stepAt(6_000);
        stage.apply(new Input.Joined(late(2, 1)));
        Warrior late = stage.warrior(2);
        assertEquals(8, stage.simulation.combat().damage(8, late, 6_000 + 599));
        assertEquals(11, stage.simulation.combat().damage(8, late, 6_000 + 40 * 600));
        assertEquals(13, stage.simulation.combat().damage(8, stage.warrior(0), 36_000));
    }

    @Test
    void whoComesLateMakesOthersUnderdogs() {
        Stage stage = siege(1, 1);
        assertEquals(8, stage.simulation.combat().damage(8, stage.warrior(0), 1));
        stage.apply(new Input.Joined(late(2, 5)));
        assertEquals(9, stage.simulation.combat().damage(8, stage.warrior(0), 1), "8.8");
        assertEquals(8, stage.simulation.combat().damage(8, stage.warrior(2), 1));
    }

    @Test
    void nobodyEntersFromHalfTimeOn() {
        Stage stage = siege(1, 1);
        stage.stepAt(HALF_TIME - 1);
        assertSame(Verdict.ACCEPTED, stage.apply(new Input.Joined(late(2, 1))));
        stage.stepAt(HALF_TIME);
        assertRefused("no-late-entry", stage, new Input.Joined(late(3, 1)));
    }

    @Test
    void aRefusedEntryLeavesNoTrace() {
        int[] many = new int[20];
        Arrays.fill(many, 5);
        many[19] = 3;
        Stage stage = siege(many);
        stage.stepAt(60);
        assertRefused("seat-taken", stage, new Input.Joined(late(4, 1)));
        assertRefused("out-of-range", stage, new Input.Joined(late(50, 0)));
        assertRefused("out-of-range", stage, new Input.Joined(late(50, 6)));
        assertRefused("out-of-range", stage, new Input.Joined(late(50, 3)));
        assertSame(Verdict.ACCEPTED, stage.apply(new Input.Joined(late(50, 2))));
        assertRefused("out-of-range", stage, new Input.Joined(late(51, 1)));
    }

    @Test
    void aSeatThatWasGivenUpKeepsItsPlayer() {
        RoomMachine room =
                RoomMachine.open(
                        new SiegeGame(), Stage.seed(1), Stage.seats(1, 1, 1), new TreeMap<>());
        room.apply(new Input.Left(1), Emissions.NONE);
        Verdict verdict = room.apply(new Input.Joined(late(1, 1)), Emissions.NONE);
        assertEquals("seat-taken", assertInstanceOf(Verdict.Refused.class, verdict).code());
        ArenaView view = (ArenaView) room.view(Viewer.WATCHER);
        assertEquals(List.of("0-0", "2-0"), ids(view.warriors()));
    }

    private static void assertRefused(String code, Stage stage, Input.ToGame input) {
        StateHash before = stage.hash();
        Verdict verdict = stage.apply(input);
        assertEquals(code, assertInstanceOf(Verdict.Refused.class, verdict).code());
        assertEquals(before, stage.hash());
    }

    private static Stage siege(int... warriors) {
        return Stage.with(ArenaMode.SIEGE, warriors);
    }

    private static Seat late(int seat, int warriors) {
        TreeMap<String, String> options = new TreeMap<>();
        options.put("warriors", Integer.toString(warriors));
        return new Seat(seat, "late-" + seat, "Late " + seat, "fox", false, options);
    }

    private static List<String> ids(List<ArenaView.WarriorView> warriors) {
        return warriors.stream().map(ArenaView.WarriorView::id).toList();
    }
}
