package dev.atrium.host.sim;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;

import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Plays many seeds, one after the other: runs on two threads would meet at the locks of libraries,
 * and who waits for such a lock goes on when the other lets him, not when his own run does.
 */
final class Simulator {
    /** So many failures are told in full. */
    private static final int TOLD_MAX = 5;

    private Simulator() {}

    /**
     * What came of many runs.
     *
     * @param seeds how many
     * @param rooms in all of them
     * @param voided those without an outcome, where a store lost what it had
     * @param takeovers rooms that came to another host than had them before
     * @param acknowledged inputs
     * @param trimmed segments of journals that went to the archive while their rooms lived
     * @param failed seeds in which something went wrong
     * @param told what, of the first ones
     */
    record Summary(
            int seeds,
            int rooms,
            int voided,
            long takeovers,
            long acknowledged,
            long trimmed,
            int failed,
            List<String> told) {
        @Override
        public String toString() {
            return ("%d seeds, %d rooms (%d void), %d takeovers, %d inputs acknowledged,"
                            + " %d segments trimmed, %d seeds failed")
                    .formatted(seeds, rooms, voided, takeovers, acknowledged, trimmed, failed);
        }
    }

    /** On the terminal, which is where a run that passes says what it came to. */
    static void tell(String line) {
        System.out.println(line);
    }

    /** Hosts of a run say much about what is done to them. */
    static void quiet() {
        ((Logger) LoggerFactory.getLogger("dev.atrium")).setLevel(Level.OFF);
    }

    /** Plays the seeds from the first on. */
    static Summary play(long first, int count, Plant plant) {
        int rooms = 0;
        int voided = 0;
        int failed = 0;
        long takeovers = 0;
        long acknowledged = 0;
        long trimmed = 0;
        List<String> told = new ArrayList<>();
        for (long seed = first; seed < first + count; seed++) {
            SimRun.Report report = new SimRun(seed, plant).play();
            SimRun.Totals totals = report.totals();
            rooms += totals.finished() + totals.voided();
            voided += totals.voided();
            takeovers += totals.takeovers();
            acknowledged += totals.acknowledged();
            trimmed += totals.trimmed();
            if (!report.wrongs().isEmpty()) {
                failed++;
                if (told.size() < TOLD_MAX) {
                    told.add(report.toString());
                }
            }
        }
        return new Summary(count, rooms, voided, takeovers, acknowledged, trimmed, failed, told);
    }

    /** The first seed, of so many, in which the planted fault is found by what it must break. */
    static Optional<SimRun.Report> firstFailure(Plant plant, int count) {
        for (long seed = 1; seed <= count; seed++) {
            SimRun.Report report = new SimRun(seed, plant).play();
            if (report.wrongs().stream().anyMatch(wrong -> wrong.contains(plant.foundBy()))) {
                return Optional.of(report);
            }
        }
        return Optional.empty();
    }

    /**
     * Plays seeds and prints what came of them.
     *
     * @param args how many; the first, 1 if it is left out; a fault to plant, until it is found
     */
    public static void main(String[] args) {
        if (!Boolean.getBoolean("atrium.sim.trace")) {
            quiet();
        }
        int count = Integer.parseInt(args[0]);
        long first = args.length > 1 ? Long.parseLong(args[1]) : 1;
        if (args.length > 2) {
            firstFailure(Plant.valueOf(args[2]), count)
                    .ifPresent(report -> tell(report.toString()));
            return;
        }
        long began = System.nanoTime();
        Summary summary = play(first, count, Plant.NONE);
        summary.told().forEach(Simulator::tell);
        tell("%s, %.1f s".formatted(summary, (System.nanoTime() - began) / 1e9));
        if (summary.failed() > 0) {
            System.exit(1);
        }
    }
}
