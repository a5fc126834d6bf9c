package dev.atrium.localstack.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.localstack.MeasuredFigure;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.List;

/**
 * Two parties of eight in each round, played to their ends on hosts in processes of their own, one
 * of which is killed, told to leave, or loses its Redis, which keeps a file.
 */
class PartyFaultRoundsIT {
    private static final int ROOMS = 2;

    /** Eight players give three things in each of eight rounds, but for some who are away. */
    private static final long COUNTED_LEAST = ROOMS * 100L;

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
        String options =
                "%s --game party --rooms %d --down 2 --play 4 --append-only --laptop"
                        .formatted(fault.label(), ROOMS);
        return FaultPlan.parse(List.of(options.split(" ", -1)));
    }

    /** Who leaves last need not be started again. */
    static List<Fault> faults() {
        return List.of(Fault.KILL, Fault.REDIS, Fault.TERM);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void everyAnswerAndVoteThatWasAcceptedCountsOnceAndTheGameGoesOn(Fault fault) throws Exception {
        FaultPlan plan = plan(fault);
        FaultTally tally = new FaultTally();

        new FaultRound(plan, stage, tally, line -> {}).play(round++);

        String report = tally.report(plan);
        MeasuredFigure.print(report);
        assertTrue(tally.isGood(), report);
        assertEquals(ROOMS, tally.verified(), report);
        assertTrue(tally.figure(PartyFaults.COUNTED) > COUNTED_LEAST, report);
        assertTrue(tally.hashes() >= ROOMS, report);
    }
}
