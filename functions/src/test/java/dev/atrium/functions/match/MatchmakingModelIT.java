package dev.atrium.functions.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.functions.edge.LocalFunctions;
import dev.atrium.room.SeatPlan;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.Tables;
import dev.atrium.schema.TicketRow;
import dev.atrium.wire.Json;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many players at the same time, each of whom queues, cancels and plays with others as he likes,
 * while DynamoDB answers one write in twelve with an error, before or after it was done. Each try
 * to queue has a nonce of its own, so that what became of it can be seen in the rooms.
 */
class MatchmakingModelIT {
    private static final int THREADS = 6;
    private static final int PLAYERS_PER_THREAD = 6;
    private static final int STEPS = 60;
    private static final int FAILS_ONE_IN = 12;

    private final AtomicInteger failures = new AtomicInteger();
    private volatile boolean failing;

    /** What a player has asked for, and what he was told. */
    private enum Told {
        /** He waits, as far as he knows. */
        QUEUED,
        /** He waits no longer. */
        CANCELLED,
        /** He was not told; anything may have happened. */
        NOTHING
    }

    /** What became of each nonce, as players were told. */
    private final Map<String, Told> told = new ConcurrentHashMap<>();

    /** Who plays with whom, by the nonce of one of them in a try to queue together. */
    private final Map<String, String> together = new ConcurrentHashMap<>();

    private final AtomicInteger nonces = new AtomicInteger();

    private DynamoDbClient unreliable(DynamoDbClient real) {
        return (DynamoDbClient)
                Proxy.newProxyInstance(
                        DynamoDbClient.class.getClassLoader(),
                        new Class<?>[] {DynamoDbClient.class},
                        (proxy, method, arguments) -> {
                            boolean write =
                                    method.getName().equals("putItem")
                                            || method.getName().equals("transactWriteItems");
                            int fate =
                                    write && failing
                                            ? ThreadLocalRandom.current().nextInt(FAILS_ONE_IN)
                                            : -1;
                            if (fate == 0 && ThreadLocalRandom.current().nextBoolean()) {
                                throw lost();
                            }
                            Object answer;
                            try {
                                answer = method.invoke(real, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                            if (fate == 0) {
                                throw lost();
                            }
                            return answer;
                        });
    }

    private SdkClientException lost() {
        failures.incrementAndGet();
        return SdkClientException.create("the reply is lost");
    }

    private String nonce() {
        return String.format("%064x", nonces.incrementAndGet());
    }

    private static List<SeatPlan> seats(RoomRow room) {
        try {
            return Json.mapper().readValue(room.seats(), new TypeReference<List<SeatPlan>>() {});
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    /** One player's or one pair's turn after the other, for as long as the test lasts. */
    private final class Players implements Callable<Integer> {
        private final LobbyStage stage;
        private final Random random;
        private final List<String> ids = new ArrayList<>();
        private final Map<String, String> last = new HashMap<>();

        Players(LobbyStage stage, int number, long seed) {
            this.stage = stage;
            this.random = new Random(seed * 31 + number);
            for (int i = 0; i < PLAYERS_PER_THREAD; i++) {
                ids.add("p" + number + "x" + i);
            }
        }

        @Override
        public Integer call() {
            for (int step = 0; step < STEPS; step++) {
                String player = ids.get(random.nextInt(ids.size()));
                switch (random.nextInt(8)) {
                    case 0, 1, 2, 3 -> queue(player);
                    case 4 -> cancel(player);
                    case 5 -> queueTwo();
                    case 6 -> stage.local.clock().advance(Duration.ofMillis(700));
                    default -> stage.beat();
                }
            }
            return STEPS;
        }

        /** The answer with that id, if one came. */
        private Optional<JsonNode> answer(List<JsonNode> posts, String id) {
            return posts.stream().filter(p -> p.path("id").asText().equals(id)).findFirst();
        }

        private void queue(String player) {
            String nonce = nonce();
            told.put(nonce, Told.NOTHING);
            last.remove(player);
            List<JsonNode> posts =
                    stage.send(
                            player,
                            """
                            {"action":"matchmake","id":"%s","game":"arena.blitz",
                             "nonceHash":"%s","options":{"warriors":%d,"bots":true}}\
                            """
                                    .formatted(nonce, nonce, 1 + random.nextInt(3)));
            remember(List.of(player), List.of(nonce), answer(posts, nonce));
        }

        private void remember(List<String> players, List<String> mine, Optional<JsonNode> answer) {
            boolean queued =
                    answer.filter(a -> a.path("type").asText().equals("matchmaking-queued"))
                            .isPresent();
            if (queued) {
                for (int i = 0; i < players.size(); i++) {
                    told.put(mine.get(i), Told.QUEUED);
                    last.put(players.get(i), mine.get(i));
                }
            }
        }

        private void cancel(String player) {
            String id = nonce();
            List<JsonNode> posts =
                    stage.send(
                            player,
                            """
                            {"action":"cancel-matchmaking","id":"%s","game":"arena.blitz"}\
                            """
                                    .formatted(id));
            boolean cancelled =
                    answer(posts, id)
                            .filter(a -> a.path("type").asText().equals("matchmaking-cancelled"))
                            .isPresent();
            // None if an answer was lost since: then he cannot know which one it was.
            String nonce = last.get(player);
            if (cancelled && nonce != null) {
                told.put(nonce, Told.CANCELLED);
            }
        }

        /** The first two play together, as often as they can agree. */
        private void queueTwo() {
            List<String> pair = ids.subList(0, 2);
            List<String> mine = List.of(nonce(), nonce());
            List<JsonNode> made =
                    stage.send(pair.get(0), "{\"action\":\"create-party\",\"id\":\"c\"}");
            Optional<JsonNode> party = answer(made, "c");
            String code = party.map(p -> p.at("/data/code").asText()).orElse("");
            List<JsonNode> joined =
                    stage.send(
                            pair.get(1),
                            """
                            {"action":"join-party","id":"j","code":"%s","nonceHash":"%s"}\
                            """
                                    .formatted(code, mine.get(1)));
            // If an answer was lost he may have made a party of which the other one is not.
            if (answer(joined, "j").filter(j -> j.at("/data/members").size() == 2).isPresent()) {
                together.put(mine.get(0), pair.get(1));
                together.put(mine.get(1), pair.get(0));
            }
            mine.forEach(nonce -> told.put(nonce, Told.NOTHING));
            pair.forEach(last::remove);
            List<JsonNode> posts =
                    stage.send(
                            pair.get(0),
                            """
                            {"action":"matchmake","id":"%s","game":"arena.blitz",
                             "nonceHash":"%s","options":{"warriors":1,"bots":true,"party":true}}\
                            """
                                    .formatted(mine.get(0), mine.get(0)));
            remember(pair, mine, answer(posts, mine.get(0)));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whateverHappensInWhateverOrderNobodyIsLostAndNobodyIsInTwoMatches(long seed)
            throws Exception {
        LocalFunctions local = LocalFunctions.open(Map.of(), this::unreliable);
        try (LobbyStage stage = new LobbyStage(local);
                ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            stage.host("h1");
            List<Players> all = new ArrayList<>();
            for (int t = 0; t < THREADS; t++) {
                Players players = new Players(stage, t, seed);
                players.ids.forEach(stage::connect);
                all.add(players);
            }
            stage.local.clock().advance(Duration.ofSeconds(5));
            failing = true;
            List<Future<Integer>> running = threads.invokeAll(all, 120, TimeUnit.SECONDS);
            for (Future<Integer> done : running) {
                assertEquals(STEPS, done.get());
            }
            failing = false;
            assertTrue(failures.get() > 10, failures + " replies were lost");
            settle(stage);

            checkRooms(stage);
            checkThatNobodyIsLost(stage, all);
        }
    }

    /** Time passes until everybody who waits has had bots offered. */
    private static void settle(LobbyStage stage) {
        for (int i = 0; i < 20; i++) {
            stage.local.clock().advance(Duration.ofSeconds(3));
            stage.beat();
        }
        assertEquals(List.of(), stage.waiting());
    }

    private void checkRooms(LobbyStage stage) {
        Map<String, String> roomOf = new HashMap<>();
        for (RoomRow room : stage.rooms()) {
            Set<String> players = new HashSet<>();
            for (SeatPlan seat : seats(room)) {
                if (!seat.bot()) {
                    assertTrue(players.add(seat.playerId()), "somebody meets himself");
                    String before = roomOf.put(seat.nonceHash(), room.roomId());
                    assertEquals(null, before, "a ticket ends in two matches");
                }
            }
        }
        assertTrue(roomOf.size() > THREADS * PLAYERS_PER_THREAD, roomOf.size() + " were matched");
        told.forEach(
                (nonce, what) -> {
                    if (what == Told.CANCELLED) {
                        assertTrue(!roomOf.containsKey(nonce), "cancelled, and matched");
                    }
                });
        assertTrue(together.keySet().stream().anyMatch(roomOf::containsKey), "no party plays");
        for (RoomRow room : stage.rooms()) {
            List<SeatPlan> seats = seats(room);
            Set<String> players = new HashSet<>();
            seats.forEach(seat -> players.add(seat.playerId()));
            for (SeatPlan seat : seats) {
                String other = together.get(seat.nonceHash());
                assertTrue(other == null || players.contains(other), "a party enters whole");
            }
        }
    }

    /** Who was told last that he waits has a match, and nobody's row says anything else. */
    private void checkThatNobodyIsLost(LobbyStage stage, List<Players> all) {
        Set<String> seated = new HashSet<>();
        stage.rooms().forEach(room -> seats(room).forEach(seat -> seated.add(seat.nonceHash())));
        Map<String, TicketRow> rows = new HashMap<>();
        stage.local
                .stores()
                .table(Tables.TICKETS)
                .scan()
                .items()
                .forEach(row -> rows.put(row.playerId(), row));
        int sure = 0;
        for (Players players : all) {
            for (Map.Entry<String, String> last : players.last.entrySet()) {
                TicketRow row = rows.get(last.getKey());
                assertTrue(!row.isWaiting(), "somebody waits whom nobody can match");
                boolean laterTries = !row.state().equals(TicketRow.MATCHED);
                if (told.get(last.getValue()) == Told.QUEUED && !laterTries) {
                    sure++;
                }
            }
        }
        assertTrue(sure > THREADS, sure + " were matched at last");
        rows.values().stream()
                .filter(row -> row.state().equals(TicketRow.MATCHED))
                .forEach(row -> assertTrue(row.roomId() != null, "a match without a room"));
    }
}
