package dev.atrium.localstack.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.localstack.MeasuredFigure;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Path;
import java.time.Duration;

/**
 * The drills that {@link dev.atrium.localstack.faults.FaultRoundsIT} has no rounds of. Nothing may
 * be lost; seconds are those of a machine that other tests have too, so they are printed, and held
 * only against what nobody would wait for.
 */
class FaultDrillsIT {
    private static final Duration WAIT_MAX = Duration.ofMinutes(2);

    @ParameterizedTest
    @EnumSource(names = {"NETWORK_FAILOVER", "LOAD_SHEDDING", "ROTATE_KEYS"})
    void everybodyPlaysOnAndNothingIsLost(Drill drill, @TempDir Path folder) throws Exception {
        DrillReport report = DrillTool.run(drill, folder, /* laptop= */ true);

        MeasuredFigure.print(report.line());
        assertEquals(Duration.ZERO, report.recoveryPoint(), report.line());
        assertTrue(report.recoveryTime().compareTo(WAIT_MAX) < 0, report.line());
    }
}
