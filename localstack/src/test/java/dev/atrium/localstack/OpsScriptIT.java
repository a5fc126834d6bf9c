package dev.atrium.localstack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.localstack.scenario.Inbox;
import dev.atrium.localstack.scenario.ScenarioPlayer;
import dev.atrium.wire.Json;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** {@code localstack/ops} as operators call it, over a stack that runs. */
class OpsScriptIT {
    private static final Duration WAIT = Duration.ofSeconds(60);

    @TempDir private static Path data;

    private static HttpClient http;
    private static RunningStack stack;

    @BeforeAll
    static void start() throws Exception {
        http = HttpClient.newHttpClient();
        int port = FreePorts.inARow(4);
        StackOptions options = new StackOptions(port, 3, Optional.of(data), 1, Optional.empty());
        stack = RunningStack.start(options, line -> {});
    }

    @AfterAll
    static void stop() {
        stack.close();
        http.shutdownNow();
    }

    private record Ended(int status, List<String> lines) {
        JsonNode json() throws Exception {
            assertEquals(0, status, lines.toString());
            assertEquals(1, lines.size(), lines.toString());
            return Json.object(lines.getFirst());
        }

        void refused(String code) {
            assertEquals(1, status, lines.toString());
            assertEquals(1, lines.size(), lines.toString());
            assertTrue(lines.getFirst().startsWith("atrium: " + code + ": "), lines.toString());
        }
    }

    private static Ended run(Map<String, String> environment, List<String> words)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("atrium.home"), "localstack", "ops").toString());
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        List<String> lines = process.inputReader().lines().toList();
        assertTrue(process.waitFor(WAIT.toSeconds(), TimeUnit.SECONDS));
        return new Ended(process.exitValue(), lines);
    }

    private static Ended ops(String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("--data", data.toString()));
        all.addAll(List.of(words));
        return run(Map.of(), all);
    }

    private static ScenarioPlayer join(String name) throws Exception {
        return ScenarioPlayer.join(http, stack.httpUrl(), stack.socketUrl(), name, "fox");
    }

    /** The rest of the stories need a room each: one that never ends by itself. */
    private static JsonNode practise(ScenarioPlayer player) {
        player.matchmake("arena.practice", 1, false);
        return player.awaitMatch(WAIT).data();
    }

    @Test
    void aRoomIsLookedAtFrozenHandedOverAndEndedWhereverItIs() throws Exception {
        try (ScenarioPlayer player = join("Ada")) {
            JsonNode match = practise(player);
            String roomId = match.path("roomId").asText();
            String owner;
            try (Inbox room = player.enter(match)) {
                room.await("state", WAIT);
                JsonNode shown = ops("room", roomId).json();
                assertEquals("playing", shown.path("phase").asText());
                owner = shown.path("owner").asText();
                assertTrue(ops("rooms", owner).lines().stream().anyMatch(l -> l.contains(roomId)));
                ops("freeze", roomId, "5").json();
                room.await("room-frozen", WAIT);
                assertTrue(ops("room", roomId).json().path("frozen").asBoolean());
                ops("unfreeze", roomId).json();
                room.await("room-unfrozen", WAIT);
                ops("freeze", roomId, "never").refused("out-of-range");
                ops("kick", roomId, "nobody").refused("player-not-found");
                ops("hand-over", roomId, owner).refused("host-unfit");
                ops("hand-over", roomId, "no-such-host").refused("host-not-found");
                JsonNode moved = ops("hand-over", roomId).json();
                assertEquals(2, moved.path("epoch").asLong());
                assertEquals(
                        moved.path("direct"),
                        room.await("room-moved", WAIT).message().at("/data/direct"));
                try (Inbox there = Inbox.open(http, URI.create(moved.path("direct").asText()))) {
                    there.send(player.enterMessage(match));
                    there.await("state", WAIT);
                    assertEquals("void", ops("void", roomId).json().path("status").asText());
                    assertEquals("operator-void", reasonOfEnd(there));
                }
            }
            JsonNode refund = ops("refund", roomId).json();
            assertEquals("nothing-to-refund", refund.path("code").asText());
            assertEquals("operator-void", refund.path("voidReason").asText());
            ops("kick", roomId, player.playerId()).refused("room-over");
            assertEquals("void", ops("room", roomId).json().path("status").asText());
            List<String> audit = ops("audit", "100").lines();
            for (String command : List.of("freeze", "unfreeze", "hand-over", "void", "refund")) {
                assertTrue(
                        audit.stream()
                                .anyMatch(
                                        l ->
                                                l.contains("\"command\":\"" + command + "\"")
                                                        && l.contains(roomId)
                                                        && l.contains("\"result\":\"ok\"")),
                        command + " in " + audit);
            }
        }
        ops("room", "x").refused("room-not-found");
        ops("audit", "0").refused("out-of-range");
    }

    private static String reasonOfEnd(Inbox room) {
        return room.await("room-closed", WAIT).message().at("/data/reason").asText();
    }

    @Test
    void aPlayerIsKicked() throws Exception {
        try (ScenarioPlayer player = join("Eve")) {
            JsonNode match = practise(player);
            try (Inbox room = player.enter(match)) {
                room.await("state", WAIT);
                ops("kick", match.path("roomId").asText(), player.playerId()).json();
                assertEquals("kicked", reasonOfEnd(room));
            }
        }
    }

    @Test
    void maintenanceSendsAwayWhoWaitsAndRunningRoomsPlayOn() throws Exception {
        try (ScenarioPlayer plays = join("Ben");
                ScenarioPlayer waits = join("Cid")) {
            JsonNode match = practise(plays);
            try (Inbox room = plays.enter(match)) {
                room.await("state", WAIT);
                waits.matchmake("arena.blitz", 1, false);
                ops("maintenance", "on", "Back at noon.").json();
                JsonNode told = waits.lobby().await("error", WAIT).data();
                assertEquals("maintenance", told.path("code").asText());
                assertEquals("Back at noon.", told.path("message").asText());
                long tick = room.await("state", WAIT).message().path("tick").asLong();
                while (room.await("state", WAIT).message().path("tick").asLong() <= tick) {
                    // Views that came before are read first.
                }
                assertTrue(ops("maintenance").json().path("maintenance").asBoolean());
            } finally {
                ops("maintenance", "off").json();
            }
            ops("maintenance", "on", "x".repeat(201)).refused("out-of-range");
            awaitQueued(waits);
        }
    }

    @Test
    void payoutsArePausedAndWhatWaitsIsAskedFor() throws Exception {
        try {
            JsonNode on = ops("payouts", "pause", "the books are looked at").json();
            assertEquals("the books are looked at", on.path("reason").asText());
            assertTrue(ops("payouts").json().path("paused").asBoolean(), "nothing waits");
        } finally {
            assertFalse(ops("payouts", "resume").json().path("paused").asBoolean());
        }
        ops("payouts", "pause", "x".repeat(201)).refused("out-of-range");
        assertFalse(ops("payouts").json().path("paused").asBoolean());
        assertEquals(List.of(), ops("dead-letters").lines());
        String nobody = "0".repeat(32);
        ops("dead-letter", nobody).refused("no-dead-letter");
        ops("retry", nobody).refused("no-dead-letter");
        ops("release", nobody).refused("not-waiting");
        ops("figures", "yesterday").refused("out-of-range");
        assertTrue(ops("figures").json().has("figures"));
        List<String> audit = ops("audit", "100").lines();
        for (String command : List.of("payouts-pause", "payouts-resume", "retry", "release")) {
            String named = "\"command\":\"" + command + "\"";
            assertTrue(audit.stream().anyMatch(line -> line.contains(named)), command);
        }
    }

    /** Functions believe what they read for five seconds. */
    private static void awaitQueued(ScenarioPlayer player) {
        ObjectNode message = ScenarioPlayer.message("matchmake").put("game", "arena.blitz");
        message.put("nonceHash", "0".repeat(64));
        message.putObject("options").put("warriors", 1).put("bots", false);
        long end = System.nanoTime() + WAIT.toNanos();
        String type = "";
        while (!type.equals("matchmaking-queued")) {
            assertTrue(System.nanoTime() < end, "maintenance does not end");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
            player.lobby().send(message);
            type = player.lobby().next(WAIT).orElseThrow().type();
        }
    }

    @Test
    void aDrainedHostGivesItsRoomsAwayAndItsProcessEnds() throws Exception {
        try (ScenarioPlayer player = join("Dan")) {
            JsonNode match = practise(player);
            String roomId = match.path("roomId").asText();
            try (Inbox room = player.enter(match)) {
                room.await("state", WAIT);
                String owner = ops("room", roomId).json().path("owner").asText();
                int index =
                        URI.create(match.path("direct").asText()).getPort()
                                - stack.options().port()
                                - 1;
                ProcessHandle process = ProcessHandle.of(stack.hostPids().get(index)).orElseThrow();
                JsonNode answer = ops("drain", owner).json();
                assertEquals(owner, answer.path("hostId").asText());
                assertFalse(answer.path("phase").asText().equals("staying"));
                room.await("room-moved", WAIT);
                process.onExit().get(WAIT.toSeconds(), TimeUnit.SECONDS);
                assertFalse(ops("room", roomId).json().path("owner").asText().equals(owner));
                awaitDead(owner);
                ops("draining", owner).refused("host-not-found");
                // Any of the hosts that are left is asked.
                ops("void", roomId).json();
            }
        }
    }

    private static void awaitDead(String host) throws Exception {
        long end = System.nanoTime() + WAIT.toNanos();
        while (ops("hosts").lines().stream()
                .anyMatch(l -> l.contains(host) && l.contains("\"alive\":true"))) {
            assertTrue(System.nanoTime() < end, "it is still thought alive");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
    }

    @Test
    void aDeploymentIsNamedByItsEnvironmentAndItsKeyIsChecked() throws Exception {
        List<String> access = Files.readAllLines(data.resolve("operators"));
        String url = access.getLast();
        Ended hosts =
                run(
                        Map.of(
                                "ATRIUM_OPERATOR_URL",
                                url,
                                "ATRIUM_OPERATOR_KEY",
                                access.getFirst()),
                        List.of("hosts"));
        assertEquals(0, hosts.status());
        assertTrue(hosts.lines().size() >= 3, hosts.lines().toString());
        assertFalse(hosts.lines().toString().contains(access.getFirst()));
        run(
                        Map.of("ATRIUM_OPERATOR_URL", url, "ATRIUM_OPERATOR_KEY", "not-the-key"),
                        List.of("hosts"))
                .refused("unauthorized");
        // The public port knows nothing of operators.
        run(
                        Map.of(
                                "ATRIUM_OPERATOR_URL",
                                stack.httpUrl().toString(),
                                "ATRIUM_OPERATOR_KEY",
                                access.getFirst()),
                        List.of("hosts"))
                .refused("http-404");
        assertEquals(2, ops("dance").status());
    }
}
