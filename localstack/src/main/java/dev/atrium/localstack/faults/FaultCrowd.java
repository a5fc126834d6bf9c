package dev.atrium.localstack.faults;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.localstack.figures.Percentiles;
import dev.atrium.localstack.load.Cadence;
import dev.atrium.localstack.load.ClientSocket;
import dev.atrium.localstack.load.Connector;
import dev.atrium.wire.Json;
import dev.atrium.wire.WireException;

import io.netty.channel.EventLoop;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * All players of a round on one event loop, each of whom is told on an absolute schedule that an
 * input is due. What is not said to run on the loop may be called by any thread.
 */
final class FaultCrowd implements AutoCloseable {
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long TURN_MS = 2;
    private static final long ANSWER_TIMEOUT_S = 10;
    private static final Duration FIND_TIMEOUT = Duration.ofSeconds(2);

    /** Players who connect in a second: who comes at the start is no part of the fault. */
    private static final int STARTS_A_SECOND = 200;

    private final URI api;
    private final int rate;
    private final Connector connector = new Connector(0, 1);
    private final EventLoop loop = connector.nextLoop();
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(FIND_TIMEOUT)
                    .build();
    private final List<FaultPlayer> players;
    private final Percentiles lag = new Percentiles();

    /**
     * A crowd that has not come yet.
     *
     * @param api where {@code GET /matches/{roomId}} is asked
     * @param game that they play
     * @param rate inputs a second of each
     */
    FaultCrowd(URI api, FaultGame game, List<FaultSeat> seats, int rate) {
        this.api = api;
        this.rate = rate;
        this.players =
                IntStream.range(0, seats.size())
                        // Every second one resumes.
                        .mapToObj(i -> player(game, seats.get(i), i))
                        .toList();
        Cadence cadence =
                new Cadence(SECOND_NANOS / rate, players.size(), System.nanoTime() + SECOND_NANOS);
        var _ =
                loop.scheduleAtFixedRate(
                        () -> turn(cadence), TURN_MS, TURN_MS, TimeUnit.MILLISECONDS);
        for (int i = 0; i < players.size(); i++) {
            FaultPlayer player = players.get(i);
            later(player::start, i * 1_000L / STARTS_A_SECOND);
        }
    }

    private FaultPlayer player(FaultGame game, FaultSeat seat, int index) {
        return new FaultPlayer(seat, this, game.role(seat, index, rate), index % 2 == 0);
    }

    private void turn(Cadence cadence) {
        long now = System.nanoTime();
        while (cadence.dueNanos() <= now) {
            lag.addNanos(now - cadence.dueNanos());
            players.get(cadence.take()).due(now);
        }
    }

    // -- for players, on the loop ---------------------------------------------------------------

    /** How often in a second each of them is told that an input is due. */
    int rate() {
        return rate;
    }

    void connect(int port, Supplier<ClientSocket> socket, Runnable unreachable) {
        connector.connect(loop, port, socket, 0, cause -> unreachable.run());
    }

    void later(Runnable task, long waitMs) {
        var _ = loop.schedule(task, waitMs, TimeUnit.MILLISECONDS);
    }

    /** Asks about a room; one of the two is told on the loop. */
    void find(String roomId, Consumer<JsonNode> found, Runnable failed) {
        HttpRequest request =
                HttpRequest.newBuilder(api.resolve("/matches/" + roomId))
                        .timeout(FIND_TIMEOUT)
                        .build();
        var _ =
                http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                        .whenComplete(
                                (answer, failure) ->
                                        loop.execute(
                                                () -> {
                                                    if (failure != null
                                                            || answer.statusCode() != 200) {
                                                        failed.run();
                                                    } else {
                                                        read(answer.body(), found, failed);
                                                    }
                                                }));
    }

    private static void read(String body, Consumer<JsonNode> found, Runnable failed) {
        JsonNode match;
        try {
            match = Json.object(body);
        } catch (WireException e) {
            failed.run();
            return;
        }
        found.accept(match);
    }

    // -- for the round --------------------------------------------------------------------------

    /** Asks something of the players, on their loop. */
    <T> T ask(Callable<T> question) throws InterruptedException {
        try {
            return loop.submit(question).get(ANSWER_TIMEOUT_S, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the players' loop does not answer", e);
        }
    }

    /** Tells each of them something, on their loop. */
    void tell(Consumer<FaultPlayer> what) throws InterruptedException {
        ask(
                () -> {
                    players.forEach(what);
                    return players.size();
                });
    }

    /** The players; what they know belongs to their loop. */
    List<FaultPlayer> players() {
        return players;
    }

    /** How late inputs were made: if this is much, figures are those of the generator. */
    String lag() throws InterruptedException {
        return ask(() -> lag.line("inputs made late by"));
    }

    @Override
    public void close() {
        connector.close();
        http.shutdownNow();
    }
}
