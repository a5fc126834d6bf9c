package dev.atrium.functions.season;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;

import dev.atrium.archive.Archive;
import dev.atrium.board.BoardCatalog;
import dev.atrium.board.BoardDefinition;
import dev.atrium.board.BoardPlace;
import dev.atrium.board.Season;
import dev.atrium.board.SeasonArchive;
import dev.atrium.escrow.DynamoEscrow;
import dev.atrium.escrow.LedgerAuditor;
import dev.atrium.escrow.Rewards;
import dev.atrium.functions.edge.LocalStores;
import dev.atrium.functions.edge.SettableClock;
import dev.atrium.functions.settle.RankedPlayer;
import dev.atrium.functions.settle.Tripwire;
import dev.atrium.rights.UsedRights;
import dev.atrium.schema.BoardRow;
import dev.atrium.schema.SeasonRow;
import dev.atrium.schema.Tables;
import dev.atrium.wire.Json;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A season's end pays its rewards exactly once, wherever it is cut off. */
class SeasonCloserIT {
    private static final Instant IN_SEASON = Instant.parse("2026-11-25T12:00:00Z");
    private static final String WEEK = "20261123T0000Z";
    private static final BoardDefinition WEEKLY = RankedPlayer.definition("blitz-weekly");
    private static final Season SEASON = WEEKLY.season(IN_SEASON.toEpochMilli());
    private static final long FUND = 100_000;
    private static final Map<Integer, Long> REWARDS =
            Map.of(1, 500L, 2, 200L, 3, 200L, 4, 50L, 10, 50L, 11, 0L);

    private static String player(int rank) {
        return "p-%024x".formatted(rank);
    }

    /** The weekly board alone: each run looks at all there are. */
    private static BoardCatalog weekly() {
        try (InputStream json = BoardCatalog.class.getResourceAsStream("boards.json")) {
            ArrayNode boards = Json.mapper().createArrayNode();
            Json.mapper()
                    .readTree(json)
                    .valueStream()
                    .filter(board -> board.path("name").asText().equals("blitz-weekly"))
                    .forEach(boards::add);
            return BoardCatalog.parse(boards);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Objects in memory. */
    private static final class MapArchive implements Archive {
        final Map<String, byte[]> objects = new ConcurrentHashMap<>();

        @Override
        public void put(String key, byte[] object) {
            objects.put(key, object);
        }

        @Override
        public Optional<byte[]> get(String key) {
            return Optional.ofNullable(objects.get(key));
        }
    }

    /** A deployment with a season that twelve have played. */
    private static final class Stage implements AutoCloseable {
        final LocalStores stores = LocalStores.open();
        final MapArchive archive = new MapArchive();
        final Rewards rewards =
                new Rewards(stores.dynamo(), stores.tablePrefix(), InstantSource.fixed(IN_SEASON));
        final SeasonBook book = new SeasonBook(stores.enhanced(), stores.tablePrefix());

        SettableClock clock = new SettableClock(IN_SEASON);

        Stage() {
            played();
        }

        /** Nothing has ended and nothing was paid. */
        void again() {
            clock = new SettableClock(IN_SEASON);
            archive.objects.clear();
            empty(stores.table(Tables.SEASONS));
            empty(stores.table(Tables.POSTINGS));
            empty(stores.table(Tables.ACCOUNTS));
            stores.redis()
                    .del(
                            stores.keys().boardOrder("blitz-weekly", WEEK),
                            stores.keys().boardRows("blitz-weekly", WEEK));
            played();
        }

        private static <T> void empty(DynamoDbTable<T> table) {
            table.scan().items().forEach(table::deleteItem);
        }

        private void played() {
            for (int i = 1; i <= 12; i++) {
                put(player(i), 1_000 - i, 1);
            }
        }

        void put(String playerId, long score, long version) {
            BoardRow row = RankedPlayer.row("blitz-weekly", WEEK, playerId, score, version);
            stores.table(Tables.BOARDS).putItem(row);
            RankedPlayer.show(stores, "blitz-weekly", SEASON, row);
        }

        SeasonCloser closer(Tripwire wire) {
            DynamoDbClient dynamo = wire.across(DynamoDbClient.class, stores.dynamo());
            return new SeasonCloser(
                    new SeasonCloser.Stores(
                            DynamoDbEnhancedClient.builder().dynamoDbClient(dynamo).build(),
                            stores.tablePrefix(),
                            wire.across(Archive.class, archive),
                            () -> stores.redis(),
                            stores.keys()),
                    weekly(),
                    new Rewards(dynamo, stores.tablePrefix(), clock),
                    clock);
        }

        void run() {
            SeasonCloser closer = closer(new Tripwire(0, false));
            var _ =
                    UsedRights.doneFor(
                            SeasonHandler.class,
                            () -> {
                                closer.run();
                                return true;
                            });
        }

        /** To when the week may be judged. */
        void passWeek() {
            run();
            clock.advance(Duration.ofDays(5));
        }

        long balance(int rank) {
            return new DynamoEscrow(stores.dynamo(), stores.tablePrefix(), clock)
                    .balance(player(rank));
        }

        SeasonRow row() {
            return book.find("blitz-weekly", WEEK).orElseThrow();
        }

        void assertPaidOnce(String why) {
            REWARDS.forEach((rank, amount) -> assertEquals(amount, balance(rank), why));
            assertEquals(SeasonRow.State.PAID, row().state(), why);
            assertEquals(12, row().players(), why);
            assertEquals(
                    List.of(),
                    new LedgerAuditor(stores.dynamo(), stores.tablePrefix(), 1_000)
                            .audit()
                            .findings(),
                    why);
        }

        @Override
        public void close() {
            stores.close();
        }
    }

    @Test
    void aSeasonIsPaidAfterItsGraceAndNotBefore() {
        try (Stage stage = new Stage()) {
            stage.rewards.fund("test", FUND);
            stage.run();
            assertEquals(SeasonRow.State.OPEN, stage.row().state());
            stage.clock.advance(Duration.ofHours(4 * 24 + 12).plusMinutes(11));
            stage.run();
            assertEquals(SeasonRow.State.OPEN, stage.row().state(), "within grace and settling");
            assertEquals(0, stage.balance(1));

            stage.clock.advance(Duration.ofMinutes(1));
            stage.run();
            stage.run();

            stage.assertPaidOnce("after the grace");
            String key = stage.stores.keys().boardOrder("blitz-weekly", WEEK);
            long ttl = stage.stores.redis().ttl(key);
            assertTrue(ttl > 0 && ttl <= 3_600, "Redis lets go of it: " + ttl);
        }
    }

    @Test
    void aCrashAtAnyCallAndASecondRunPayOnce() {
        int calls;
        try (Stage stage = new Stage()) {
            stage.rewards.fund("test", FUND);
            stage.passWeek();
            Tripwire counting = new Tripwire(0, false);
            stage.closer(counting).run();
            stage.assertPaidOnce("whole");
            calls = counting.calls();
        }
        assertTrue(calls > 100, "calls: " + calls);
        try (Stage stage = new Stage()) {
            // Each third call, with those of all kinds among them; each reward has eighteen.
            for (int call = 1; call <= calls; call += call < 6 || call > calls - 6 ? 1 : 3) {
                for (boolean heard : new boolean[] {false, true}) {
                    String why =
                            "call " + call + " of " + calls + (heard ? ", heard" : ", not heard");
                    stage.again();
                    stage.rewards.fund("test", FUND);
                    stage.passWeek();
                    runCut(stage.closer(new Tripwire(call, heard)));
                    if (stage.row().state() != SeasonRow.State.OPEN) {
                        // Whatever changes the record now moves no reward.
                        stage.put(player(11), 5_000, 2);
                    }
                    stage.run();
                    stage.assertPaidOnce(why);
                }
            }
        }
    }

    /** What it threw is as good as a process that ended. */
    private static void runCut(SeasonCloser closer) {
        try {
            closer.run();
        } catch (RuntimeException e) {
            assertTrue(String.valueOf(e.getMessage()).contains("not ended"), e.toString());
        }
    }

    @Test
    void twoSchedulesAtOncePayOnce() throws InterruptedException {
        try (Stage stage = new Stage()) {
            stage.rewards.fund("test", FUND);
            stage.passWeek();
            List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
            CountDownLatch done = new CountDownLatch(3);
            for (int i = 0; i < 3; i++) {
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    try {
                                        stage.run();
                                    } catch (RuntimeException | Error e) {
                                        failures.add(e);
                                    }
                                    done.countDown();
                                });
            }
            assertTrue(done.await(60, TimeUnit.SECONDS));
            assertEquals(List.of(), failures);
            stage.run();
            stage.assertPaidOnce("three at once");
        }
    }

    @Test
    void whatThePlatformCannotPayIsOwedUntilItCan() {
        try (Stage stage = new Stage()) {
            stage.rewards.fund("little", 600);
            stage.passWeek();
            stage.run();

            assertEquals(500, stage.balance(1));
            assertEquals(0, stage.balance(2));
            assertEquals(SeasonRow.State.ARCHIVED, stage.row().state());
            // 50 and 50 could still be paid.
            assertEquals(1_250 - 500 - 100, stage.row().owed());

            stage.rewards.fund("one", 400);
            stage.rewards.fund("two", 400);
            stage.run();
            stage.assertPaidOnce("out of several shards");
            assertEquals(0, stage.row().owed());
        }
    }

    @Test
    void theArchiveHoldsTheOrderAndAnswersToItsHash() {
        try (Stage stage = new Stage()) {
            stage.rewards.fund("test", FUND);
            stage.passWeek();
            stage.run();
            stage.put(player(12), 9_000, 2);

            SeasonArchive archive =
                    new ArchivedSeasons(stage.book, () -> stage.archive)
                            .find("blitz-weekly", WEEK)
                            .orElseThrow();

            assertEquals(12, archive.players());
            assertEquals(
                    archive.places().stream().sorted(BoardPlace.BEST_FIRST).toList(),
                    archive.places());
            assertEquals(player(12), archive.places().getLast().playerId());
        }
    }

    @Test
    void noSeasonIsPassedOverHoweverLongNothingRan() {
        try (Stage stage = new Stage()) {
            stage.rewards.fund("test", FUND);
            stage.run();
            stage.clock.advance(Duration.ofDays(40));
            stage.run();
            stage.run();
            stage.run();

            stage.assertPaidOnce("40 days later");
            List<SeasonRow> weeks = stage.book.newest("blitz-weekly", 100);
            for (int i = 1; i < weeks.size(); i++) {
                assertEquals(weeks.get(i).endMs(), weeks.get(i - 1).startMs(), "no gap");
            }
            assertEquals(8, weeks.size(), "from November 16 to January 4");
        }
    }
}
