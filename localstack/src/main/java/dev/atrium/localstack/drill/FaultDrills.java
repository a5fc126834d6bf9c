package dev.atrium.localstack.drill;

import dev.atrium.localstack.faults.FaultPlan;
import dev.atrium.localstack.faults.FaultRounds;
import dev.atrium.localstack.faults.FaultTally;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The drills that are rounds of faults: people play on real hosts while something happens. */
public final class FaultDrills {
    private static final String ROOMS = " --rooms 5 --play 2 --append-only";

    /** Hosts that are ready sooner, and slower after that. */
    private static final String LAPTOP = " --laptop";

    private FaultDrills() {}

    /** What is done for a drill, as the options of {@code localstack/load/fault-rounds}. */
    private static String options(Drill drill) {
        return switch (drill) {
            case DEPLOY -> "term --rounds 2";
            case DRAIN -> "term --rounds 1";
            case TAKE_OVER -> "kill --rounds 1";
            case NETWORK_FAILOVER -> "partition-all --rounds 1 --down 4";
            case REDIS_FAILOVER -> "redis --rounds 1 --down 2";
            case LOAD_SHEDDING -> "starve --rounds 1 --down 8";
            case ROTATE_KEYS -> "keys --rounds 1";
            case RESTORE, REGION_DOWN, REBUILD_BOARDS, STUCK_SETTLEMENT ->
                    throw new IllegalArgumentException(drill + " is none of these");
        };
    }

    /**
     * Runs one.
     *
     * @param folder for keys, logs and the archive; must exist
     * @param laptop whether hosts have a laptop's JVM instead of a server's
     * @throws IllegalStateException if somebody did not come back, or a room did not go on
     */
    static DrillReport run(Drill drill, Path folder, boolean laptop)
            throws IOException, InterruptedException {
        FaultPlan plan =
                FaultPlan.parse(
                        List.of((options(drill) + ROOMS + (laptop ? LAPTOP : "")).split(" ", -1)));
        return report(drill, plan, FaultRounds.play(plan, folder, line -> {}));
    }

    /**
     * What a tally says of a drill.
     *
     * @throws IllegalStateException if more is wrong than that something was lost
     */
    public static DrillReport report(Drill drill, FaultPlan plan, FaultTally tally) {
        long lost = tally.lost();
        if (!tally.isGood() && lost == 0) {
            throw new IllegalStateException(drill.label() + " went wrong:\n" + tally.report(plan));
        }
        String detail =
                "%d rooms, %d inputs acknowledged, %d lost, %d doubled"
                        .formatted(tally.verified(), tally.acknowledged(), lost, tally.doubled());
        // Which second a lost one is of is not known: at worst the first of them.
        Duration point = lost == 0 ? Duration.ZERO : Duration.ofSeconds(plan.playS());
        return new DrillReport(drill, ms(recoveryMs(drill, tally)), point, detail);
    }

    private static double recoveryMs(Drill drill, FaultTally tally) {
        return switch (drill) {
            case TAKE_OVER -> tally.recoveryMaxMs();
            case LOAD_SHEDDING -> tally.endingMaxMs();
            default -> tally.viewGapMaxMs();
        };
    }

    private static Duration ms(double ms) {
        return Duration.ofMillis(Math.round(ms));
    }
}
