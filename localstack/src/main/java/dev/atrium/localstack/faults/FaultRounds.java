package dev.atrium.localstack.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The main of {@code localstack/load/fault-rounds}: does something to real hosts again and again
 * while players play, and says what they noticed, and whether anything was lost.
 */
public final class FaultRounds {
    private static final int USAGE_STATUS = 2;

    private FaultRounds() {}

    /** Status 0 if nothing was lost and all came back, 1 if not, 2 if it was called wrongly. */
    public static void main(String[] arguments) throws IOException {
        FaultPlan plan;
        try {
            plan = FaultPlan.parse(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println("atrium: " + e.getMessage());
            System.exit(USAGE_STATUS);
            return;
        }
        Path folder = Files.createTempDirectory("fault-rounds-");
        // The report is what the tool is for.
        System.exit(
                run(
                        plan,
                        folder,
                        tally -> play(plan, folder, tally, System.err::println),
                        System.out::println,
                        System.err::println));
    }

    /** Plays rounds. */
    interface Rounds {
        /** Plays them all, or as many as it comes to, and counts in that tally. */
        void play(FaultTally tally) throws IOException, InterruptedException;
    }

    /**
     * Plays rounds and tells what came of them, of those that were played also where one of them
     * fails. The folder goes if nothing went wrong, and else is named.
     *
     * @return the status
     */
    static int run(
            FaultPlan plan, Path folder, Rounds rounds, Consumer<String> out, Consumer<String> err)
            throws IOException {
        FaultTally tally = new FaultTally();
        boolean whole = false;
        try {
            rounds.play(tally);
            whole = true;
        } catch (IOException | RuntimeException e) {
            err.accept("atrium: a round could not be played: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            err.accept("atrium: interrupted");
        }
        out.accept(tally.report(plan));
        if (whole && tally.isGood()) {
            delete(folder);
            return 0;
        }
        err.accept("atrium: the hosts' logs are in " + folder);
        return 1;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
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
        play(plan, folder, tally, progress);
        return tally;
    }

    private static void play(
            FaultPlan plan, Path folder, FaultTally tally, Consumer<String> progress)
            throws IOException, InterruptedException {
        try (FaultStage stage = FaultStage.start(plan, folder)) {
            FaultRound round = new FaultRound(plan, stage, tally, progress);
            for (int i = 0; i < plan.rounds(); i++) {
                round.play(i);
            }
        }
    }
}
