package dev.atrium.localstack.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Java runtime of the modules that are used, and the shared libraries that programs want. */
final class JavaRuntime {
    /** What {@code jdeps} finds and what is found by name: JFR, TLS, DNS and processor load. */
    private static final String MODULES =
            "java.base,java.instrument,java.logging,java.management,java.naming,java.net.http,"
                    + "java.security.jgss,java.sql,java.xml,jdk.crypto.cryptoki,jdk.jfr,"
                    + "jdk.management,jdk.naming.dns,jdk.net,jdk.unsupported,jdk.zipfs";

    private static final Pattern LIBRARY = Pattern.compile("(?:=> |^\\s*)(/\\S+) \\(0x");
    private static final long TIMEOUT_S = 120;

    private JavaRuntime() {}

    /**
     * Links one.
     *
     * @param jdk whose modules; of this machine's kind
     * @param folder where to; is made
     * @param more modules beside those that the room host uses
     * @param collectors flags of those that get an archive of the JDK's classes
     * @param packed whether modules are compressed: smaller, and slower to read where no archive
     *     has the classes
     */
    static void link(
            Path jdk, Path folder, List<String> more, List<String> collectors, boolean packed)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(jdk.resolve("bin/jlink").toString());
        Path available = jdk.resolve("jmods");
        if (Files.isDirectory(available)) {
            command.addAll(List.of("--module-path", available.toString()));
        }
        if (packed) {
            command.add("--compress=zip-6");
        }
        List<String> modules = new ArrayList<>(more);
        modules.addFirst(MODULES);
        command.addAll(List.of("--add-modules", String.join(",", modules)));
        command.addAll(List.of("--no-header-files", "--no-man-pages"));
        command.addAll(List.of("--output", folder.toString()));
        output(command);
        // Classes of the JDK as they are in memory.
        for (String collector : collectors) {
            String java = folder.resolve("bin/java").toString();
            output(List.of(java, "-Xshare:dump", collector, "-XX:+UseCompactObjectHeaders"));
        }
    }

    /** Every shared library outside of the JDK that these programs and libraries load. */
    static Set<Path> libraries(Stream<Path> programs, Path runtime) throws IOException {
        TreeSet<Path> found = new TreeSet<>();
        for (Path program : programs.toList()) {
            // With status 1 it says that it is linked with nothing.
            for (String line : output(List.of("ldd", program.toString()), 0, 1).lines().toList()) {
                Matcher matcher = LIBRARY.matcher(line);
                if (matcher.find() && !matcher.group(1).startsWith(runtime.toString())) {
                    found.add(Path.of(matcher.group(1)));
                }
            }
        }
        return found;
    }

    /** What a command says; all of it must be well. */
    static String output(List<String> command, Integer... well) throws IOException {
        Path said = Files.createTempFile("atrium-image", ".txt");
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(said.toFile())
                            .start();
            boolean ended = process.waitFor(TIMEOUT_S, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            List<Integer> statuses = well.length == 0 ? List.of(0) : List.of(well);
            String text = Files.readString(said, UTF_8);
            if (!ended || !statuses.contains(process.exitValue())) {
                throw new IllegalStateException(command.getFirst() + " fails: " + text.strip());
            }
            return text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            Files.delete(said);
        }
    }
}
