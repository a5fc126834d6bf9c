package dev.atrium.localstack.load.party;

import dev.atrium.localstack.load.HostMetrics;
import dev.atrium.localstack.load.LoadStage;
import dev.atrium.localstack.load.ProcessFigures;
import dev.atrium.localstack.load.TickLateness;
import dev.atrium.localstack.load.Usage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a window cost.
 *
 * @param usage CPU seconds
 * @param redisSeconds CPU seconds of Redis, which are among the others' of {@code usage}
 * @param threadSeconds CPU seconds of the host by kind of thread
 * @param memory of the host at the window's end
 * @param appends to journals
 * @param lateness of the host's ticks, if the host tells
 * @param loadAverage of the machine in the last minute, when the window began and when it ended
 */
record HostCost(
        Usage usage,
        double redisSeconds,
        Map<String, Double> threadSeconds,
        ProcessFigures.Memory memory,
        long appends,
        Optional<TickLateness> lateness,
        String loadAverage) {

    /** All meters at one moment. */
    private record Reading(
            Usage usage,
            double redisSeconds,
            Map<String, Double> threadSeconds,
            Optional<String> metrics,
            String loadAverage) {

        static Reading of(LoadStage stage) throws IOException, InterruptedException {
            return new Reading(
                    Usage.now(stage.hostPid()),
                    ProcessFigures.cpuSeconds(stage.redisPid()),
                    ProcessFigures.threadSeconds(stage.hostPid()),
                    new HostMetrics(stage.metrics()).read(),
                    lastMinute(Files.readString(Path.of("/proc/loadavg"))));
        }
    }

    /** The meters as they stood at the window's beginning. */
    static final class Since {
        private final LoadStage stage;
        private final Reading before;

        private Since(LoadStage stage, Reading before) {
            this.stage = stage;
            this.before = before;
        }

        /** What it has cost since then. */
        HostCost now() throws IOException, InterruptedException {
            Reading after = Reading.of(stage);
            return new HostCost(
                    after.usage.since(before.usage),
                    after.redisSeconds - before.redisSeconds,
                    grown(before.threadSeconds, after.threadSeconds),
                    ProcessFigures.memory(stage.hostPid()),
                    HostMetrics.appends(after.metrics) - HostMetrics.appends(before.metrics),
                    HostMetrics.lateness(before.metrics, after.metrics),
                    before.loadAverage + " and " + after.loadAverage);
        }
    }

    /** From now on. */
    static Since begin(LoadStage stage) throws IOException, InterruptedException {
        return new Since(stage, Reading.of(stage));
    }

    private static Map<String, Double> grown(
            Map<String, Double> before, Map<String, Double> after) {
        TreeMap<String, Double> grown = new TreeMap<>();
        after.forEach((kind, seconds) -> grown.put(kind, seconds - before.getOrDefault(kind, 0.0)));
        return grown;
    }

    static String lastMinute(String proc) {
        return proc.substring(0, proc.indexOf(' '));
    }
}
