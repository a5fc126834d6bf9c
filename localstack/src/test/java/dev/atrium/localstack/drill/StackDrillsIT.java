package dev.atrium.localstack.drill;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.localstack.MeasuredFigure;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Path;

/** The drills on a whole stack; each says itself if something is wrong beside times and losses. */
class StackDrillsIT {
    @ParameterizedTest
    @EnumSource(names = {"RESTORE", "REGION_DOWN", "REBUILD_BOARDS", "STUCK_SETTLEMENT"})
    void allIsAsBeforeInTime(Drill drill, @TempDir Path folder) throws Exception {
        DrillReport report = DrillTool.run(drill, folder, /* laptop= */ true);

        MeasuredFigure.print(report.line());
        assertTrue(report.kept(), report.line());
    }
}
