package dev.atrium.functions.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.atrium.board.BoardPlace;
import dev.atrium.board.Season;
import dev.atrium.functions.edge.LocalFunctions;
import dev.atrium.wire.MessageJson;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * How long readings of a large board take: of the store alone, and through a warm handler. With
 * {@code -Datrium.board.entries=1000000} it measures the figure that was promised, and fails beyond
 * it; without, it sees that a smaller board is read alike.
 */
class LeaderboardFigureIT {
    private static final Logger LOG = LoggerFactory.getLogger(LeaderboardFigureIT.class);
    private static final int PROMISED = 1_000_000;
    private static final int ENTRIES = Integer.getInteger("atrium.board.entries", 20_000);
    private static final int READS = ENTRIES < PROMISED ? 200 : 2_000;
    private static final double P99_MS_MAX = 5;
    private static final int BATCH = 5_000;

    @AutoClose private final LocalFunctions local = LocalFunctions.open();
    private final Random random = new Random(5);

    private static BoardPlace place(int i) {
        // A hundred players of each score, at a few times.
        return new BoardPlace(
                player(i),
                "Somebody " + i,
                "owl",
                (ENTRIES - i) / 100,
                1_795_000_000_000L + i % 7,
                new TreeMap<>(Map.of("wins", 1L, "eliminations", 2L, "played", 3L)));
    }

    private static String player(int i) {
        return "p-%024x".formatted(i);
    }

    private void fill() {
        String order = local.stores().keys().boardOrder("blitz", "all");
        String rows = local.stores().keys().boardRows("blitz", "all");
        try (RedisClient client = RedisClient.create(local.stores().redisUri().toString());
                StatefulRedisConnection<String, String> connection = client.connect()) {
            connection.setAutoFlushCommands(false);
            List<RedisFuture<?>> futures = new ArrayList<>();
            for (int i = 0; i < ENTRIES; i++) {
                BoardPlace place = place(i);
                futures.add(
                        connection.async().zadd(order, (double) -place.score(), place.member()));
                String row = place.member() + " 1 " + MessageJson.text(place);
                futures.add(connection.async().hset(rows, place.playerId(), row));
                if (futures.size() >= BATCH || i == ENTRIES - 1) {
                    connection.flushCommands();
                    for (RedisFuture<?> future : futures) {
                        await(future);
                    }
                    futures.clear();
                }
            }
        }
    }

    private static void await(RedisFuture<?> future) {
        try {
            assertTrue(future.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void measure(String what, IntConsumer read) {
        for (int i = 0; i < READS / 4; i++) {
            read.accept(i);
        }
        long[] nanos = new long[READS];
        for (int i = 0; i < READS; i++) {
            long start = System.nanoTime();
            read.accept(i);
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        double p99 = ms(nanos[READS * 99 / 100]);
        LOG.info(
                "{} of {} entries, {} reads: p50 {} p99 {} max {} ms",
                what,
                ENTRIES,
                READS,
                "%.2f".formatted(ms(nanos[READS / 2])),
                "%.2f".formatted(p99),
                "%.2f".formatted(ms(nanos[READS - 1])));
        assertTrue(ENTRIES < PROMISED || p99 < P99_MS_MAX, what + ": p99 " + p99 + " ms");
    }

    private static double ms(long nanos) {
        return nanos / (double) Duration.ofMillis(1).toNanos();
    }

    private static void request(
            RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler,
            Map<String, String> path,
            Map<String, String> query) {
        APIGatewayV2HTTPEvent event =
                APIGatewayV2HTTPEvent.builder()
                        .withPathParameters(path)
                        .withQueryStringParameters(query)
                        .withHeaders(Map.of())
                        .build();
        assertEquals(200, handler.handleRequest(event, null).getStatusCode());
    }

    private String friends() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            ids.add(player(random.nextInt(ENTRIES)));
        }
        return String.join(",", ids);
    }

    @Test
    void aLargeBoardIsReadInMilliseconds() {
        fill();
        LiveRows rows = new LiveRows(local.functions().stores(), "blitz", Season.ALL_TIME);
        BoardCursor deep = BoardCursor.behind(place(ENTRIES - ENTRIES / 10));
        BoardPlace behind = rows.page(Optional.of(deep), 1).rows().getFirst().place();
        assertTrue(BoardPlace.BEST_FIRST.compare(place(ENTRIES - ENTRIES / 10), behind) < 0);

        measure("store, top 20", i -> rows.page(Optional.empty(), 20));
        measure("store, deep page of 20", i -> rows.page(Optional.of(deep), 20));
        measure("store, around 5", i -> rows.around(player(random.nextInt(ENTRIES)), 5));
        measure("store, 50 friends", i -> rows.of(List.of(friends().split(",", -1))));

        Map<String, String> board = Map.of("board", "blitz");
        LeaderboardHandler top = new LeaderboardHandler(local.functions());
        NeighboursHandler near = new NeighboursHandler(local.functions());
        FriendsHandler friends = new FriendsHandler(local.functions());
        BoardReader reader = new BoardReader(local.functions());
        String cursor = reader.seal().text("blitz", "all", deep);
        measure("handler, top 20", i -> request(top, board, Map.of()));
        measure("handler, deep page of 20", i -> request(top, board, Map.of("cursor", cursor)));
        measure(
                "handler, around 5",
                i ->
                        request(
                                near,
                                Map.of("board", "blitz", "id", player(random.nextInt(ENTRIES))),
                                Map.of()));
        measure("handler, 50 friends", i -> request(friends, board, Map.of("ids", friends())));
    }
}
