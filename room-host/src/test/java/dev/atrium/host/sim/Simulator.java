package dev.atrium.host.sim;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;

import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Plays many seeds, several at once: each run belongs to one thread and knows of no other. */
final class Simulator {
    /** So many failures are told in full. */
    private static final int TOLD_MAX = 5;

    private Simulator() {}

    /**
     * What came of many runs.
     *
     * @param seeds how many
     * @param rooms in all of them
     * @param epochs of all rooms: what is above one a room was taken over
     * @param acknowledged inputs
     * @param failed seeds in which something went wrong
     * @param told what, of the first ones
     */
    record Summary(
            int seeds, int rooms, long epochs, long acknowledged, int failed, List<String> told) {
        @Override
        public String toString() {
            return "%d seeds, %d rooms, %d takeovers, %d inputs acknowledged, %d seeds failed"
                    .formatted(seeds, rooms, epochs - rooms, acknowledged, failed);
        }
    }

    /** Hosts of a run say much about what is done to them. */
    static void quiet() {
        ((Logger) LoggerFactory.getLogger("dev.atrium")).setLevel(Level.OFF);
    }

    /** Plays the seeds from the first on. */
    static Summary play(long first, int count, Plant plant) {
        int processors = Runtime.getRuntime().availableProcessors();
        ExecutorService threads = Executors.newFixedThreadPool(processors);
        try {
            List<Future<SimRun.Report>> reports = new ArrayList<>(count);
            for (long seed = first; seed < first + count; seed++) {
                SimRun run = new SimRun(seed, plant);
                reports.add(threads.submit(run::play));
            }
            return sum(reports);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Summary sum(List<Future<SimRun.Report>> reports) {
        int rooms = 0;
        int failed = 0;
        long epochs = 0;
        long acknowledged = 0;
        List<String> told = new ArrayList<>();
        for (Future<SimRun.Report> future : reports) {
            SimRun.Report report = get(future);
            rooms += report.finished() + report.voided();
            epochs += report.epochs();
            acknowledged += report.acknowledged();
            if (!report.wrongs().isEmpty()) {
                failed++;
                if (told.size() < TOLD_MAX) {
                    told.add(report.toString());
                }
            }
        }
        return new Summary(reports.size(), rooms, epochs, acknowledged, failed, told);
    }

    private static SimRun.Report get(Future<SimRun.Report> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Plays seeds and prints what came of them.
     *
     * @param args how many; the first, 1 if it is left out
     */
    public static void main(String[] args) {
        if (!Boolean.getBoolean("atrium.sim.trace")) {
            quiet();
        }
        int count = Integer.parseInt(args[0]);
        long first = args.length > 1 ? Long.parseLong(args[1]) : 1;
        long began = System.nanoTime();
        Summary summary = play(first, count, Plant.NONE);
        summary.told().forEach(System.out::println);
        System.out.printf("%s, %.1f s%n", summary, (System.nanoTime() - began) / 1e9);
        if (summary.failed() > 0) {
            System.exit(1);
        }
    }
}
