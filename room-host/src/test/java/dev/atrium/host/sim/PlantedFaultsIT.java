package dev.atrium.host.sim;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Optional;

/**
 * What the simulator is worth: a fault that is planted on purpose is found. Only in a JVM that the
 * build starts for it, as {@link SimulatorIT}.
 */
@EnabledIfSystemProperty(named = "atrium.sim", matches = "true")
class PlantedFaultsIT {
    /** Within so many seeds a planted fault must be found. */
    private static final int FOUND_WITHIN = 2_000;

    @BeforeAll
    static void quiet() {
        Simulator.quiet();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aPlantedFaultIsFound(Plant plant) {
        Optional<SimRun.Report> found = Simulator.firstFailure(plant, FOUND_WITHIN);
        assertTrue(found.isPresent(), plant + " was not found");
        SimRun.Report report = found.get();
        Simulator.tell(
                "simulator: %s is found with seed %d: %s"
                        .formatted(plant, report.seed(), found(report, plant)));
    }

    private static String found(SimRun.Report report, Plant plant) {
        return report.wrongs().stream()
                .filter(wrong -> wrong.contains(plant.foundBy()))
                .findFirst()
                .orElseThrow();
    }
}
