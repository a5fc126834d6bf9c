package dev.atrium.localstack.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Path;

/** One small round of each: hosts in processes of their own, killed, stopped and told to leave. */
class FaultRoundsIT {
    private static final int ROOMS = 3;

    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource(names = {"KILL", "PAUSE", "TERM"})
    void nothingThatWasAcknowledgedIsLostOrDoubledAndEveryRoomGoesOn(Fault fault) throws Exception {
        FaultPlan plan =
                FaultPlan.of(fault)
                        .withRooms(ROOMS)
                        .withRounds(1)
                        .withTimes(2, 4)
                        .with(false, true);

        FaultTally tally = FaultRounds.play(plan, folder, line -> {});

        String report = tally.report(plan);
        System.out.println(report);
        assertTrue(tally.isGood(), report);
        assertEquals(ROOMS, tally.verified(), report);
        assertTrue(tally.acknowledged() > ROOMS * 10L, report);
        assertTrue(tally.hashes() >= ROOMS, report);
    }
}
