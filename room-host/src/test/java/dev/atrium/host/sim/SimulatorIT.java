package dev.atrium.host.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import java.io.IOException;

/**
 * Not beside others: its runs are long, and what is covered is counted. Only in the JVM that the
 * build starts for it; a test that is named on the command line is run in the others' as well.
 */
@EnabledIfSystemProperty(named = "atrium.sim", matches = "true")
class SimulatorIT {
    /** More of them with {@code -Datrium.sim.seeds=100000}. */
    private static final int SEEDS = Integer.getInteger("atrium.sim.seeds", 2_000);

    /** One of so many rooms may be void, where a store lost what it had or rules stand still. */
    private static final int VOID_OF = 10;

    private static final double BRANCHES_MIN = 0.90;

    @BeforeAll
    static void quiet() {
        Simulator.quiet();
    }

    @Test
    void everySeedKeepsEveryPromise() {
        long began = System.nanoTime();
        Simulator.Summary summary = Simulator.play(1, SEEDS, Plant.NONE);
        double seconds = (System.nanoTime() - began) / 1e9;
        Simulator.tell("simulator: %s, %.1f s".formatted(summary, seconds));
        assertEquals(
                0, summary.failed(), () -> String.join(System.lineSeparator(), summary.told()));
        assertTrue(summary.takeovers() > summary.rooms() / 4, "rooms are taken over");
        assertTrue(summary.voided() < summary.rooms() / VOID_OF, "few rooms are void: " + summary);
        assertTrue(summary.trimmed() > summary.rooms() / 2, "long journals are trimmed");
    }

    @Test
    void aSeedDoesTheSameAgain() {
        for (long seed = 1; seed <= 20; seed++) {
            assertEquals(new SimRun(seed, Plant.NONE).play(), new SimRun(seed, Plant.NONE).play());
        }
    }

    @AfterAll
    static void coverage() throws IOException {
        BranchCoverage coverage = BranchCoverage.soFar();
        Simulator.tell("simulator: " + coverage);
        if (coverage.isMeasured()) {
            assertTrue(coverage.ratio() >= BRANCHES_MIN, coverage.toString());
        }
    }
}
