package dev.atrium.localstack.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.localstack.MeasuredFigure;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Path;
import java.util.List;

/** One small round of each: hosts in processes of their own, killed, stopped and told to leave. */
class FaultRoundsIT {
    private static final int ROOMS = 3;

    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource(names = {"KILL", "PAUSE", "TERM"})
    void nothingThatWasAcknowledgedIsLostOrDoubledAndEveryRoomGoesOn(Fault fault) throws Exception {
        FaultPlan plan =
                FaultPlan.parse(
                        List.of(
                                "%s --rooms %d --rounds 1 --play 2 --down 4 --laptop"
                                        .formatted(fault.label(), ROOMS)
                                        .split(" ", -1)));

        FaultTally tally = FaultRounds.play(plan, folder, line -> {});

        String report = tally.report(plan);
        MeasuredFigure.print(report);
        assertTrue(tally.isGood(), report);
        assertEquals(ROOMS, tally.verified(), report);
        assertTrue(tally.acknowledged() > ROOMS * 10L, report);
        assertTrue(tally.hashes() >= ROOMS, report);
    }
}
