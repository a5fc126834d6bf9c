package dev.atrium.localstack.scalesim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.scaling.sim.TraceKind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

class ScaleSimToolTest {
    private static final String GOOD = "60,100,420,0\n";

    @TempDir private Path folder;

    private final List<String> terminal = new ArrayList<>();

    private int run(String... arguments) {
        return ScaleSimTool.run(arguments, terminal::add);
    }

    /** What is told of a call that ends with status 2. */
    private String refusal(String... arguments) {
        assertEquals(2, run(arguments), String.join(" ", arguments));
        String line =
                assertThrows(
                                IllegalArgumentException.class,
                                () -> ScaleSimTool.job(List.of(arguments)))
                        .getMessage();
        assertEquals(1, line.lines().count(), line);
        return line;
    }

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("trace.csv"), text).toString();
    }

    @Test
    void withoutArgumentsTheCommittedTracesStandSideBySide() {
        assertEquals(0, run());

        assertEquals(3, terminal.size());
        Iterator<String> tables = terminal.iterator();
        for (TraceKind kind : TraceKind.values()) {
            String table = tables.next();
            List<String> lines = table.lines().toList();
            assertEquals(5, lines.size(), table);
            assertTrue(lines.getFirst().startsWith(kind.label() + ": "), table);
            assertTrue(lines.get(1).startsWith("policy       cost $ host-hours  refused"), table);
            assertTrue(lines.get(2).startsWith("reactive "), table);
            assertTrue(lines.get(3).startsWith("tracking "), table);
            assertTrue(lines.get(4).startsWith("predictive "), table);
        }
    }

    @Test
    void aTraceIsMadeUpAndPlayed() {
        String trace = folder.resolve("own.csv").toString();

        assertEquals(0, run(trace, "--generate", "flash-crowd", "--seed", "1"));
        assertTrue(terminal.getFirst().startsWith("flash-crowd of seed 1, "), terminal.getFirst());
        assertEquals(0, run(trace));
        assertEquals(0, run());

        String own = terminal.get(1).replace(trace, "flash-crowd");
        assertEquals(own, terminal.get(3), "the seed of the committed one");
    }

    @Test
    void otherThresholdsChangeTheReactivePolicyAlone() throws IOException {
        String trace = file("60,400,420,0\n60,2000,420,0\n");

        assertEquals(0, run(trace));
        assertEquals(0, run(trace, "--thresholds", "60,30,60"));

        List<String> before = terminal.getFirst().lines().toList();
        List<String> after = terminal.getLast().lines().toList();
        assertNotEquals(before.get(2), after.get(2));
        assertEquals(before.subList(3, 5), after.subList(3, 5));
    }

    @Test
    void badInputIsOneLineAndStatusTwo() throws IOException {
        String good = file(GOOD);
        String none = folder.resolve("none.csv").toString();

        assertEquals("there is no file " + none, refusal(none));
        assertEquals("there is no file " + folder, refusal(folder.toString()));
        assertEquals("unknown --speed; " + ScaleSimOptions.USAGE, refusal("--speed", "3"));
        assertEquals(
                "--generate=night (allowed: day-curve, flash-crowd, regional-outage)",
                refusal(none, "--generate", "night"));
        assertEquals(
                "--thresholds=70 (allowed: up,down,cooldownSeconds)",
                refusal(good, "--thresholds", "70"));
        assertEquals(
                "scaleDownPercent=80 (allowed: 1 to 69)",
                refusal(good, "--thresholds", "70,80,300"));
        assertTrue(refusal("--seed", "1").contains("--seed goes with it"));
        assertTrue(refusal("--generate", "day-curve").contains("wants one TRACE"));
        assertTrue(refusal(good, "--seed").contains("--seed wants a value"));
        String bad = file(GOOD + "rubbish\n");
        assertEquals(
                bad
                        + ":2: 1 fields (allowed:"
                        + " minutes,arrivalsPerMinute,staySeconds,lostHostsPercent)",
                refusal(bad));
    }
}
