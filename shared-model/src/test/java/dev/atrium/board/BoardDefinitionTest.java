package dev.atrium.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;

import dev.atrium.catalog.Games;
import dev.atrium.schema.BoardRow;
import dev.atrium.schema.PlayerRow;
import dev.atrium.wire.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

class BoardDefinitionTest {
    private static final long SEED = 11;
    private static final PlayerRow ANN =
            new PlayerRow("p-ann", "Ann", "owl", "guest", 1, 0, 0, 0, 0, 0);
    private static final String BOARD =
            """
            {"name": "b", "feed": "arena", "games": ["arena.blitz"],
             "fields": [{"name": "wins", "max": 9, "direction": "descending"}],
             "join": "sum", "reset": {"cron": "0 0 * * *", "zone": "UTC"}, "size": 10,
             "graceMinutes": 5, "rewards": [{"from": 1, "to": 1, "amount": 5}]}
            """;

    private static BoardCatalog parse(String json) {
        try {
            return BoardCatalog.parse(Json.mapper().readTree("[" + json + "]"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static BoardDefinition shipped(String name) {
        return BoardCatalog.shipped().find(name).orElseThrow();
    }

    private static long ms(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }

    @Test
    void boardsThatShipNameGamesThatThereAre() {
        for (BoardDefinition board : BoardCatalog.shipped().all()) {
            for (String game : board.games()) {
                assertTrue(game.equals("*") || Games.all().newest(game).isPresent(), game);
            }
        }
        assertEquals(
                List.of("blitz", "blitz-weekly", "blitz-daily"),
                BoardCatalog.shipped().countedOn("arena.blitz").stream()
                        .map(BoardDefinition::name)
                        .toList());
        assertEquals(1, BoardCatalog.shipped().countedOn("arena.siege").size());
        assertEquals(1, BoardCatalog.shipped().countedOn("party.robots").size());
        assertEquals(List.of(), BoardCatalog.shipped().countedOn("arenas.blitz"));
    }

    @Test
    void scoresAreThoseOfTheBoardsThatThereWere() {
        assertEquals(3_000_017, shipped("blitz").score(Map.of("wins", 3L, "eliminations", 17L)));
        assertEquals(
                3_999_999, shipped("blitz").score(Map.of("wins", 3L, "eliminations", 1L << 40)));
        BoardDefinition party = shipped("party");
        assertEquals(
                30_333_333_333L,
                party.score(Map.of("wins", 3L, "totalScore", 1_000L, "played", 3L)));
        long best =
                party.score(Map.of("wins", 1L << 50, "totalScore", Long.MAX_VALUE, "played", 1L));
        assertTrue(best < 1L << 53);
        assertTrue(best > party.score(Map.of("wins", 900_717L, "totalScore", 9L, "played", 1L)));
        assertEquals(0, party.score(Map.of()));
    }

    @Test
    void ofAnAscendingFieldTheLowerIsBetter() {
        BoardDefinition board =
                parse(BOARD.replace("descending", "ascending")).find("b").orElseThrow();

        assertEquals(9, board.score(Map.of("wins", 0L)));
        assertEquals(0, board.score(Map.of("wins", 10L)));
    }

    @ParameterizedTest
    @EnumSource(BoardDefinition.Join.class)
    void theOrderOfResultsChangesNothing(BoardDefinition.Join join) {
        BoardDefinition daily = shipped("blitz-daily");
        BoardDefinition board =
                new BoardDefinition(
                        "b",
                        Feed.ARENA,
                        List.of("*"),
                        daily.fields(),
                        join,
                        daily.reset(),
                        10,
                        60_000,
                        List.of());
        Random random = new Random(SEED);
        for (int round = 0; round < 200; round++) {
            List<BoardResult> results = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                results.add(
                        BoardResult.of(
                                "room-" + i,
                                "arena.blitz",
                                ms("2026-11-23T10:00:00Z") + random.nextInt(3),
                                Map.of(
                                        "eliminations", (long) random.nextInt(2),
                                        "damageDealt", (long) random.nextInt(2),
                                        "wins", (long) random.nextInt(2))));
            }
            BoardRow one = joined(board, results);
            Collections.shuffle(results, random);
            assertEquals(one, joined(board, results), join + ", round " + round);
            assertEquals(6, one.statistics().get(Feed.PLAYED));
            assertEquals(6, one.version());
        }
    }

    private static BoardRow joined(BoardDefinition board, List<BoardResult> results) {
        BoardRow row = BoardRow.none("b", "s", ANN);
        for (BoardResult result : results) {
            row = board.joined(row, ANN, result);
        }
        return row;
    }

    @Test
    void aSumIsReachedByTheLastMatchThatMovedIt() {
        BoardDefinition board = shipped("blitz");
        BoardResult won = BoardResult.of("r1", "arena.blitz", 50, Map.of("wins", 1L));
        BoardResult lost = BoardResult.of("r2", "arena.blitz", 90, Map.of("wins", 0L));

        assertEquals(50, joined(board, List.of(won, lost)).reachedAtMs());
        assertEquals(50, joined(board, List.of(lost, won)).reachedAtMs());
    }

    @Test
    void aMatchBelongsToTheSeasonInWhichItEnded() {
        BoardDefinition weekly = shipped("blitz-weekly");
        Season season = weekly.season(ms("2026-11-29T23:59:59.999Z"));

        assertEquals("20261123T0000Z", season.id());
        assertEquals(ms("2026-11-30T00:00:00Z"), season.endMs());
        assertEquals("20261130T0000Z", weekly.season(season.endMs()).id());
        assertEquals(Optional.of(season), weekly.season("20261123T0000Z"));
        assertEquals(Optional.empty(), weekly.season("20261124T0000Z"), "a Tuesday");
        assertEquals(Optional.empty(), weekly.season("20261323T0000Z"));
        assertEquals(Optional.empty(), weekly.season("all"));
        assertEquals(Optional.of(Season.ALL_TIME), shipped("blitz").season("all"));
        assertEquals(Optional.empty(), shipped("blitz").season("20261123T0000Z"));
    }

    @Test
    void whatIsSettledAfterTheGraceIsRecordedApart() {
        BoardDefinition weekly = shipped("blitz-weekly");
        Season season = weekly.season("20261123T0000Z").orElseThrow();
        long end = season.endMs() + weekly.graceMs();

        assertEquals("20261123T0000Z", weekly.recordedIn(season, end - 1));
        assertEquals("20261123T0000Z-late", weekly.recordedIn(season, end));
        assertFalse(weekly.due(season, end + BoardDefinition.SETTLING_MS - 1));
        assertTrue(weekly.due(season, end + BoardDefinition.SETTLING_MS));
        assertFalse(shipped("blitz").due(Season.ALL_TIME, Long.MAX_VALUE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"b\"|\"B\"|name",
                "\"arena\"|\"chess\"|feed",
                "\"arena.blitz\"|\"party.robots\"|games",
                "[\"arena.blitz\"]|[]|games",
                "\"wins\"|\"luck\"|fields.name",
                "\"max\": 9|\"max\": 0|max",
                "\"max\": 9|\"max\": 9007199254740992|max",
                "descending|sideways|direction",
                "\"sum\"|\"mean\"|join",
                "\"UTC\"|\"Atlantis\"|zone",
                "0 0 * * *|0 0 30 2 *|day of month",
                "\"size\": 10|\"size\": 10001|size",
                "\"graceMinutes\": 5|\"graceMinutes\": 0|graceMinutes",
                "\"to\": 1|\"to\": 11|rewards.to",
                "\"from\": 1|\"from\": 0|from",
                "\"amount\": 5|\"amount\": 0|amount",
                "\"size\"|\"sise\"|sise is unknown",
                "\"wins\", \"max\": 9|\"wins\", \"per\": \"luck\", \"max\": 9|fields.per",
                "\"size\": 10|\"size\": 1.5|size",
            })
    void whatIsWrongIsNamed(String right, String wrong, String named) {
        assertEquals(1, parse(BOARD).all().size());
        assertTrue(BOARD.contains(right), right);

        IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class, () -> parse(BOARD.replace(right, wrong)));

        assertTrue(String.valueOf(refused.getMessage()).contains(named), refused.getMessage());
    }

    @Test
    void fieldsThatDoNotFitIntoOneDoubleAreRefused() {
        String two =
                BOARD.replace(
                        "\"direction\": \"descending\"}]",
                        "\"direction\": \"descending\"}, {\"name\": \"eliminations\","
                                + "\"max\": 900719925474100, \"direction\": \"descending\"}]");

        assertThrows(IllegalArgumentException.class, () -> parse(two));
        assertEquals(1, parse(two.replace("900719925474100", "900719925474098")).all().size());
    }

    @Test
    void theSameNameTwiceIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> parse(BOARD + "," + BOARD));
    }
}
