package dev.atrium.localstack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.localstack.scenario.Inbox;
import dev.atrium.localstack.scenario.ScenarioPlayer;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A host is killed in the middle of a room, and the room goes on at another. */
class HostLossIT {
    private static final Duration WAIT = Duration.ofSeconds(60);
    private static final int MOVES = 5;

    private static ObjectNode move(String roomId, long number) {
        ObjectNode message = ScenarioPlayer.message("move-warrior");
        message.put("room", roomId).put("warriorId", "0-0").put("seq", number);
        return message.put("direction", number % 2 == 0 ? "n" : "s");
    }

    private static JsonNode awaitNumber(Inbox room, String kind, long number) {
        while (true) {
            JsonNode view = room.await("state", WAIT).message();
            if (view.path(kind).path("0").asLong() >= number) {
                return view;
            }
        }
    }

    /** Where the room is once another owns it. */
    private static URI awaitMoved(ScenarioPlayer player, String roomId) {
        long end = System.nanoTime() + WAIT.toNanos();
        while (true) {
            JsonNode match = player.get("/matches/" + roomId);
            if (match.path("epoch").asLong() == 2) {
                return URI.create(match.path("direct").asText());
            }
            assertTrue(System.nanoTime() < end, "nobody takes the room: " + match);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    @Test
    void whatWasStoredIsThereWhenTheRoomGoesOn() throws Exception {
        int port = FreePorts.inARow(3);
        HttpClient http = HttpClient.newHttpClient();
        StackOptions options = new StackOptions(port, 2, Optional.empty(), 1, Optional.empty());
        try (RunningStack stack = RunningStack.start(options, line -> {});
                ScenarioPlayer player =
                        ScenarioPlayer.join(
                                http, stack.httpUrl(), stack.socketUrl(), "Ada", "fox")) {
            player.matchmake("arena.practice", 1, false);
            JsonNode match = player.awaitMatch(WAIT).data();
            String roomId = match.path("roomId").asText();
            long tick;
            try (Inbox room = player.enter(match)) {
                room.await("state", WAIT);
                for (int number = 1; number <= MOVES; number++) {
                    room.send(move(roomId, number));
                }
                tick = awaitNumber(room, "durable", MOVES).path("tick").asLong();
                int host = URI.create(match.path("direct").asText()).getPort() - port - 1;
                long pid = stack.hostPids().get(host);
                assertTrue(ProcessHandle.of(pid).orElseThrow().destroyForcibly());
            }
            long killedNanos = System.nanoTime();
            URI direct = awaitMoved(player, roomId);
            try (Inbox room = Inbox.open(http, direct)) {
                room.send(player.enterMessage(match));
                JsonNode entered = room.await("entered", WAIT).message();
                assertEquals(2, entered.path("epoch").asLong());
                JsonNode view = room.await("state", WAIT).message();
                long ms = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - killedNanos);
                MeasuredFigure.print("a killed host's room was played on after " + ms + " ms");
                // What was not stored yet is lost with a host, and that is less than half a second.
                assertTrue(view.path("tick").asLong() > tick - 30, view.toString());
                assertEquals(MOVES, view.path("applied").path("0").asLong());
                room.send(move(roomId, MOVES));
                room.send(move(roomId, MOVES + 1));
                JsonNode next = awaitNumber(room, "durable", MOVES + 1);
                assertEquals(2, next.path("epoch").asLong());
            }
        } finally {
            http.shutdownNow();
        }
    }
}
