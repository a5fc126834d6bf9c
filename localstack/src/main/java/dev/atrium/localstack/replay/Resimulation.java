package dev.atrium.localstack.replay;

import dev.atrium.catalog.Games;
import dev.atrium.dice.Seed;
import dev.atrium.identity.SigningKey;
import dev.atrium.proof.Replay;
import dev.atrium.proof.ReplayException;
import dev.atrium.proof.ReplayFile;
import dev.atrium.wire.WireException;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * The main of {@code localstack/load/resimulation}: plays Blitz at its full size, then measures how
 * long running the match again takes, in this JVM once it is warm and first thing in fresh ones.
 */
public final class Resimulation {
    private static final int MATCHES = 32;
    private static final int WARM_UP_RUNS = 100;
    private static final int RUNS = 100;
    private static final int FRESH_RUNS = 10;
    private static final long FRESH_TIMEOUT_S = 60;
    private static final double NANOS_PER_MS = 1e6;

    private Resimulation() {}

    /**
     * How long one replay took.
     *
     * @param readNanos reading the file: JSON, base64, gzip, chain, key
     * @param runNanos from the journal's opening to its end, every hash compared
     */
    record Took(long readNanos, long runNanos) {
        @Override
        public String toString() {
            return readNanos + " " + runNanos;
        }

        static Took parse(String text) {
            String[] parts = text.split(" ", 2);
            return new Took(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
        }
    }

    /** Measures, or, given a file, runs that replay once and prints what it took. */
    public static void main(String[] arguments) throws Exception {
        // The figures are what the tool is for; of a fresh JVM, whoever started it reads them.
        Consumer<String> terminal = System.out::println;
        if (arguments.length == 1) {
            terminal.accept(timed(Files.readAllBytes(Path.of(arguments[0]))).toString());
        } else {
            measure(terminal);
        }
    }

    private static void measure(Consumer<String> terminal) throws Exception {
        BlitzMatch match = BlitzMatch.longestOf(MATCHES);
        byte[] replay = match.replay(SigningKey.generate()).bytes();
        terminal.accept(
                "the longest of %d matches: %d seats, %d ticks (%.1f s), %d inputs, %d bytes"
                        .formatted(
                                MATCHES,
                                BlitzMatch.SEATS,
                                match.ticks(),
                                match.ticks() / 60.0,
                                match.inputs(),
                                replay.length));
        List<Took> fresh = fresh(replay);
        for (int i = 0; i < WARM_UP_RUNS; i++) {
            timed(replay);
        }
        List<Took> warm = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            warm.add(timed(replay));
        }
        terminal.accept(line("warm JVM", warm));
        terminal.accept(line("first thing in a fresh JVM", fresh));
        terminal.accept(
                "load average of the machine: %.1f; promised: under 300 ms"
                        .formatted(
                                ManagementFactory.getOperatingSystemMXBean()
                                        .getSystemLoadAverage()));
    }

    static Took timed(byte[] bytes) throws ReplayException, WireException {
        long start = System.nanoTime();
        ReplayFile replay = ReplayFile.read(bytes);
        Seed seed = Seed.ofHex(replay.outcome().read().seed());
        long read = System.nanoTime();
        Replay.Result result = Replay.run(Games.all(), seed, replay.journal());
        long run = System.nanoTime();
        if (!(result instanceof Replay.Result.Reproduced)) {
            throw new IllegalStateException("the match was not reproduced: " + result);
        }
        return new Took(read - start, run - read);
    }

    private static List<Took> fresh(byte[] replay) throws IOException, InterruptedException {
        Path file = Files.createTempFile("atrium-resimulation", ".json");
        try {
            Files.write(file, replay);
            List<String> command =
                    List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Resimulation.class.getName(),
                            file.toString());
            List<Took> took = new ArrayList<>();
            for (int i = 0; i < FRESH_RUNS; i++) {
                took.add(fresh(command));
            }
            return took;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static Took fresh(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (!process.waitFor(FRESH_TIMEOUT_S, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException("a fresh JVM failed: " + said);
        }
        return Took.parse(said);
    }

    private static String line(String what, List<Took> took) {
        return "%s, %d runs: re-simulated in p50 %.1f ms, max %.1f ms; read before in p50 %.1f ms"
                .formatted(
                        what,
                        took.size(),
                        quantile(took, Took::runNanos, 0.5),
                        quantile(took, Took::runNanos, 1),
                        quantile(took, Took::readNanos, 0.5));
    }

    private static double quantile(List<Took> took, ToLongFunction<Took> part, double share) {
        long[] sorted = took.stream().mapToLong(part).sorted().toArray();
        int index = (int) Math.min(sorted.length - 1, Math.floor(share * sorted.length));
        return sorted[index] / NANOS_PER_MS;
    }
}
