package dev.atrium.localstack.figures;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A stack in a process of its own, and what it takes. */
final class StackProcess implements AutoCloseable {
    private static final long STOP_TIMEOUT_S = 20;
    private static final long KIB_A_MIB = 1024;

    private final Process process;
    private final long readyAfterMs;

    private StackProcess(Process process, long readyAfterMs) {
        this.process = process;
        this.readyAfterMs = readyAfterMs;
    }

    static StackProcess start(int port, List<String> more) throws IOException {
        Path up = Path.of(System.getProperty("atrium.home", "."), "localstack", "up");
        List<String> command = new ArrayList<>();
        command.addAll(List.of(up.toString(), "--port", Integer.toString(port)));
        command.addAll(more);
        long start = System.nanoTime();
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // All players of a measurement come from here; hosts inherit what their stack is given.
        builder.environment().put("ATRIUM_ADDRESS_NEW_PER_MINUTE", "100000");
        builder.environment().put("ATRIUM_ADDRESS_OPEN", "10000");
        Process process = builder.start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            if (line.startsWith("ready: ")) {
                Thread.ofVirtual().start(() -> output.lines().forEach(rest -> {}));
                return new StackProcess(process, (System.nanoTime() - start) / 1_000_000);
            }
        }
        throw new IllegalStateException("the stack did not start:\n" + said);
    }

    long readyAfterMs() {
        return readyAfterMs;
    }

    /** The resident memory of all its processes, from {@code /proc}. */
    String residentMemory() throws IOException {
        StringBuilder parts = new StringBuilder();
        long total = 0;
        List<ProcessHandle> all =
                Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
        for (ProcessHandle part : all) {
            long kib = residentKib(part.pid());
            total += kib;
            parts.append(
                    "%s %d MiB, "
                            .formatted(
                                    part.info()
                                            .command()
                                            .map(c -> Path.of(c).getFileName().toString())
                                            .orElse("?"),
                                    kib / KIB_A_MIB));
        }
        return parts + "together " + total / KIB_A_MIB + " MiB";
    }

    private static long residentKib(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> line.toLowerCase(Locale.ROOT).replaceAll("[^0-9]", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() {
        // Not by the process itself: that closes its output under whoever reads it.
        boolean _ = process.toHandle().destroy();
        try {
            if (!process.waitFor(STOP_TIMEOUT_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
