package dev.atrium.localstack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.localstack.store.FreePort;
import dev.atrium.wire.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** {@code localstack/up} as people call it: a process, its output, its status. */
class UpScriptIT {
    private static final long WAIT_S = 60;

    private record Ended(int status, List<String> lines) {
        String only() {
            assertEquals(1, lines.size(), lines.toString());
            return lines.getFirst();
        }
    }

    private static Process start(Map<String, String> environment, String... arguments)
            throws IOException {
        Path up = Path.of(System.getProperty("atrium.home"), "localstack", "up");
        List<String> command = new ArrayList<>(List.of(up.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static BufferedReader output(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    }

    private static Ended run(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        Process process = start(environment, arguments);
        List<String> lines = output(process).lines().toList();
        assertTrue(process.waitFor(WAIT_S, TimeUnit.SECONDS));
        return new Ended(process.exitValue(), lines);
    }

    @Test
    void aMissingJdkIsSaidInOneLine() throws Exception {
        Ended ended = run(Map.of("ATRIUM_JDKS", "/none", "JAVA_HOME", "", "JAVA25_HOME", ""));
        assertEquals(1, ended.status());
        assertTrue(ended.only().startsWith("atrium: no JDK 25 found: install Temurin 25"));
    }

    @Test
    void aPortInUseIsSaidInOneLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = Math.min(taken.getLocalPort(), 65_000);
            Ended ended = run(Map.of(), "--port", Integer.toString(port));
            assertEquals(1, ended.status());
            assertEquals(
                    "atrium: port " + port + " is in use: free it or pass --port", ended.only());
        }
    }

    @Test
    void aWrongOptionIsSaidInOneLineWithStatus2() throws Exception {
        Ended ended = run(Map.of(), "--hosts", "none");
        assertEquals(2, ended.status());
        assertEquals("atrium: --hosts=none (allowed: 1-8)", ended.only());
    }

    @Test
    void anAddressThatPhonesCannotOpenIsSaidInOneLineWithStatus2() throws Exception {
        Ended ended = run(Map.of(), "--address", "0.0.0.0");
        assertEquals(2, ended.status());
        assertTrue(ended.only().startsWith("atrium: --address=0.0.0.0 is no address that"));
    }

    @Test
    void aDataFolderThatCannotBeWrittenIsSaidInOneLine() throws Exception {
        Ended ended =
                run(
                        Map.of(),
                        "--port",
                        Integer.toString(FreePorts.inARow(2)),
                        "--data",
                        "/dev/null/data");
        assertEquals(1, ended.status());
        assertEquals(
                "atrium: --data=/dev/null/data cannot be written: choose another folder",
                ended.only());
    }

    @Test
    void endedItLeavesNothingRunning() throws Exception {
        int port = FreePorts.inARow(2);
        Process process = start(Map.of(), "--port", Integer.toString(port));
        List<ProcessHandle> parts = awaitReady(process, port);
        process.destroy();
        assertTrue(process.waitFor(WAIT_S, TimeUnit.SECONDS));
        awaitEnd(parts);
        assertTrue(FreePort.isFree(port));
    }

    @Test
    void ctrlCBeforeItIsReadyLeavesNothingEither(@TempDir Path temporary) throws Exception {
        Process process = startInItsOwnGroup(temporary);
        List<ProcessHandle> parts = await(process, line -> line.endsWith("redis is up"));
        interrupt(process);
        awaitEnd(parts);
        assertEquals(List.of(), foldersIn(temporary));
    }

    @Test
    void ctrlCOfATerminalReachesEveryProcessAndLeavesNothing(@TempDir Path temporary)
            throws Exception {
        Path data = temporary.resolve("My \"Games\"");
        Process process = startInItsOwnGroup(temporary, "--data", data.toString());
        List<ProcessHandle> parts = await(process, line -> line.startsWith("ready: "));
        interrupt(process);
        awaitEnd(parts);
        assertEquals(List.of(), foldersIn(temporary));
        assertTrue(Files.isDirectory(data.resolve("dynamodb")), "what was to be kept is");
    }

    /** As a terminal does, so that Ctrl-C can reach all of it at once. */
    private static Process startInItsOwnGroup(Path temporary, String... arguments)
            throws IOException {
        Path up = Path.of(System.getProperty("atrium.home"), "localstack", "up");
        // Whoever runs these tests in the background has SIGINT ignored, and so would we inherit.
        List<String> command =
                new ArrayList<>(List.of("env", "--default-signal=INT", "setsid", up.toString()));
        command.addAll(List.of("--port", Integer.toString(FreePorts.inARow(2))));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary);
        return builder.start();
    }

    private static void interrupt(Process process) throws Exception {
        Process kill = new ProcessBuilder("kill", "-INT", "--", "-" + process.pid()).start();
        assertTrue(kill.waitFor(WAIT_S, TimeUnit.SECONDS));
        assertEquals(0, kill.exitValue());
        assertTrue(process.waitFor(WAIT_S, TimeUnit.SECONDS));
    }

    private static List<Path> foldersIn(Path temporary) throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.filter(f -> f.getFileName().toString().startsWith("atrium-")).toList();
        }
    }

    @Test
    void aScenarioEndsWithOneJsonObjectAndStatus0() throws Exception {
        Ended ended =
                run(
                        Map.of(),
                        "--port",
                        Integer.toString(FreePorts.inARow(2)),
                        "--speed",
                        "20",
                        "--scenario",
                        "blitz");
        assertEquals(0, ended.status(), ended.lines().toString());
        JsonNode report = Json.object(ended.lines().getLast());
        for (String field :
                List.of(
                        "game",
                        "roomId",
                        "players",
                        "ticks",
                        "winner",
                        "outcomeHash",
                        "settled",
                        "leaderboard")) {
            assertTrue(report.hasNonNull(field), field);
        }
        assertTrue(report.get("settled").asBoolean());
        assertEquals("same-hash", report.get("replayed").asText());
    }

    @Test
    void killedItLeavesNothingRunningEither() throws Exception {
        int port = FreePorts.inARow(2);
        Process process = start(Map.of(), "--port", Integer.toString(port));
        List<ProcessHandle> parts = awaitReady(process, port);
        process.destroyForcibly();
        assertTrue(process.waitFor(WAIT_S, TimeUnit.SECONDS));
        awaitEnd(parts);
    }

    private static List<ProcessHandle> awaitReady(Process process, int port) throws IOException {
        return await(process, line -> line.equals("ready: http://localhost:" + port));
    }

    /** Its processes, once it has said that. */
    private static List<ProcessHandle> await(Process process, Predicate<String> said)
            throws IOException {
        BufferedReader output = output(process);
        List<String> lines = new ArrayList<>();
        do {
            String line = output.readLine();
            assertNotNull(line, lines::toString);
            lines.add(line);
        } while (!said.test(lines.getLast()));
        List<ProcessHandle> parts = process.descendants().toList();
        assertFalse(parts.isEmpty());
        return parts;
    }

    private static void awaitEnd(List<ProcessHandle> parts) {
        Stream.of(parts.toArray(ProcessHandle[]::new))
                .forEach(part -> part.onExit().orTimeout(WAIT_S, TimeUnit.SECONDS).join());
    }
}
