package dev.atrium.localstack.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

class DrillToolTest {
    @Test
    void allAreAllOfThemAndSomeAreThese() {
        assertEquals(Arrays.asList(Drill.values()), DrillTool.parse(List.of("all")));
        assertEquals(
                List.of(Drill.RESTORE, Drill.TAKE_OVER),
                DrillTool.parse(List.of("restore", "take-over")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Restore", "everything", "--help"})
    void whatIsNoDrillIsRefusedWithThoseThatThereAre(String label) {
        String message =
                assertThrows(
                                IllegalArgumentException.class,
                                () -> DrillTool.parse(List.of("drain", label)))
                        .getMessage();

        assertTrue(message.startsWith("no drill " + label + "; usage: "), message);
        assertTrue(message.contains("region-down"), message);
    }

    @Test
    void noneIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> DrillTool.parse(List.of()));
    }

    @Test
    void oneThatTookLongerOrLostMoreIsNotKept() {
        Drill drill = Drill.RESTORE;
        DrillReport kept =
                new DrillReport(drill, Duration.ofMinutes(15), Duration.ofMinutes(5), "x");
        DrillReport late = new DrillReport(drill, Duration.ofMillis(900_001), Duration.ZERO, "x");
        DrillReport lossy = new DrillReport(drill, Duration.ZERO, Duration.ofMillis(300_001), "x");

        assertTrue(kept.kept());
        assertFalse(late.kept());
        assertFalse(lossy.kept());
        assertEquals(
                "restore: RTO 15 min (promised 15 min), RPO 5 min (promised 5 min): x",
                kept.line());
        assertEquals(
                "restore: RTO 900.00 s (promised 15 min), RPO 0.00 s (promised 5 min), NOT KEPT: x",
                late.line());
        assertEquals(
                "region-down: RTO 1 h (promised 4 h), RPO 24 h (promised 24 h): x",
                new DrillReport(
                                Drill.REGION_DOWN,
                                Duration.ofMinutes(60),
                                Duration.ofHours(24),
                                "x")
                        .line());
    }

    /** What has acknowledged inputs may lose none. */
    @ParameterizedTest
    @EnumSource(
            names = {"RESTORE", "REGION_DOWN"},
            mode = EnumSource.Mode.EXCLUDE)
    void nothingButCopiesMayLoseAnything(Drill drill) {
        assertEquals(Duration.ZERO, drill.recoveryPoint());
    }
}
