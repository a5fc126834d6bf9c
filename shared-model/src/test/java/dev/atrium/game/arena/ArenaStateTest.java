package dev.atrium.game.arena;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.atrium.dice.Dice;
import dev.atrium.game.Viewer;
import dev.atrium.state.StateFormatException;
import dev.atrium.state.StateReader;
import dev.atrium.state.StateWriter;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/** The arena's own bytes: read back as they were, and refused when they are not such a state. */
class ArenaStateTest {

    @Test
    void whatIsWrittenIsReadBack() {
        Stage stage = Stage.of(2, 1, 3);
        stage.move(0, "0-1", Direction.NE);
        stage.stepTo(1000);
        byte[] written = bytes(stage.simulation);
        ArenaSimulation restored = restore(written);
        assertArrayEquals(written, bytes(restored));
        assertEquals(stage.view(), restored.view(Viewer.WATCHER));
        assertEquals(true, stage.simulation.roster().players()[1].underdog);
        assertEquals(true, restored.roster().players()[1].underdog);
    }

    @Test
    void aRestoredFieldIsWhereItWas() {
        Stage stage = Stage.of(1, 1);
        stage.stepAt(3000);
        assertEquals(stage.view(), restore(bytes(stage.simulation)).view(Viewer.WATCHER));
    }

    @Test
    void tornBytesAreRefusedWhereverTheyEnd() {
        Stage stage = Stage.of(1, 1);
        stage.stepTo(500);
        byte[] written = bytes(stage.simulation);
        for (int length = 0; length < written.length; length++) {
            byte[] torn = Arrays.copyOf(written, length);
            assertThrows(StateFormatException.class, () -> restore(torn), "length " + length);
        }
    }

    @Test
    void valuesThatNoStateHasAreRefused() {
        assertRefused(stage -> stage.warrior(0).hp = 101);
        assertRefused(stage -> stage.warrior(0).hp = -1);
        assertRefused(stage -> stage.warrior(0).x = -1);
        assertRefused(stage -> stage.warrior(1).y = 8192);
        assertRefused(stage -> lay(stage, 32, 0));
        assertRefused(stage -> lay(stage, 0, -1));
    }

    @Test
    void namesThatNoStateHasAreRefused() {
        Stage stage = Stage.of(1, 1);
        lay(stage, 3, 3);
        String written = new String(bytes(stage.simulation), StandardCharsets.ISO_8859_1);
        assertRefused(written.replace("STOP", "FLOP"));
        assertRefused(written.replace("RAGE", "RAGS"));
        assertRefused("\u00ff" + written.substring(1));
    }

    @Test
    void aWarriorOfNobodyIsRefused() {
        StateWriter out = new StateWriter();
        out.int32(0).int32(0);
        out.int32(1).int32(7).raw(new byte[64]);
        assertThrows(StateFormatException.class, () -> restore(out.toBytes()));
    }

    @Test
    void anArenaWithoutWarriorsIsRefused() {
        byte[] empty = new StateWriter().int32(0).int32(0).int32(0).int32(0).toBytes();
        assertThrows(StateFormatException.class, () -> restore(empty));
    }

    private static void lay(Stage stage, int cellX, int cellY) {
        stage.simulation
                .powerUps()
                .lying()
                .add(new LyingPowerUp("k3f9", PowerUpKind.RAGE, cellX, cellY, 100));
    }

    private static void assertRefused(Consumer<Stage> change) {
        Stage stage = Stage.of(1, 1);
        restore(bytes(stage.simulation));
        change.accept(stage);
        byte[] changed = bytes(stage.simulation);
        assertThrows(StateFormatException.class, () -> restore(changed));
    }

    private static void assertRefused(String latin1) {
        byte[] changed = latin1.getBytes(StandardCharsets.ISO_8859_1);
        assertThrows(StateFormatException.class, () -> restore(changed));
    }

    private static byte[] bytes(ArenaSimulation simulation) {
        StateWriter out = new StateWriter();
        simulation.write(out);
        return out.toBytes();
    }

    private static ArenaSimulation restore(byte[] bytes) {
        return ArenaSimulation.restore(
                ArenaMode.BLITZ, new StateReader(bytes), Dice.of(Stage.seed(1)));
    }
}
