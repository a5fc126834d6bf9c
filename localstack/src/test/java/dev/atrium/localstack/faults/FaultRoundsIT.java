package dev.atrium.localstack.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.localstack.MeasuredFigure;
import dev.atrium.localstack.drill.Drill;
import dev.atrium.localstack.drill.FaultDrills;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One small round of each on the same hosts, in processes of their own, which are killed, stopped
 * and told to leave, and lose their Redis, which keeps a file.
 */
class FaultRoundsIT {
    private static final int ROOMS = 3;

    /** Beyond the time in which a host's death is noticed. */
    private static final int PAUSE_S = 4;

    /** Beyond the time after which rooms say that their journals are late. */
    private static final int REDIS_S = 2;

    @TempDir private static Path folder;
    private static FaultStage stage;
    private static int round;

    @BeforeAll
    static void start() throws Exception {
        stage = FaultStage.start(plan(Fault.KILL), folder);
    }

    @AfterAll
    static void end() {
        stage.close();
    }

    private static FaultPlan plan(Fault fault) {
        int downS = fault == Fault.REDIS ? REDIS_S : PAUSE_S;
        String options =
                "%s --rooms %d --down %d --play 1 --append-only --laptop"
                        .formatted(fault.label(), ROOMS, downS);
        return FaultPlan.parse(List.of(options.split(" ", -1)));
    }

    private static Optional<Drill> drillOf(Fault fault) {
        return switch (fault) {
            case KILL -> Optional.of(Drill.TAKE_OVER);
            case TERM -> Optional.of(Drill.DRAIN);
            case REDIS -> Optional.of(Drill.REDIS_FAILOVER);
            case PARTITION_ALL -> Optional.of(Drill.NETWORK_FAILOVER);
            case STARVE -> Optional.of(Drill.LOAD_SHEDDING);
            case KEYS -> Optional.of(Drill.ROTATE_KEYS);
            case PAUSE, PARTITION -> Optional.empty();
        };
    }

    /** Who leaves last need not be started again. */
    static List<Fault> faults() {
        return List.of(Fault.KILL, Fault.PAUSE, Fault.REDIS, Fault.TERM);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void nothingThatWasAcknowledgedIsLostOrDoubledAndEveryRoomGoesOn(Fault fault) throws Exception {
        FaultPlan plan = plan(fault);
        FaultTally tally = new FaultTally();

        new FaultRound(plan, stage, tally, line -> {}).play(round++);

        String report = tally.report(plan);
        MeasuredFigure.print(report);
        drillOf(fault)
                .map(drill -> FaultDrills.report(drill, plan, tally).line())
                .ifPresent(MeasuredFigure::print);
        assertTrue(tally.isGood(), report);
        assertEquals(ROOMS, tally.verified(), report);
        assertTrue(tally.acknowledged() > ROOMS * 10L, report);
        assertTrue(tally.hashes() >= ROOMS, report);
        // Two of the three came back so from a moment without network, and missed nothing.
        assertTrue(tally.complete() >= 2, report);
        assertTrue(tally.toldAgain() >= 2, "that they were gone, at least: " + report);
        if (fault.movesRooms()) {
            assertTrue(tally.resumed() >= 4, "once more at the next owner: " + report);
        }
    }
}
