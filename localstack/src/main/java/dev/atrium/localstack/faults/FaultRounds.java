package dev.atrium.localstack.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * The main of {@code localstack/load/fault-rounds}: does something to real hosts again and again
 * while players play, and says what they noticed, and whether anything was lost.
 */
public final class FaultRounds {
    private static final int USAGE_STATUS = 2;

    private FaultRounds() {}

    /** Status 0 if nothing was lost and all came back, 1 if not, 2 if it was called wrongly. */
    public static void main(String[] arguments) throws Exception {
        FaultPlan plan;
        try {
            plan = FaultPlan.parse(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println("atrium: " + e.getMessage());
            System.exit(USAGE_STATUS);
            return;
        }
        Path folder = Files.createTempDirectory("fault-rounds-");
        FaultTally tally = play(plan, folder, System.err::println);
        // The report is what the tool is for.
        System.out.println(tally.report(plan));
        if (!tally.isGood()) {
            System.err.println("atrium: the hosts' logs are in " + folder);
        }
        System.exit(tally.isGood() ? 0 : 1);
    }

    /**
     * Plays all rounds.
     *
     * @param folder for keys, logs and the archive
     * @param progress told a line a round
     */
    public static FaultTally play(FaultPlan plan, Path folder, Consumer<String> progress)
            throws IOException, InterruptedException {
        FaultTally tally = new FaultTally();
        try (FaultStage stage = FaultStage.start(plan, folder)) {
            FaultRound round = new FaultRound(plan, stage, tally, progress);
            for (int i = 0; i < plan.rounds(); i++) {
                round.play(i);
            }
        }
        return tally;
    }
}
