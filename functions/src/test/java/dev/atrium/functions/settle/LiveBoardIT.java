package dev.atrium.functions.settle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.board.BoardCatalog;
import dev.atrium.board.BoardDefinition;
import dev.atrium.board.BoardPlace;
import dev.atrium.board.BoardResult;
import dev.atrium.board.Season;
import dev.atrium.functions.edge.LocalStores;
import dev.atrium.schema.BoardRow;
import dev.atrium.schema.PlayerRow;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Redis shows what DynamoDB has, in the board's order, whatever happens to Redis meanwhile. */
class LiveBoardIT {
    private static final long SEED = 20_261_123;
    private static final Season ALL = Season.ALL_TIME;

    @AutoClose private final LocalStores stores = LocalStores.open();

    private static BoardRow row(String playerId, long score, long version) {
        return RankedPlayer.row("blitz", "all", playerId, score, version);
    }

    private boolean show(BoardRow row) {
        return RankedPlayer.show(stores, "blitz", row);
    }

    private List<String> order(String board, Season season) {
        return stores.redis().zrange(stores.keys().boardOrder(board, season.id()), 0, -1);
    }

    private void assertShown(BoardRow row) {
        String shown = stores.redis().hget(stores.keys().boardRows("blitz", "all"), row.playerId());
        String member = BoardPlace.of(row).member();
        assertTrue(shown.startsWith(member + " " + row.version() + " {"), shown);
        assertEquals(
                (double) -row.score(),
                stores.redis().zscore(stores.keys().boardOrder("blitz", "all"), member));
    }

    @Test
    void aNewerRowReplacesAnOlderOne() {
        assertTrue(show(row("p-a", 2_000_007, 9)));
        assertShown(row("p-a", 2_000_007, 9));
        assertTrue(show(row("p-a", 3_000_000, 10)));
        assertShown(row("p-a", 3_000_000, 10));
        assertEquals(1, order("blitz", ALL).size());
    }

    @Test
    void anOlderRowOrTheSameDoesNotReplaceANewerOne() {
        show(row("p-a", 3_000_000, 10));

        assertFalse(show(row("p-a", 2_000_000, 9)));
        assertFalse(show(row("p-a", 4_000_000, 10)));
        assertShown(row("p-a", 3_000_000, 10));
    }

    @Test
    void aRowThatIsHiddenIsShownNoMoreAndNoOthersWithIt() {
        show(row("p-a", 3, 1));
        show(row("p-b", 2, 1));
        LiveBoard live = RankedPlayer.live(stores);

        assertTrue(live.hide(RankedPlayer.definition("blitz"), ALL, "p-a"));
        assertFalse(live.hide(RankedPlayer.definition("blitz"), ALL, "p-a"), "it is hidden");
        assertFalse(live.hide(RankedPlayer.definition("blitz"), ALL, "p-c"), "it never was shown");

        assertEquals(1, order("blitz", ALL).size());
        assertShown(row("p-b", 2, 1));
        assertFalse(stores.redis().hexists(stores.keys().boardRows("blitz", "all"), "p-a"));
        assertTrue(show(row("p-a", 1, 1)), "whoever shows it again is not held back");
    }

    @Test
    void largeScoresStayExact() {
        show(row("p-a", (1L << 53) - 1, 1));
        show(row("p-b", (1L << 53) - 2, 1));
        assertShown(row("p-a", (1L << 53) - 1, 1));
        assertTrue(order("blitz", ALL).getFirst().endsWith("p-a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"not json", "7", "{}", "member x {}"})
    void aRowThatCannotBeReadIsReplaced(String broken) {
        stores.redis().hset(stores.keys().boardRows("blitz", "all"), "p-a", broken);

        assertTrue(show(row("p-a", 5, 1)));
        assertShown(row("p-a", 5, 1));
    }

    @Test
    void keysOfASeasonEndByThemselvesAndThoseOfAllTimeDoNot() {
        BoardDefinition weekly = RankedPlayer.definition("blitz-weekly");
        Season season = weekly.season(System.currentTimeMillis());
        RankedPlayer.show(stores, "blitz-weekly", season, RankedPlayer.row("x", "y", "p-a", 1, 1));
        show(row("p-a", 1, 1));

        for (String key :
                List.of(
                        stores.keys().boardOrder("blitz-weekly", season.id()),
                        stores.keys().boardRows("blitz-weekly", season.id()))) {
            assertTrue(stores.redis().ttl(key) > 86_400, key);
        }
        assertEquals(-1, stores.redis().ttl(stores.keys().boardOrder("blitz", "all")));
    }

    @Test
    void tenThousandPlacesAreInTheOrderOfTheDefinition() {
        Random random = new Random(SEED);
        BoardDefinition board = RankedPlayer.definition("blitz");
        List<BoardPlace> places = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            // Few scores and few times, so that every tie-break decides often.
            Map<String, Long> statistics =
                    Map.of(
                            "wins",
                            (long) random.nextInt(8),
                            "eliminations",
                            random.nextInt(4) == 0 ? 5_000_000L : 3L);
            BoardRow row =
                    new BoardRow(
                            "",
                            "p-%024x".formatted(random.nextLong() & 0xffffffL),
                            "Ada",
                            "owl",
                            board.score(statistics),
                            1_795_000_000_000L + random.nextInt(6),
                            "",
                            statistics,
                            1);
            if (show(row)) {
                places.add(BoardPlace.of(row));
            }
        }
        places.sort(BoardPlace.BEST_FIRST);

        assertTrue(places.size() > 9_900, "seed " + SEED);
        assertEquals(
                places.stream().map(BoardPlace::member).toList(),
                order("blitz", ALL),
                "seed " + SEED);
    }

    private void settle(StepBook steps, BoardBook boards, int player, int match) {
        String playerId = "p-%03d".formatted(player);
        PlayerRow row = new PlayerRow(playerId, "Ada", "owl", "guest", 1, 0, 0, 0, 0, 0);
        BoardResult result =
                BoardResult.of(
                        "room-" + match,
                        "arena.blitz",
                        PlayedMatch.FINISHED_AT + match,
                        Map.of("wins", match % 2L, "eliminations", match % 7L));
        Booking booking =
                steps.book(
                        "room-" + match,
                        "statistics#" + playerId,
                        PlayedMatch.FINISHED_AT,
                        transaction -> {
                            boards.addTo(transaction, row, result, PlayedMatch.FINISHED_AT);
                            return true;
                        });
        assertEquals(Booking.DONE, booking);
        boards.show(playerId, result);
    }

    @Test
    void whatIsRebuiltWhileMatchesAreSettledIsWhatTheRecordHas() throws InterruptedException {
        StepBook steps = new StepBook(stores.enhanced(), stores.tablePrefix());
        LiveBoard live = RankedPlayer.live(stores);
        BoardCatalog all = BoardCatalog.shipped();
        BoardBook boards = new BoardBook(all, stores.enhanced(), stores.tablePrefix(), live);
        for (int player = 0; player < 60; player++) {
            settle(steps, boards, player, player % 10);
        }
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch done = new CountDownLatch(1);
        Thread.ofPlatform()
                .start(
                        () -> {
                            try {
                                for (int i = 0; i < 240; i++) {
                                    settle(steps, boards, i % 80, 100 + i);
                                }
                            } catch (RuntimeException | Error e) {
                                failures.add(e);
                            }
                            done.countDown();
                        });
        BoardRebuild rebuild = new BoardRebuild(all, stores.enhanced(), stores.tablePrefix(), live);
        long shown = 0;
        for (int i = 0; i < 4; i++) {
            for (BoardDefinition board : all.all()) {
                Season season = board.season(PlayedMatch.FINISHED_AT);
                stores.redis()
                        .del(
                                stores.keys().boardOrder(board.name(), season.id()),
                                stores.keys().boardRows(board.name(), season.id()));
            }
            shown += rebuild.all(PlayedMatch.FINISHED_AT);
        }
        assertTrue(done.await(60, TimeUnit.SECONDS));
        assertEquals(List.of(), failures);
        assertTrue(shown >= 60 * 3, "shown again: " + shown);

        for (String name : List.of("blitz", "blitz-weekly", "blitz-daily")) {
            BoardDefinition board = RankedPlayer.definition(name);
            ShownBoards.assertRecord(stores, board, board.season(PlayedMatch.FINISHED_AT), 80);
        }
    }
}
