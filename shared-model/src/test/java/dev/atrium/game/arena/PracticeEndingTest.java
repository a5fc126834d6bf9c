package dev.atrium.game.arena;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.dice.Dice;
import dev.atrium.game.Input;
import dev.atrium.game.Presence;
import dev.atrium.game.Standings;
import dev.atrium.game.Viewer;
import dev.atrium.state.StateFormatException;
import dev.atrium.state.StateReader;
import dev.atrium.state.StateWriter;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** When a practice is over, who came where, and that its state is kept. */
class PracticeEndingTest {
    private static final int DESERTED = 3_600;

    private static Stage stage(int people) {
        return Stage.with(ArenaMode.PRACTICE, Stage.people(people));
    }

    @Test
    void itEndsWhenTheLastHasLeft() {
        Stage stage = stage(2);
        stage.stepTo(10);
        stage.apply(new Input.Left(0));
        stage.stepTo(500);
        assertTrue(stage.simulation.standings().isEmpty());
        stage.apply(new Input.Left(1));
        stage.step();
        assertEquals("everybody-left", standings(stage).reason());
        assertEquals(List.of("0:1", "1:1"), places(standings(stage)));
        assertEquals(ArenaView.Phase.FINISHED, stage.view().phase());
    }

    @Test
    void botsAloneDoNotKeepItGoing() {
        Stage stage =
                Stage.with(
                        ArenaMode.PRACTICE,
                        List.of(Stage.bot(0), Stage.person(1), Stage.bot(2), Stage.bot(3)));
        stage.stepTo(100);
        assertTrue(stage.simulation.standings().isEmpty());
        stage.apply(new Input.Left(1));
        stage.step();
        assertEquals("everybody-left", standings(stage).reason());
        assertEquals(4, standings(stage).places().size());
    }

    @Test
    void whoForfeitedDoesNotKeepItGoing() {
        Stage stage = stage(2);
        stage.apply(new Input.Forfeited(0, "speed"));
        stage.step();
        assertTrue(stage.simulation.standings().isEmpty());
        stage.apply(new Input.Left(1));
        stage.step();
        assertEquals(List.of("1:1", "0:2"), places(standings(stage)));
    }

    @Test
    void itEndsAfterAMinuteInWhichNobodyWasConnected() {
        Stage stage = Stage.with(ArenaMode.PRACTICE, List.of(Stage.person(0), Stage.bot(1)));
        stage.stepTo(50);
        stage.apply(new Input.PresenceChanged(0, Presence.GONE));
        stage.stepTo(50 + DESERTED - 1);
        assertTrue(stage.simulation.standings().isEmpty());
        stage.step();
        assertEquals("everybody-gone", standings(stage).reason());
    }

    @Test
    void theMinuteStartsAnewForWhoComesBackAndForWhoComesLate() {
        Stage stage = stage(1);
        stage.apply(new Input.PresenceChanged(0, Presence.GONE));
        stage.stepTo(3_000);
        stage.apply(new Input.PresenceChanged(0, Presence.HERE));
        stage.step();
        stage.apply(new Input.PresenceChanged(0, Presence.GONE));
        stage.stepTo(6_000);
        stage.apply(new Input.Joined(Stage.person(1)));
        stage.step();
        stage.apply(new Input.PresenceChanged(1, Presence.GONE));
        stage.stepTo(6_001 + DESERTED - 1);
        assertTrue(stage.simulation.standings().isEmpty());
        stage.step();
        assertEquals("everybody-gone", standings(stage).reason());
    }

    @Test
    void standingsAreByEliminationsOfAllLives() {
        Stage stage = stage(4);
        stage.warrior(0).eliminations = 2;
        stage.warrior(1).eliminations = 5;
        stage.warrior(2).eliminations = 2;
        stage.warrior(3).eliminations = 9;
        stage.apply(new Input.Forfeited(3, "speed"));
        for (int seat = 0; seat < 3; seat++) {
            stage.apply(new Input.Left(seat));
        }
        stage.step();
        assertEquals(List.of("1:1", "0:2", "2:2", "3:4"), places(standings(stage)));
    }

    @Test
    void livesAreSummedInTheStatistics() {
        Stage stage = stage(2);
        stage.put(0, 30, 30);
        stage.put(1, 30, 31).hp = 1;
        stage.stepAt(2);
        stage.put(0, 0, 0);
        stage.stepTo(182);
        stage.put(1, 60, 60);
        stage.stepTo(200);
        stage.apply(new Input.Left(1));
        stage.stepTo(230);
        stage.apply(new Input.Left(0));
        stage.step();
        Standings standings = standings(stage);
        assertEquals(List.of("0:1", "1:2"), places(standings));
        assertEquals(
                new TreeMap<>(
                        Map.of(
                                "eliminations", 0L,
                                "damageDealt", 0L,
                                "damageTaken", 1L,
                                "survivedTicks", 2L + 18,
                                "bestHp", 0L)),
                standings.places().get(1).statistics());
        assertEquals(230, standings.places().getFirst().statistic("survivedTicks"));
    }

    @Test
    void whatIsWrittenIsReadBackAndGoesOnTheSame() {
        Stage stage = Stage.with(ArenaMode.PRACTICE, List.of(Stage.person(0), Stage.bot(1)));
        stage.apply(new Input.Joined(Stage.person(5)));
        stage.put(0, 30, 30);
        stage.put(1, 30, 31).hp = 1;
        stage.stepAt(2);
        stage.stepTo(400);
        stage.apply(new Input.Left(5));
        stage.apply(new Input.PresenceChanged(0, Presence.GONE));
        stage.stepTo(500);
        byte[] written = bytes(stage.simulation);
        ArenaSimulation restored = restore(written);
        assertArrayEquals(written, bytes(restored));
        assertEquals(stage.view(), restored.view(Viewer.WATCHER));
        assertTrue(stage.warrior(1).livedTicks > 0, "he fell and returned");
        for (int length = 0; length < written.length; length++) {
            byte[] torn = Arrays.copyOf(written, length);
            assertThrows(StateFormatException.class, () -> restore(torn), "length " + length);
        }
    }

    @Test
    void aRoomThatWasDesertedForTooLongIsNoState() {
        byte[] written = bytes(stage(1).simulation);
        // From behind: no standings, one warrior, one player; then come the ticks.
        refused(written, flipped -> flipped[flipped.length - 12] = 1);
        refused(written, flipped -> flipped[flipped.length - 12] = -1);
    }

    private static void refused(byte[] written, Consumer<byte[]> change) {
        restore(written);
        byte[] changed = written.clone();
        change.accept(changed);
        String message =
                assertThrows(StateFormatException.class, () -> restore(changed)).getMessage();
        assertTrue(message.startsWith("deserted for"), message);
    }

    private static byte[] bytes(ArenaSimulation simulation) {
        StateWriter out = new StateWriter();
        simulation.write(out);
        return out.toBytes();
    }

    private static ArenaSimulation restore(byte[] bytes) {
        return ArenaSimulation.restore(
                ArenaMode.PRACTICE, new StateReader(bytes), Dice.of(Stage.seed(1)));
    }

    private static Standings standings(Stage stage) {
        return stage.simulation.standings().orElseThrow();
    }

    private static List<String> places(Standings standings) {
        return standings.places().stream().map(p -> p.seat() + ":" + p.place()).toList();
    }
}
