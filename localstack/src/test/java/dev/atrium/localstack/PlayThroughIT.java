package dev.atrium.localstack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.localstack.gateway.server.PortInUseException;
import dev.atrium.localstack.replay.ReplayTool;
import dev.atrium.localstack.scenario.BlitzScenario;
import dev.atrium.localstack.scenario.Inbox;
import dev.atrium.localstack.scenario.ScenarioPlayer;
import dev.atrium.localstack.scenario.ScenarioReport;
import dev.atrium.localstack.store.FreePort;
import dev.atrium.room.RoomId;
import dev.atrium.wire.Json;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The whole path, from sign-in to leaderboard, on a stack with two hosts. */
class PlayThroughIT {
    private static final Duration WAIT = Duration.ofSeconds(20);

    @TempDir private static Path folder;

    private static RunningStack stack;
    private static final List<String> PROGRESS = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        stack = RunningStack.start(options(20, 2, Optional.empty()), PROGRESS::add);
    }

    private static StackOptions options(int speed, int hosts, Optional<Path> data)
            throws IOException {
        return new StackOptions(FreePorts.inARow(1 + hosts), hosts, data, speed, Optional.empty());
    }

    @AfterAll
    static void stop() throws InterruptedException {
        List<Long> pids = stack.hostPids();
        stack.close();
        for (long pid : pids) {
            Optional<ProcessHandle> process = ProcessHandle.of(pid);
            process.ifPresent(p -> p.onExit().orTimeout(10, TimeUnit.SECONDS).join());
        }
        assertTrue(FreePort.isFree(stack.options().port()));
    }

    @Test
    void sevenPeoplePlayAMatchForStakesThatIsSettledPaidRankedAndReplayed() throws Exception {
        ScenarioReport report = new BlitzScenario(stack).play();
        JsonNode json = Json.object(report.json());
        assertTrue(report.complete(), report.json());
        assertEquals("arena.blitz", json.path("game").asText());
        assertEquals(7, json.path("players").asInt());
        assertTrue(json.path("ticks").asLong() > 0);
        assertFalse(json.path("winner").asText().isEmpty());
        assertEquals(64, json.path("outcomeHash").asText().length());
        assertTrue(json.path("settled").asBoolean());
        assertEquals("same-hash", json.path("replayed").asText());
        assertTrue(json.path("leaderboard").size() >= 7);
        assertEquals("vrf", json.path("proof").path("seedSource").asText());
        assertEquals(7, json.path("proof").path("nonces").asInt());
        assertEquals(2_000, json.path("stakes").path("pot").asLong());
        assertTrue(json.path("paid").asBoolean());
        assertAnybodyCanReplay(json.path("roomId").asText(), json.path("ticks").asLong());
    }

    /** Once from the stack, then from nothing but the file that was saved. */
    private static void assertAnybodyCanReplay(String roomId, long ticks) throws Exception {
        Path file = folder.resolve("match.replay.json");
        String fromStack =
                replayed(0, roomId, "--url", stack.httpUrl().toString(), "--save", file.toString());
        assertTrue(fromStack.contains("verified: "), fromStack);
        assertTrue(fromStack.contains("tick %6d".formatted(ticks)), fromStack);
        assertEquals(fromStack, replayed(0, file.toString()));
        String verified = replayed(0, roomId, "--url", stack.httpUrl().toString(), "--verify");
        for (String proven : List.of("seed       drawn by", "signature", "journal", "state")) {
            assertTrue(verified.contains("\n" + proven), verified);
        }
        assertTrue(verified.contains("from 7 nonces\n"), verified);
        String unknown = replayed(1, RoomId.draw().value(), "--url", stack.httpUrl().toString());
        assertEquals("atrium: room-not-found: There is no such room.\n", unknown);
    }

    private static String replayed(int status, String... arguments) throws InterruptedException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        assertEquals(status, ReplayTool.run(List.of(arguments), out, out));
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void withoutAGoodTokenNobodyGetsAConnectTokenAndIsToldTheCode() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (String authorization : List.of("", "Bearer rubbish", "Basic abc")) {
                HttpRequest.Builder request =
                        HttpRequest.newBuilder(stack.httpUrl().resolve("/auth/connect-token"))
                                .POST(HttpRequest.BodyPublishers.ofString("{}"));
                if (!authorization.isEmpty()) {
                    request.header("Authorization", authorization);
                }
                HttpResponse<String> answer =
                        http.send(request.build(), HttpResponse.BodyHandlers.ofString());
                assertEquals(401, answer.statusCode());
                assertEquals(
                        "application/problem+json",
                        answer.headers().firstValue("content-type").orElse(""));
                assertEquals("unauthorized", Json.object(answer.body()).path("code").asText());
            }
        }
    }

    @Test
    void progressIsToldInLines() {
        assertTrue(PROGRESS.stream().anyMatch(line -> line.endsWith("2 room hosts are up")));
    }

    @Test
    void aMatchCanBePlayedThroughTheGatewayAlone() {
        try (HttpClient http = HttpClient.newHttpClient();
                ScenarioPlayer cleo =
                        ScenarioPlayer.join(
                                http, stack.httpUrl(), stack.socketUrl(), "Cleo", "hawk")) {
            cleo.matchmake("arena.blitz", 3, true);
            JsonNode match = cleo.awaitMatch(WAIT).data();
            String roomId = match.path("roomId").asText();
            Inbox gateway = cleo.lobby();
            // The gateway may hand any message to either host: each passes it on to the owner.
            gateway.send(cleo.enterMessage(match));
            int seat = gateway.await("entered", WAIT).data().path("seat").asInt();
            gateway.await("state", WAIT);
            ObjectNode move = ScenarioPlayer.message("move-warrior").put("room", roomId);
            gateway.send(move.put("warriorId", seat + "-0").put("direction", "n").put("seq", 1));
            gateway.send(ScenarioPlayer.message("ping").put("room", roomId).put("t", 7));
            assertTrue(endedAfterPong(gateway), "ping and pong go the same way");
        }
    }

    /** Reads to the end of the match. At this speed a warrior may fall before his command comes. */
    private static boolean endedAfterPong(Inbox gateway) {
        boolean pong = false;
        long end = System.nanoTime() + WAIT.toNanos();
        while (System.nanoTime() < end) {
            Optional<Inbox.Received> received = gateway.next(Duration.ofMillis(50));
            if (received.isEmpty()) {
                continue;
            }
            JsonNode data = received.get().data();
            switch (received.get().type()) {
                case "pong" -> {
                    assertEquals(7, data.path("t").asInt());
                    pong = true;
                }
                case "error" -> assertEquals("warrior-fallen", data.path("code").asText());
                case "game-complete" -> {
                    return pong;
                }
                default -> {}
            }
        }
        throw new AssertionError("the match did not end");
    }

    @Test
    void aPortInUseIsSaidInOneLine() {
        PortInUseException e =
                assertThrows(
                        PortInUseException.class,
                        () -> RunningStack.start(stack.options(), line -> {}));
        assertEquals(
                "port %d is in use: free it or pass --port".formatted(stack.options().port()),
                e.getMessage());
    }

    @Test
    void aDataFolderThatCannotBeWrittenIsSaidInOneLine() throws IOException {
        StackOptions options = options(1, 1, Optional.of(Path.of("/dev/null/data")));
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> RunningStack.start(options, line -> {}));
        assertEquals(
                "--data=/dev/null/data cannot be written: choose another folder", e.getMessage());
    }
}
