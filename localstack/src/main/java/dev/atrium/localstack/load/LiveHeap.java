package dev.atrium.localstack.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the live objects of another JVM take, whatever its collector: it is told to count them. */
final class LiveHeap {
    private static final long WAIT_S = 30;
    private static final double BYTES_A_MIB = 1024 * 1024;
    private static final Pattern TOTAL = Pattern.compile("^Total +(\\d+) +(\\d+)$");

    private LiveHeap() {}

    /** In MiB, after a collection, which stops that JVM for as long as it takes. */
    static double mebibytes(long pid) throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process process =
                new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.class_histogram")
                        .redirectErrorStream(true)
                        .start();
        List<String> lines = process.inputReader(UTF_8).lines().toList();
        if (!process.waitFor(WAIT_S, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return mebibytes(lines);
    }

    static double mebibytes(List<String> histogram) {
        return histogram.stream()
                .map(TOTAL::matcher)
                .filter(Matcher::matches)
                .mapToLong(found -> Long.parseLong(found.group(2)))
                .findFirst()
                .stream()
                .mapToDouble(bytes -> bytes / BYTES_A_MIB)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("jcmd tells no total: " + histogram));
    }
}
