package dev.atrium.functions.coldstart;

import dev.atrium.functions.coldstart.FunctionProcess.Launch;
import dev.atrium.functions.coldstart.FunctionProcess.Layout;
import dev.atrium.functions.coldstart.Starts.Start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measures functions on this machine under Lambda's own runtime client: from the start of the JVM
 * to the first answer, and warm. Prints a table; ends with 1 if a figure is over what was promised.
 * Run by {@code functions/cold-start}.
 */
public final class ColdStart {
    /** Promised of a plain start, p50. */
    static final long PLAIN_MS_MAX = 1_200;

    /** Promised of a warm call. */
    static final double WARM_P99_MS_MAX = 20;

    private static final int STARTS = 10;
    private static final int CALLS = 2_000;
    private static final String[] LAMBDA = {"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"};

    private final StartStage stage;
    private final int starts;
    private final int calls;
    private boolean kept = true;

    private ColdStart(StartStage stage, int starts, int calls) {
        this.stage = stage;
        this.starts = starts;
        this.calls = calls;
    }

    /**
     * Measures.
     *
     * @param args {@code [--starts 10] [--calls 2000]}, calls 0 for none
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        int starts = STARTS;
        int calls = CALLS;
        for (int i = 0; i < args.length; i += 2) {
            int value = i + 1 < args.length ? Integer.parseInt(args[i + 1]) : -1;
            if (args[i].equals("--starts") && value >= 1 && value <= 1_000) {
                starts = value;
            } else if (args[i].equals("--calls") && value >= 0 && value <= 1_000_000) {
                calls = value;
            } else {
                System.err.println("usage: functions/cold-start [--starts 10] [--calls 2000]");
                System.exit(2);
            }
        }
        Path target = Path.of(System.getProperty("atrium.home"), "functions", "target");
        boolean kept;
        try (StartStage stage = StartStage.open(target)) {
            kept = new ColdStart(stage, starts, calls).run();
        }
        System.exit(kept ? 0 : 1);
    }

    private boolean run() throws IOException, InterruptedException {
        packaged();
        Path cache = stage.functions().task().resolveSibling("functions.aot");
        Launch oneC1 = stage.launch(Layout.CLASS_PATH, LAMBDA);
        train(oneC1, cache);
        Map<String, Launch> kinds = new LinkedHashMap<>();
        kinds.put("plain, the JVM's own flags", stage.launch(Layout.MANAGED));
        kinds.put("C1 and serial collector, as Lambda", stage.launch(Layout.MANAGED, LAMBDA));
        kinds.put("the same, one class path", oneC1);
        kinds.put(
                "the same with an AOT cache",
                oneC1.with("-XX:AOTMode=on", "-XX:AOTCache=" + cache));
        print(
                "%-36s %9s %9s %9s %9s %9s %9s %9s"
                        .formatted(
                                "start of a guest sign-up",
                                "p50 ms",
                                "max ms",
                                "ready ms",
                                "call ms",
                                "CPU ms",
                                "classes",
                                "RSS MiB"));
        for (Map.Entry<String, Launch> kind : kinds.entrySet()) {
            Starts measured = Starts.measure(stage, kind.getValue(), starts);
            print(kind.getKey(), measured, classes(kind.getValue()));
            if (kind.getKey().startsWith("plain") && firstMs(measured) > PLAIN_MS_MAX) {
                kept = false;
                print("over the promise of " + PLAIN_MS_MAX + " ms");
            }
        }
        Launch snapStart = stage.launch(Layout.MANAGED, "-XX:+UseSerialGC");
        print(
                "SnapStart's hooks, without the image",
                Starts.measureRestored(stage, snapStart, starts),
                0);
        print("  (ready: until a snapshot may be taken; p50: from the restore to the answer)");
        print("AOT cache: %.1f MiB".formatted(mib(Files.size(cache))));
        if (calls > 0) {
            warm();
        }
        return kept;
    }

    private void packaged() throws IOException {
        print(
                "package: of %d jars, %.1f MiB"
                        .formatted(
                                stage.functions().libraries().size(),
                                mib(Files.size(stage.functions().jar()))));
    }

    /** A run that is recorded, and its cache; the JVM writes it when it ends. */
    private void train(Launch launch, Path cache) throws IOException, InterruptedException {
        Files.deleteIfExists(cache);
        Starts.measure(stage, launch.with("-XX:AOTCacheOutput=" + cache), 1);
        if (!Files.exists(cache)) {
            throw new IllegalStateException("no AOT cache was made");
        }
    }

    private void warm() throws IOException, InterruptedException {
        print(
                "%-36s %9s %9s %9s"
                        .formatted("warm, " + calls + " calls each", "p50 ms", "p99 ms", "max ms"));
        for (WarmCalls.Warm warm :
                WarmCalls.measure(stage, stage.launch(Layout.MANAGED, LAMBDA), calls)) {
            print(
                    "%-36s %9.2f %9.2f %9.2f"
                            .formatted(warm.name(), warm.ms(0.5), warm.ms(0.99), warm.ms(1)));
            if (warm.promised() && warm.ms(0.99) >= WARM_P99_MS_MAX) {
                kept = false;
                print("over the promise of " + WARM_P99_MS_MAX + " ms");
            }
        }
    }

    private static void print(String name, Starts starts, long classes) {
        print(
                "%-36s %9d %9d %9d %9d %9d %9s %9.1f"
                        .formatted(
                                name,
                                firstMs(starts),
                                starts.firstMsMax(),
                                starts.middle(Start::readyMs),
                                starts.middle(Start::answerMs),
                                starts.middle(Start::cpuMs),
                                classes == 0 ? "" : Long.toString(classes),
                                starts.middle(Start::residentKib) / 1_024.0));
    }

    private static long firstMs(Starts starts) {
        return starts.middle(Start::firstMs);
    }

    /** Classes loaded until the first answer, of a start that writes them down. */
    private long classes(Launch launch) throws IOException, InterruptedException {
        Path log = Files.createTempFile("atrium-classes", ".log");
        try {
            Starts.measure(stage, launch.with("-Xlog:class+load:file=" + log), 1);
            try (Stream<String> lines = Files.lines(log)) {
                return lines.filter(line -> line.contains(" source: ")).count();
            }
        } finally {
            Files.delete(log);
        }
    }

    private static double mib(long bytes) {
        return bytes / 1_048_576.0;
    }

    private static void print(String line) {
        System.out.println(line.stripTrailing());
    }
}
