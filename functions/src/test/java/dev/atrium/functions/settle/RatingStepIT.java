package dev.atrium.functions.settle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.functions.edge.LocalStores;
import dev.atrium.rating.Ladder;
import dev.atrium.rating.Ladders;
import dev.atrium.schema.PlayerRow;
import dev.atrium.schema.RatingRow;
import dev.atrium.schema.SettlementRow;
import dev.atrium.schema.Tables;
import dev.atrium.settle.RatedMatch;
import dev.atrium.settle.RatedMatch.RatedPlayer;
import dev.atrium.settle.Settlement;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The step that rates, over DynamoDB Local and without rooms. */
class RatingStepIT {
    private static final long FINISHED_AT = PlayedMatch.FINISHED_AT;
    private static final long NOW = FINISHED_AT + 500;

    @AutoClose private final LocalStores stores = LocalStores.open();

    private final RatingStep step = stepOver(stores.dynamo());

    private RatingStep stepOver(DynamoDbClient dynamo) {
        return new RatingStep(
                DynamoDbEnhancedClient.builder().dynamoDbClient(dynamo).build(),
                stores.tablePrefix());
    }

    private void players(String... playerIds) {
        for (String playerId : playerIds) {
            stores.table(Tables.PLAYERS)
                    .putItem(new PlayerRow(playerId, "Ada", "owl", "guest", 5, 0, 0, 0, 0, 0));
        }
    }

    /** A match whose players are given best first. */
    private static RatedMatch match(Ladder ladder, int room, long finishedAt, String... players) {
        List<RatedPlayer> placed = new ArrayList<>();
        for (String player : players) {
            placed.add(new RatedPlayer(player, placed.size() + 1));
        }
        return new RatedMatch("%08x".formatted(room).repeat(4), ladder, finishedAt, placed);
    }

    private Map<String, RatingRow> ratings(Ladder ladder) {
        return stores.table(Tables.RATINGS).scan().items().stream()
                .filter(row -> row.ladder().equals(ladder.id()))
                .collect(
                        Collectors.toMap(
                                RatingRow::playerId, row -> row, (a, b) -> a, TreeMap::new));
    }

    private List<SettlementRow> markers() {
        return stores.table(Tables.SETTLEMENTS).scan().items().stream().toList();
    }

    private static Map<String, RatingRow> after(RatedMatch match, Map<String, RatingRow> before) {
        Map<String, RatingRow> after = new TreeMap<>(before);
        match.rated(before).forEach(row -> after.put(row.playerId(), row));
        return after;
    }

    @Test
    void allWhoMetAreRatedInOneStep() {
        players("p-a", "p-b", "p-c");
        RatedMatch match = match(Ladders.BLITZ, 1, FINISHED_AT, "p-b", "p-a", "p-c");

        assertEquals(Booking.DONE, step.book(match, NOW));

        Map<String, RatingRow> ratings = ratings(Ladders.BLITZ);
        assertEquals(after(match, Map.of()), ratings);
        assertTrue(ratings.get("p-b").ratingBillionths() > ratings.get("p-a").ratingBillionths());
        assertTrue(ratings.get("p-a").ratingBillionths() > ratings.get("p-c").ratingBillionths());
        assertEquals(
                List.of(new SettlementRow(match.roomId(), RatedMatch.STEP, NOW, null)), markers());
    }

    @Test
    void theSameAgainChangesNothing() {
        players("p-a", "p-b");
        RatedMatch match = match(Ladders.BLITZ_DUEL, 1, FINISHED_AT, "p-a", "p-b");
        step.book(match, NOW);
        Map<String, RatingRow> once = ratings(Ladders.BLITZ_DUEL);

        assertEquals(Booking.DONE, step.book(match, NOW + 1));

        assertEquals(once, ratings(Ladders.BLITZ_DUEL));
        assertEquals(1, markers().size());
    }

    @Test
    void laddersOfOnePlayerDoNotMix() {
        players("p-a", "p-b", "p-c");
        step.book(match(Ladders.BLITZ_DUEL, 1, FINISHED_AT, "p-a", "p-b"), NOW);
        Map<String, RatingRow> duels = ratings(Ladders.BLITZ_DUEL);

        step.book(match(Ladders.BLITZ, 2, FINISHED_AT, "p-c", "p-b", "p-a"), NOW);

        assertEquals(duels, ratings(Ladders.BLITZ_DUEL));
        assertEquals(1, ratings(Ladders.BLITZ).get("p-a").games());
    }

    @Test
    void whoIsNoMoreIsNotWrittenAndWasMetAllTheSame() {
        players("p-a", "p-b", "p-c");
        RatedMatch first = match(Ladders.BLITZ, 1, FINISHED_AT, "p-b", "p-a", "p-c");
        step.book(first, NOW);
        Map<String, RatingRow> before = ratings(Ladders.BLITZ);
        stores.table(Tables.PLAYERS).deleteItem(d -> d.key(k -> k.partitionValue("p-b")));

        RatedMatch second = match(Ladders.BLITZ, 2, FINISHED_AT, "p-a", "p-b", "p-c");
        assertEquals(Booking.DONE, step.book(second, NOW));

        Map<String, RatingRow> expected = after(second, before);
        expected.put("p-b", before.get("p-b"));
        assertEquals(expected, ratings(Ladders.BLITZ));
    }

    @Test
    void ofARefusedRoomNothingIsRated() {
        players("p-a", "p-b");
        RatedMatch match = match(Ladders.BLITZ_DUEL, 1, FINISHED_AT, "p-a", "p-b");
        stores.table(Tables.SETTLEMENTS)
                .putItem(new SettlementRow(match.roomId(), Settlement.REFUSED, 1, "why"));

        assertEquals(Booking.REFUSED, step.book(match, NOW));

        assertEquals(Map.of(), ratings(Ladders.BLITZ_DUEL));
    }

    /** DynamoDB takes no transaction of more than 100 actions. */
    @Test
    void theLargestMatchThatIsRatedFitsIntoOneTransaction() {
        String[] everybody = new String[RatedMatch.PLAYERS_MAX];
        for (int i = 0; i < everybody.length; i++) {
            everybody[i] = "p-" + i;
        }
        players(everybody);

        assertEquals(Booking.DONE, step.book(match(Ladders.BLITZ, 1, FINISHED_AT, everybody), NOW));

        assertEquals(everybody.length, ratings(Ladders.BLITZ).size());
    }

    /** Rates a match between another's reading and its writing, so many times. */
    private RatingStep disturbed(int times, Runnable disturbance) {
        int[] left = {times};
        return stepOver(
                (DynamoDbClient)
                        Proxy.newProxyInstance(
                                DynamoDbClient.class.getClassLoader(),
                                new Class<?>[] {DynamoDbClient.class},
                                (proxy, method, arguments) -> {
                                    if (method.getName().equals("transactWriteItems")
                                            && left[0]-- > 0) {
                                        disturbance.run();
                                    }
                                    try {
                                        return method.invoke(stores.dynamo(), arguments);
                                    } catch (InvocationTargetException e) {
                                        throw e.getCause();
                                    }
                                }));
    }

    @Test
    void whereAnotherRoomWasFasterItsRatingsAreReadAgain() {
        players("p-a", "p-b", "p-c", "p-d");
        RatedMatch mine = match(Ladders.BLITZ, 1, FINISHED_AT, "p-a", "p-b", "p-c");
        RatedMatch other = match(Ladders.BLITZ, 2, FINISHED_AT, "p-d", "p-c", "p-a");

        Booking booking = disturbed(1, () -> step.book(other, NOW)).book(mine, NOW);

        assertEquals(Booking.DONE, booking);
        assertEquals(after(mine, after(other, Map.of())), ratings(Ladders.BLITZ));
        assertNotEquals(after(other, after(mine, Map.of())), ratings(Ladders.BLITZ));
    }

    @Test
    void whoGoesWhileHeIsRatedIsNotWritten() {
        players("p-a", "p-b");
        RatedMatch match = match(Ladders.BLITZ_DUEL, 1, FINISHED_AT, "p-a", "p-b");
        Runnable goes =
                () ->
                        stores.table(Tables.PLAYERS)
                                .deleteItem(d -> d.key(k -> k.partitionValue("p-b")));

        assertEquals(Booking.DONE, disturbed(1, goes).book(match, NOW));

        Map<String, RatingRow> expected = after(match, Map.of());
        expected.remove("p-b");
        assertEquals(expected, ratings(Ladders.BLITZ_DUEL));
    }

    @Test
    void whoIsNeverFasterGivesUpAndLeavesNothing() {
        players("p-a", "p-b");
        RatedMatch mine = match(Ladders.BLITZ_DUEL, 1, FINISHED_AT, "p-a", "p-b");
        int[] room = {100};
        RatingStep slow =
                disturbed(
                        StepBook.ATTEMPTS_MAX,
                        () -> {
                            room[0]++;
                            step.book(
                                    match(Ladders.BLITZ_DUEL, room[0], FINISHED_AT, "p-b", "p-a"),
                                    NOW);
                        });

        assertThrows(IllegalStateException.class, () -> slow.book(mine, NOW));

        assertEquals(StepBook.ATTEMPTS_MAX, ratings(Ladders.BLITZ_DUEL).get("p-a").games());
        assertTrue(markers().stream().noneMatch(row -> row.roomId().equals(mine.roomId())));
        assertEquals(Booking.DONE, slow.book(mine, NOW));
    }

    /** Two rooms at once end as they would have ended one after the other, in one of two orders. */
    @Test
    void twoAtOnceAreAsOneAfterTheOther() throws InterruptedException {
        players("p-a", "p-b", "p-c");
        for (int round = 0; round < 10; round++) {
            Map<String, RatingRow> before = ratings(Ladders.BLITZ);
            RatedMatch one = match(Ladders.BLITZ, 10 + round, FINISHED_AT, "p-a", "p-b", "p-c");
            RatedMatch other = match(Ladders.BLITZ, 90 + round, FINISHED_AT, "p-c", "p-a", "p-b");

            atOnce(List.of(one), List.of(other));

            Map<String, RatingRow> after = ratings(Ladders.BLITZ);
            assertTrue(
                    after.equals(after(one, after(other, before)))
                            || after.equals(after(other, after(one, before))),
                    "round " + round);
        }
    }

    @Test
    void manyRoomsTwiceAndInAnyOrderAreEachCountedOnce() throws InterruptedException {
        long seed = 41;
        Random random = new Random(seed);
        String[] everybody = {"p-a", "p-b", "p-c", "p-d", "p-e", "p-f"};
        players(everybody);
        List<RatedMatch> matches = new ArrayList<>();
        Map<String, Long> played = new TreeMap<>();
        for (int room = 0; room < 24; room++) {
            List<String> who = new ArrayList<>(List.of(everybody));
            Collections.shuffle(who, random);
            who = who.subList(0, random.nextInt(3, 6));
            who.forEach(player -> played.merge(player, 1L, Long::sum));
            matches.add(match(Ladders.BLITZ, room, FINISHED_AT - room, who.toArray(String[]::new)));
        }
        List<RatedMatch> shuffled = new ArrayList<>(matches);
        Collections.shuffle(shuffled, random);

        atOnce(matches, shuffled, matches.reversed());
        for (RatedMatch match : shuffled) {
            // Who was too slow too often is given again, as Lambda does.
            assertEquals(Booking.DONE, step.book(match, NOW));
        }

        ratings(Ladders.BLITZ)
                .forEach(
                        (player, row) -> {
                            assertEquals(played.get(player), row.games(), player);
                            assertEquals(row.games(), row.version(), player);
                        });
        assertEquals(played.size(), ratings(Ladders.BLITZ).size());
        assertEquals(matches.size(), markers().size());
    }

    @SafeVarargs
    private void atOnce(List<RatedMatch>... all) throws InterruptedException {
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch start = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(all.length);
        for (List<RatedMatch> mine : all) {
            Thread.ofPlatform()
                    .start(
                            () -> {
                                try {
                                    start.await();
                                    mine.forEach(this::bookOrLeave);
                                } catch (InterruptedException | RuntimeException | Error e) {
                                    failures.add(e);
                                }
                                done.countDown();
                            });
        }
        start.countDown();
        assertTrue(done.await(60, TimeUnit.SECONDS));
        assertEquals(List.of(), failures);
    }

    private void bookOrLeave(RatedMatch match) {
        try {
            step.book(match, NOW);
        } catch (IllegalStateException e) {
            // Others were faster every time, and nothing is written.
        }
    }
}
