package dev.atrium.localstack.figures;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.localstack.scenario.Inbox;
import dev.atrium.localstack.scenario.ScenarioException;
import dev.atrium.localstack.scenario.ScenarioPlayer;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Somebody in an endless room of his own, who walks about, notes what the host says is stored, and
 * comes back when it is gone, as the web client does. A thread of its own.
 */
final class HostLossPlayer implements Runnable {
    private static final Duration WAIT = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final long MOVE_NANOS = 200_000_000;
    private static final long FIRST_WAIT_MS = 200;
    private static final long LONGEST_WAIT_MS = 1_000;

    private final HttpClient http;
    private final ScenarioPlayer player;
    private final CountDownLatch entered;
    private final JsonNode match;
    private volatile boolean stopped;
    private volatile URI direct;
    private volatile long backNanos;
    private volatile long lost;
    private volatile long stored;
    private long sequence;
    private long epoch = 1;

    HostLossPlayer(HttpClient http, ScenarioPlayer player, CountDownLatch entered) {
        this.http = http;
        this.player = player;
        this.entered = entered;
        player.matchmake("arena.practice", 1, false);
        this.match = player.awaitMatch(WAIT).data();
        this.direct = URI.create(match.path("direct").asText());
    }

    /** Where he plays. */
    URI direct() {
        return direct;
    }

    /** When he saw a view of the next owner, on the monotonic clock; 0 if he has not. */
    long backNanos() {
        return backNanos;
    }

    /** Commands that were told to be stored and are not in the room any more. */
    long lost() {
        return lost;
    }

    /** Commands that were told to be stored. */
    long stored() {
        return stored;
    }

    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        int failures = 0;
        while (!stopped) {
            try (Inbox room = Inbox.open(http, direct)) {
                room.send(player.enterMessage(match));
                note(room.await("state", WAIT).message());
                entered.countDown();
                failures = 0;
                play(room);
            } catch (ScenarioException e) {
                comeBack(failures++);
            }
        }
        player.close();
    }

    private void play(Inbox room) {
        long nextMove = System.nanoTime();
        while (!stopped) {
            note(room.await("state", WAIT).message());
            if (System.nanoTime() - nextMove >= 0) {
                nextMove += MOVE_NANOS;
                room.send(move());
            }
        }
    }

    private ObjectNode move() {
        sequence++;
        ObjectNode message = ScenarioPlayer.message("move-warrior");
        message.put("room", match.path("roomId").asText()).put("warriorId", "0-0");
        return message.put("direction", sequence % 2 == 0 ? "n" : "s").put("seq", sequence);
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // only this thread writes them
    private void note(JsonNode view) {
        if (view.path("epoch").asLong() > epoch) {
            epoch = view.path("epoch").asLong();
            backNanos = System.nanoTime();
            lost += Math.max(0, stored - view.path("applied").path("0").asLong());
        }
        stored = Math.max(stored, view.path("durable").path("0").asLong());
    }

    /** Waits a while, the longer the oftener it failed, and asks where the room is by now. */
    private void comeBack(int failures) {
        long longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS << Math.min(failures, 10));
        long waitMs = longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(waitMs));
        try {
            String now =
                    player.get("/matches/" + match.path("roomId").asText()).path("direct").asText();
            if (!now.isEmpty() && !now.equals("null")) {
                direct = URI.create(now);
            }
        } catch (ScenarioException e) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }
}
