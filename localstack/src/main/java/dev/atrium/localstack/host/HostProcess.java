package dev.atrium.localstack.host;

import dev.atrium.localstack.store.FreePort;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One room host in a JVM of its own. It ends when this process does, however that ends. */
public final class HostProcess implements AutoCloseable {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(8);
    private static final long POLL_MS = 20;

    /** The variable of the address of its sockets and of what the gateway asks of it. */
    public static final String ADDRESS_VARIABLE = "ATRIUM_BIND";

    /** A laptop's worth: the heap is small, and so is the JVM's own footprint. */
    public static final List<String> LAPTOP =
            List.of(
                    "-Xms64m",
                    "-Xmx192m",
                    "-XX:+UseSerialGC",
                    "-XX:+UseCompactObjectHeaders",
                    "-XX:MaxMetaspaceSize=160m",
                    "-XX:ReservedCodeCacheSize=64m",
                    "-XX:TieredStopAtLevel=1",
                    "-Xss512k",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    /** As on a server: both compilers, a collector that does not stop rooms, a fixed heap. */
    public static final List<String> SERVER =
            List.of(
                    "-Xms512m",
                    "-Xmx512m",
                    "-XX:+UseZGC",
                    "-XX:+UseCompactObjectHeaders",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    /**
     * What runs as a host.
     *
     * @param classPath its jar and libraries
     * @param main the main class, and its arguments
     */
    public record Program(String classPath, List<String> main) {
        private static final String ROOM_HOST = "dev.atrium.host.RoomHost";

        /** The room host of that class path. */
        public static Program of(String classPath) {
            return new Program(classPath, List.of(ROOM_HOST));
        }

        /**
         * The room host as the build leaves it, its folder in {@code atrium.home}; or where an
         * image has it, which says so in {@code atrium.host.classPath}.
         */
        public static Program ofBuild() {
            Path target =
                    Path.of(System.getProperty("atrium.home", ".")).resolve("room-host/target");
            return of(
                    System.getProperty(
                            "atrium.host.classPath",
                            target.resolve("room-host-0.1.0.jar") + ":" + target.resolve("lib/*")));
        }
    }

    /** What is shown of the log of a host that does not start. */
    private static final int LOG_LINES = 3;

    private final Process process;
    private final int port;
    private final URI internalUrl;
    private final Path log;

    private HostProcess(Process process, int port, URI internalUrl, Path log) {
        this.process = process;
        this.port = port;
        this.internalUrl = internalUrl;
        this.log = log;
    }

    /**
     * Starts a host; {@link #awaitReady} waits for it.
     *
     * @param jvmFlags such as {@link #LAPTOP}
     * @param port of its sockets
     * @param program which is started
     * @param environment its configuration; without {@link #ADDRESS_VARIABLE} it listens on the
     *     loopback address
     * @param log where its output goes
     */
    public static HostProcess start(
            List<String> jvmFlags,
            int port,
            Program program,
            Map<String, String> environment,
            Path log)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmFlags);
        command.addAll(List.of("-cp", program.classPath()));
        command.addAll(program.main());
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        String address = environment.getOrDefault(ADDRESS_VARIABLE, "127.0.0.1");
        builder.environment().put(ADDRESS_VARIABLE, address);
        builder.environment().put("ATRIUM_PORT", Integer.toString(port));
        builder.environment()
                .putIfAbsent("ATRIUM_OPERATOR_PORT", Integer.toString(FreePort.find()));
        builder.environment().put("ATRIUM_EXIT_WITH_PARENT", "1");
        URI internalUrl = URI.create("http://" + address + ":" + port);
        return new HostProcess(builder.start(), port, internalUrl, log);
    }

    /**
     * Waits until it answers.
     *
     * @throws IllegalStateException if it ended, or does not answer in time
     */
    public void awaitReady() throws IOException, InterruptedException {
        URI health = internalUrl.resolve("/health");
        long end = System.nanoTime() + START_TIMEOUT.toNanos();
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (System.nanoTime() < end) {
                if (answers(http, health)) {
                    return;
                }
                if (process.waitFor(POLL_MS, TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException(
                            "the room host on port %d ended at its start: %s"
                                    .formatted(port, lastWords()));
                }
            }
        }
        throw new IllegalStateException(
                "the room host on port %d does not answer: %s".formatted(port, lastWords()));
    }

    /** In the message, because the log may go with the stack's folder. */
    private String lastWords() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join(
                " / ", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
    }

    private static boolean answers(HttpClient http, URI health) throws InterruptedException {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(2)).build();
            HttpResponse<Void> answer = http.send(request, HttpResponse.BodyHandlers.discarding());
            return answer.statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Where other parts of the stack reach it. */
    public URI internalUrl() {
        return internalUrl;
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** Asks it to end, and does not wait. */
    public void askToEnd() {
        process.destroy();
    }

    /** Ends it: politely, and if it does not go, by force. */
    @Override
    public void close() {
        askToEnd();
        try {
            if (!process.waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
