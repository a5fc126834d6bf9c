package dev.atrium.localstack.figures;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.localstack.scenario.Inbox;
import dev.atrium.localstack.scenario.ScenarioPlayer;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * From sending an input to reading the first view that has applied it, with 20 clients in a room,
 * each sending ten a second at moments of its own.
 */
final class InputLatency {
    private static final int CLIENTS = 20;
    private static final Duration WAIT = Duration.ofSeconds(20);
    private static final Duration PLAY = Duration.ofSeconds(25);
    private static final long PERIOD_NANOS = 100_000_000;
    private static final List<String> DIRECTIONS = List.of("n", "e", "s", "w");

    private final HttpClient http;
    private final URI api;
    private final URI socket;

    InputLatency(HttpClient http, URI api, URI socket) {
        this.http = http;
        this.api = api;
        this.socket = socket;
    }

    String measure() throws Exception {
        List<ScenarioPlayer> people = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            people.add(ScenarioPlayer.join(http, api, socket, "Client " + i, "owl"));
        }
        for (ScenarioPlayer player : people) {
            player.matchmake("arena.blitz", 1, false);
        }
        List<Future<List<Long>>> measured = new ArrayList<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (ScenarioPlayer player : people) {
                JsonNode match = player.awaitMatch(WAIT).data();
                measured.add(clients.submit(() -> play(player.enter(match))));
            }
        }
        Percentiles all = new Percentiles();
        for (Future<List<Long>> latencies : measured) {
            latencies.get(1, TimeUnit.MINUTES).forEach(all::addNanos);
        }
        people.forEach(ScenarioPlayer::close);
        return all.line("input to view, 20 clients in a room (50 ms of it is the view's period)");
    }

    private static List<Long> play(Inbox room) {
        List<Long> latencies = new ArrayList<>();
        String seat = room.await("entered", WAIT).data().path("seat").asText();
        room.await("state", WAIT);
        TreeMap<Long, Long> sent = new TreeMap<>();
        long end = System.nanoTime() + PLAY.toNanos();
        long due = System.nanoTime() + ThreadLocalRandom.current().nextLong(PERIOD_NANOS);
        long sequence = 0;
        while (System.nanoTime() < end) {
            long wait = due - System.nanoTime();
            if (wait <= 0) {
                sequence++;
                // Counted from when it was due: what a late sender waits is latency too.
                sent.put(sequence, due);
                room.send(move(seat, sequence));
                due += PERIOD_NANOS;
                continue;
            }
            Optional<Inbox.Received> received = room.next(Duration.ofNanos(wait));
            if (received.isPresent() && received.get().type().equals("error")) {
                break; // the warrior has fallen
            }
            if (received.isPresent() && received.get().type().equals("state")) {
                long applied = received.get().message().path("applied").path(seat).asLong();
                var shown = sent.headMap(applied, true);
                shown.values().forEach(at -> latencies.add(received.get().atNanos() - at));
                shown.clear();
            }
        }
        room.close();
        return latencies;
    }

    private static ObjectNode move(String seat, long sequence) {
        return ScenarioPlayer.message("move-warrior")
                .put("warriorId", seat + "-0")
                .put("direction", DIRECTIONS.get((int) (sequence % DIRECTIONS.size())))
                .put("seq", sequence);
    }
}
