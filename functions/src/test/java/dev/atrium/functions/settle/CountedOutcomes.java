package dev.atrium.functions.settle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.atrium.aggregate.Period;
import dev.atrium.aggregate.RoomFigures;
import dev.atrium.board.BoardCatalog;
import dev.atrium.board.BoardDefinition;
import dev.atrium.board.BoardResult;
import dev.atrium.board.Season;
import dev.atrium.functions.edge.LocalStores;
import dev.atrium.proof.Outcome;
import dev.atrium.schema.BoardRow;
import dev.atrium.schema.DailyAggregateRow;
import dev.atrium.schema.PlayerRow;
import dev.atrium.schema.Tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What matches of Blitz come to if each is counted once: plain sums over a list, which know nothing
 * of steps, stores or order.
 */
final class CountedOutcomes {
    private final List<Outcome> outcomes = new ArrayList<>();

    void add(Outcome outcome) {
        outcomes.add(outcome);
    }

    List<Outcome> all() {
        return List.copyOf(outcomes);
    }

    /** What somebody did in one of them, or in all of his. */
    private static SortedMap<String, Long> statistics(Outcome.OutcomePlace place) {
        return new TreeMap<>(
                Map.of(
                        "played",
                        1L,
                        "wins",
                        place.place() == 1 ? 1L : 0L,
                        "eliminations",
                        place.statistic("eliminations"),
                        "damageDealt",
                        place.statistic("damageDealt")));
    }

    /** How often each has played, and what he did. */
    private SortedMap<String, SortedMap<String, Long>> byPlayer() {
        SortedMap<String, SortedMap<String, Long>> sums = new TreeMap<>();
        for (Outcome outcome : outcomes) {
            for (Outcome.OutcomePlace place : outcome.standings()) {
                SortedMap<String, Long> his =
                        sums.computeIfAbsent(
                                outcome.seat(place.seat()).playerId(), id -> new TreeMap<>());
                statistics(place).forEach((name, value) -> his.merge(name, value, Long::sum));
            }
        }
        return sums;
    }

    /** Statistics, histories, boards and figures in the record are these, and nothing else. */
    void assertRecorded(LocalStores stores, long settledAtMs) {
        assertPlayers(stores);
        assertHistories(stores);
        assertBoards(stores, settledAtMs);
        assertFigures(stores);
    }

    private void assertPlayers(LocalStores stores) {
        SortedMap<String, SortedMap<String, Long>> stored = new TreeMap<>();
        for (PlayerRow row : stores.table(Tables.PLAYERS).scan().items()) {
            assertEquals(row.played(), row.statisticsVersion(), row.playerId());
            if (row.played() > 0) {
                stored.put(
                        row.playerId(),
                        new TreeMap<>(
                                Map.of(
                                        "played", row.played(),
                                        "wins", row.wins(),
                                        "eliminations", row.eliminations(),
                                        "damageDealt", row.damageDealt())));
            }
        }
        assertEquals(byPlayer(), stored);
    }

    private void assertHistories(LocalStores stores) {
        SortedSet<String> expected = new TreeSet<>();
        for (Outcome outcome : outcomes) {
            for (Outcome.OutcomePlace place : outcome.standings()) {
                String player = outcome.seat(place.seat()).playerId();
                expected.add(player + " " + outcome.roomId() + " " + place.place());
            }
        }
        SortedSet<String> stored = new TreeSet<>();
        stores.table(Tables.MATCHES)
                .scan()
                .items()
                .forEach(
                        row -> stored.add(row.playerId() + " " + row.roomId() + " " + row.place()));
        assertEquals(expected, stored);
    }

    private void assertBoards(LocalStores stores, long settledAtMs) {
        SortedMap<String, BoardRow> expected = new TreeMap<>();
        SortedMap<String, SortedSet<String>> shown = new TreeMap<>();
        for (BoardDefinition board : BoardCatalog.shipped().countedOn("arena.blitz")) {
            for (Outcome outcome : outcomes) {
                Season season = board.season(outcome.finishedAt());
                String recorded = board.recordedIn(season, settledAtMs);
                SortedSet<String> players =
                        shown.computeIfAbsent(
                                board.name() + " " + season.id(), id -> new TreeSet<>());
                for (Outcome.OutcomePlace place : outcome.standings()) {
                    String id = outcome.seat(place.seat()).playerId();
                    PlayerRow player = new PlayerRow(id, id, "owl", "guest", 5, 0, 0, 0, 0, 0);
                    BoardRow none = BoardRow.none(board.name(), recorded, player);
                    BoardResult result =
                            new BoardResult(
                                    outcome.roomId(),
                                    outcome.game(),
                                    outcome.finishedAt(),
                                    statistics(place));
                    String key = none.boardShard() + " " + id;
                    expected.put(
                            key, board.joined(expected.getOrDefault(key, none), player, result));
                    if (recorded.equals(season.id())) {
                        players.add(id);
                    }
                }
            }
        }
        SortedMap<String, BoardRow> stored = new TreeMap<>();
        stores.table(Tables.BOARDS)
                .scan()
                .items()
                .forEach(row -> stored.put(row.boardShard() + " " + row.playerId(), row));
        assertEquals(expected, stored);
        byPlayer()
                .forEach(
                        (player, sums) ->
                                assertEquals(
                                        sums,
                                        stored.get(
                                                        BoardRow.shardOf("blitz", "all", player)
                                                                + " "
                                                                + player)
                                                .statistics()));
        assertShown(stores, shown);
    }

    private static void assertShown(
            LocalStores stores, SortedMap<String, SortedSet<String>> shown) {
        shown.forEach(
                (name, players) -> {
                    BoardDefinition board =
                            RankedPlayer.definition(name.substring(0, name.indexOf(' ')));
                    Season season =
                            board.season(name.substring(name.indexOf(' ') + 1)).orElseThrow();
                    ShownBoards.assertRecord(stores, board, season, players.size());
                });
    }

    private void assertFigures(LocalStores stores) {
        SortedMap<String, Long> expected = new TreeMap<>();
        SortedMap<String, SortedSet<String>> active = new TreeMap<>();
        for (Outcome outcome : outcomes) {
            String day = Period.day(outcome.finishedAt()) + " ";
            expected.merge(day + RoomFigures.FINISHED, 1L, Long::sum);
            expected.merge(day + "players-per-room#2", 1L, Long::sum);
            expected.merge(day + "mode#arena.blitz", 1L, Long::sum);
            for (String period : Period.all(outcome.finishedAt())) {
                SortedSet<String> players =
                        active.computeIfAbsent(
                                period + " " + RoomFigures.ACTIVE, key -> new TreeSet<>());
                outcome.seats().forEach(seat -> players.add(seat.playerId()));
            }
        }
        active.forEach((key, players) -> expected.put(key, (long) players.size()));
        SortedMap<String, Long> stored = new TreeMap<>();
        for (DailyAggregateRow row : stores.table(Tables.DAILY_AGGREGATES).scan().items()) {
            String period = row.bucket().substring(0, row.bucket().indexOf('#'));
            stored.merge(period + " " + row.metric(), row.amount(), Long::sum);
        }
        assertEquals(expected, stored);
    }
}
