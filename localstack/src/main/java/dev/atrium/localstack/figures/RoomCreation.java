package dev.atrium.localstack.figures;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.atrium.localstack.load.FirstViews;
import dev.atrium.localstack.scenario.Inbox;
import dev.atrium.localstack.scenario.ScenarioPlayer;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * How long a match takes from the moment it is told to the first view: the room is opened in
 * DynamoDB and Redis, ten people connect and enter at once, and the machine starts.
 */
final class RoomCreation implements AutoCloseable {
    private static final int MATCHES = 60;

    /** The first ones compile the code; they are played but not counted. */
    private static final int WARM_UP = 20;

    private static final int PEOPLE = 10;

    /** They take turns: nobody may say more than sixty things a minute. */
    private static final int GROUPS = 2;

    /** Of each: together they are as many as make a match at once. */
    private static final int WARRIORS = 2;

    private static final Duration WAIT = Duration.ofSeconds(20);

    private final HttpClient http;
    private final URI api;
    private final URI socket;
    private final Map<Integer, FirstViews> hosts = new ConcurrentHashMap<>();

    RoomCreation(HttpClient http, URI api, URI socket) {
        this.http = http;
        this.api = api;
        this.socket = socket;
    }

    String measure() {
        Percentiles toView = new Percentiles();
        Percentiles fromQueue = new Percentiles();
        List<List<ScenarioPlayer>> groups = new ArrayList<>();
        for (int i = 0; i < GROUPS; i++) {
            groups.add(group());
        }
        for (int match = 0; match < WARM_UP + MATCHES; match++) {
            boolean counted = match >= WARM_UP;
            play(
                    groups.get(match % GROUPS),
                    counted ? toView : new Percentiles(),
                    counted ? fromQueue : null);
        }
        groups.forEach(group -> group.forEach(ScenarioPlayer::close));
        return toView.line("match-found to first view, 10 people a room")
                + "\n"
                + fromQueue.line("last one queued to everybody's first view");
    }

    private List<ScenarioPlayer> group() {
        List<ScenarioPlayer> people = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            people.add(ScenarioPlayer.join(http, api, socket, "Player " + i, "fox"));
        }
        return people;
    }

    private void play(
            List<ScenarioPlayer> people, Percentiles toView, @Nullable Percentiles fromQueue) {
        long lastQueued = 0;
        for (ScenarioPlayer player : people) {
            lastQueued = System.nanoTime();
            player.matchmake("arena.blitz", WARRIORS, false);
        }
        // Each of them connects when he is told, whatever the others do: people do not queue up.
        List<Future<Shown>> shown = new ArrayList<>();
        try (ExecutorService everybody = Executors.newVirtualThreadPerTaskExecutor()) {
            for (ScenarioPlayer player : people) {
                shown.add(everybody.submit(() -> enter(player)));
            }
        }
        for (Future<Shown> one : shown) {
            Shown times = one.resultNow();
            toView.addNanos(times.firstViewNanos() - times.foundNanos());
            if (fromQueue != null) {
                fromQueue.addNanos(times.firstViewNanos() - lastQueued);
            }
        }
    }

    /** When a player was told of his match, and when he saw it. */
    private record Shown(long foundNanos, long firstViewNanos) {}

    private Shown enter(ScenarioPlayer player) throws ExecutionException, InterruptedException {
        Inbox.Received match = player.awaitMatch(WAIT);
        int port = URI.create(match.data().path("direct").asText()).getPort();
        byte[] enter = player.enterMessage(match.data()).toString().getBytes(UTF_8);
        CompletableFuture<Long> view =
                hosts.computeIfAbsent(port, FirstViews::new)
                        .enter(enter)
                        .orTimeout(WAIT.toSeconds(), TimeUnit.SECONDS);
        return new Shown(match.atNanos(), view.get());
    }

    @Override
    public void close() {
        hosts.values().forEach(FirstViews::close);
    }
}
