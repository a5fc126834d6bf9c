package dev.atrium.localstack.replay;

import dev.atrium.catalog.Games;
import dev.atrium.dice.Seed;
import dev.atrium.identity.SigningKey;
import dev.atrium.proof.Replay;
import dev.atrium.proof.ReplayException;
import dev.atrium.proof.ReplayFile;
import dev.atrium.wire.WireException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

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

    private Resimulation() {}

    /**
     * Measures, or, given a file, runs that replay once and prints how many microseconds it took.
     */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 1) {
            byte[] bytes = Files.readAllBytes(Path.of(arguments[0]));
            System.out.println(TimeUnit.NANOSECONDS.toMicros(timedNanos(bytes)));
            return;
        }
        BlitzMatch match = BlitzMatch.longestOf(MATCHES);
        byte[] replay = match.replay(SigningKey.generate()).bytes();
        System.out.printf(
                "the longest of %d matches: %d seats, %d ticks (%.1f s), %d inputs, %d bytes%n",
                MATCHES,
                BlitzMatch.SEATS,
                match.ticks(),
                match.ticks() / 60.0,
                match.inputs(),
                replay.length);
        long[] fresh = fresh(replay);
        for (int i = 0; i < WARM_UP_RUNS; i++) {
            timedNanos(replay);
        }
        long[] warm = new long[RUNS];
        for (int i = 0; i < RUNS; i++) {
            warm[i] = TimeUnit.NANOSECONDS.toMicros(timedNanos(replay));
        }
        System.out.println(line("re-simulated in a warm JVM", warm));
        System.out.println(line("first thing in a fresh JVM", fresh));
    }

    /** Read, checked for damage, run to its end with every hash compared. */
    static long timedNanos(byte[] bytes) throws ReplayException, WireException {
        long start = System.nanoTime();
        ReplayFile replay = ReplayFile.read(bytes);
        Seed seed = Seed.ofHex(replay.outcome().read().seed());
        Replay.Result result = Replay.run(Games.all(), seed, replay.journal());
        long took = System.nanoTime() - start;
        if (!(result instanceof Replay.Result.Reproduced)) {
            throw new IllegalStateException("the match was not reproduced: " + result);
        }
        return took;
    }

    private static long[] fresh(byte[] replay) throws IOException, InterruptedException {
        Path file = Files.createTempFile("atrium-resimulation", ".json");
        try {
            Files.write(file, replay);
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(
                    List.of(
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Resimulation.class.getName(),
                            file.toString()));
            long[] tookMicros = new long[FRESH_RUNS];
            for (int i = 0; i < FRESH_RUNS; i++) {
                tookMicros[i] = fresh(command);
            }
            return tookMicros;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static long fresh(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (!process.waitFor(FRESH_TIMEOUT_S, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException("a fresh JVM failed: " + said);
        }
        return Long.parseLong(said);
    }

    private static String line(String what, long[] micros) {
        long[] sorted = micros.clone();
        Arrays.sort(sorted);
        return "%s, %d runs: p50 %.1f ms, max %.1f ms (promised: under 300 ms)"
                .formatted(
                        what,
                        sorted.length,
                        sorted[sorted.length / 2] / 1_000.0,
                        sorted[sorted.length - 1] / 1_000.0);
    }
}
