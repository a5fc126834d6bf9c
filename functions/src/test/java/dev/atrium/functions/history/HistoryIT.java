package dev.atrium.functions.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.functions.edge.LocalFunctions;
import dev.atrium.functions.edge.LocalFunctions.Response;
import dev.atrium.functions.edge.RateLimit;
import dev.atrium.schema.GameRow;
import dev.atrium.schema.MatchRow;
import dev.atrium.schema.PlayerGameStatsRow;
import dev.atrium.schema.PlayerRow;
import dev.atrium.schema.Tables;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class HistoryIT {
    private static final String GAME = "GET /games/{gameId}";
    private static final String GAMES = "GET /games";
    private static final String PLAYER_MATCHES = "GET /players/{id}/matches";
    private static final String PLAYER_GAMES = "GET /players/{id}/games";
    private static final String ADA = LocalFunctions.PLAYER;
    private static final long START = 1_795_150_000_000L;

    @AutoClose private final LocalFunctions local = LocalFunctions.open();

    private Response get(String route, Map<String, String> path, Map<String, String> query) {
        return local.http(
                route,
                event -> {
                    path.forEach((n, v) -> event.withObject("/pathParameters").put(n, v));
                    query.forEach((n, v) -> event.withObject("/queryStringParameters").put(n, v));
                });
    }

    private static String id(int number) {
        return "%032x".formatted(number);
    }

    private void game(int number, String code) {
        local.stores()
                .table(Tables.GAMES)
                .putItem(
                        new GameRow(
                                id(number),
                                code,
                                "8-round",
                                START + number,
                                START + number + 600_000,
                                List.of(ADA),
                                "Ada",
                                8,
                                2,
                                "completed"));
    }

    private void did(int number, String playerId, int place) {
        long at = START + number + 600_000;
        local.stores()
                .table(Tables.PLAYER_GAME_STATS)
                .putItem(
                        new PlayerGameStatsRow(
                                id(number),
                                playerId,
                                "Ada " + place,
                                900,
                                place,
                                1,
                                2,
                                3,
                                4,
                                at,
                                GameRow.at(at, id(number))));
    }

    private void ada() {
        local.stores()
                .table(Tables.PLAYERS)
                .putItem(new PlayerRow(ADA, "Ada", "owl", "guest", 1, 0, 0, 0, 0, 0));
    }

    private static List<String> ids(Response page) {
        List<String> ids = new ArrayList<>();
        page.body().path("games").forEach(game -> ids.add(game.path("gameId").asText()));
        return ids;
    }

    @Test
    void aGameIsShownWithItsPlayersBestFirst() {
        game(1, "K7QM");
        did(1, "p-b", 2);
        did(1, "p-a", 2);
        did(1, "p-c", 1);
        did(2, "p-x", 1);

        Response response = get(GAME, Map.of("gameId", id(1)), Map.of());

        assertEquals(200, response.status());
        assertEquals(
                "{\"gameId\":\""
                        + id(1)
                        + "\",\"roomCode\":\"K7QM\",\"gameMode\":\"8-round\","
                        + "\"startedAt\":1795150000001,\"completedAt\":1795150600001,"
                        + "\"winnerIds\":[\""
                        + ADA
                        + "\"],\"winner\":\"Ada\",\"rounds\":8,\"playerCount\":2,"
                        + "\"reason\":\"completed\"}",
                response.body().path("game").toString());
        JsonNode players = response.body().path("players");
        assertEquals(3, players.size());
        assertEquals("p-a", players.path(1).path("playerId").asText());
        assertEquals(
                "{\"playerId\":\"p-c\",\"playerName\":\"Ada 1\",\"placement\":1,"
                        + "\"finalScore\":900,\"roundsWon\":1,\"correctAnswers\":2,"
                        + "\"robotsIdentified\":3,\"timesFooled\":4}",
                players.path(0).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "0123456789abcdef0123456789abcdef", "../rooms"})
    void anUnknownGameIsNotFound(String gameId) {
        Response response = get(GAME, Map.of("gameId", gameId), Map.of());

        assertEquals(404, response.status());
        assertEquals("not-found", response.code());
    }

    @Test
    void gamesOfACodeAreListedNewestFirstAndPageByPage() {
        for (int i = 1; i <= 5; i++) {
            game(i, "K7QM");
        }
        game(6, "QQQQ");

        Response first = get(GAMES, Map.of(), Map.of("roomCode", "k7qm", "limit", "2"));
        Response second = after(first);
        Response third = after(second);

        assertEquals(List.of(id(5), id(4)), ids(first));
        assertEquals(List.of(id(3), id(2)), ids(second));
        assertEquals(List.of(id(1)), ids(third));
        assertTrue(third.body().path("next").isNull());
        assertEquals("K7QM", first.body().path("roomCode").asText());
        assertEquals(
                List.of(), ids(get(GAMES, Map.of(), Map.of("roomCode", "ABCD"))), "never used");
    }

    private Response after(Response page) {
        String cursor = page.body().path("next").asText();
        return get(GAMES, Map.of(), Map.of("roomCode", "K7QM", "limit", "2", "cursor", cursor));
    }

    @Test
    void aGameOfARoomWithoutACodeIsShownWithoutOne() {
        local.stores()
                .table(Tables.GAMES)
                .putItem(
                        new GameRow(
                                id(1), null, "8-round", START, START, List.of(), "", 0, 1, "x"));

        JsonNode game = get(GAME, Map.of("gameId", id(1)), Map.of()).body().path("game");

        assertTrue(game.path("roomCode").isNull());
        assertEquals(0, game.path("winnerIds").size());
    }

    @Test
    void gamesThatStartedInOneMillisecondAreAllListed() {
        for (int i = 1; i <= 3; i++) {
            local.stores()
                    .table(Tables.GAMES)
                    .putItem(
                            new GameRow(
                                    id(i), "K7QM", "8-round", START, START, List.of(), "", 0, 1,
                                    "x"));
        }

        Response first = get(GAMES, Map.of(), Map.of("roomCode", "K7QM", "limit", "2"));

        assertEquals(List.of(id(3), id(2)), ids(first));
        assertEquals(List.of(id(1)), ids(after(first)));
    }

    @ParameterizedTest
    @CsvSource({
        ",,,missing-field",
        "K7,,,invalid-field",
        "K7Q#,,,invalid-field",
        "K7QM,0,,out-of-range",
        "K7QM,101,,out-of-range",
        "K7QM,many,,invalid-field",
        "K7QM,20,not base64!,invalid-field",
        "K7QM,20,aGVsbG8,invalid-field",
    })
    void badListsAreRefused(
            @Nullable String code, @Nullable String limit, @Nullable String cursor, String why) {
        Map<String, String> query = new HashMap<>();
        if (code != null) {
            query.put("roomCode", code);
        }
        if (limit != null) {
            query.put("limit", limit);
        }
        if (cursor != null) {
            query.put("cursor", cursor);
        }

        Response response = get(GAMES, Map.of(), query);

        assertEquals(why, response.code());
        assertEquals(400, response.status());
    }

    @Test
    void gamesOfAPlayerAreListedNewestFirstAndPageByPage() {
        ada();
        for (int i = 1; i <= 3; i++) {
            did(i, ADA, i);
            did(i, "p-b", 1);
        }

        Response first = get(PLAYER_GAMES, Map.of("id", ADA), Map.of("limit", "2"));
        Response second =
                get(
                        PLAYER_GAMES,
                        Map.of("id", ADA),
                        Map.of("cursor", first.body().path("next").asText()));

        assertEquals(List.of(id(3), id(2)), ids(first));
        assertEquals(List.of(id(1)), ids(second));
        assertEquals(
                "{\"gameId\":\""
                        + id(1)
                        + "\",\"playerName\":\"Ada 1\",\"placement\":1,\"finalScore\":900,"
                        + "\"roundsWon\":1,\"correctAnswers\":2,\"robotsIdentified\":3,"
                        + "\"timesFooled\":4,\"completedAt\":1795150600001}",
                second.body().path("games").path(0).toString());
        assertTrue(second.body().path("next").isNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"p-ffffffffffffffffffffffff", "bot-1", ""})
    void gamesOfAnUnknownPlayerAreNotFound(String playerId) {
        Response response = get(PLAYER_GAMES, Map.of("id", playerId), Map.of());

        assertEquals(404, response.status());
        assertEquals("not-found", response.code());
    }

    @Test
    void whoAsksTooOftenIsToldWhenToComeAgain() {
        RateLimit.Rate rate = RateLimit.Rate.HISTORIES;
        for (int i = 0; i < rate.countMax(); i++) {
            assertEquals(404, get(GAME, Map.of("gameId", "x"), Map.of()).status());
        }

        for (String route : List.of(GAME, GAMES, PLAYER_GAMES)) {
            Response response = get(route, Map.of("gameId", "x", "id", "x"), Map.of());
            assertEquals("rate-limited", response.code(), route);
            assertEquals(429, response.status());
        }
    }

    @Test
    void gamesOfADayAreFoundByTheIndex() {
        game(1, "K7QM");
        game(2, "QQQQ");
        game(3 + 86_400_000, "K7QM");

        List<String> found =
                local
                        .stores()
                        .table(Tables.GAMES)
                        .index(Tables.GAMES_BY_DAY)
                        .query(QueryConditional.keyEqualTo(key -> key.partitionValue("2026-11-20")))
                        .stream()
                        .flatMap(page -> page.items().stream())
                        .map(GameRow::gameId)
                        .toList();

        assertEquals(List.of(id(1), id(2)), found);
    }

    @Test
    void matchesOfAPlayerComePageByPageTheNewestFirst() {
        ada();
        for (int i = 0; i < 25; i++) {
            long at = START + i;
            local.stores()
                    .table(Tables.MATCHES)
                    .putItem(
                            new MatchRow(
                                    ADA,
                                    GameRow.at(at, id(i)),
                                    id(i),
                                    "arena.blitz",
                                    3,
                                    20,
                                    7,
                                    at));
        }
        Response first = get(PLAYER_MATCHES, Map.of("id", ADA), Map.of());

        assertEquals(200, first.status());
        assertEquals(20, first.body().path("matches").size());
        JsonNode newest = first.body().at("/matches/0");
        assertEquals(id(24), newest.path("roomId").asText());
        assertEquals("arena.blitz", newest.path("game").asText());
        assertEquals(3, newest.path("place").asInt());
        assertEquals(20, newest.path("players").asInt());
        assertEquals(7, newest.path("eliminations").asInt());
        assertEquals(START + 24, newest.path("finishedAt").asLong());
        Response rest =
                get(
                        PLAYER_MATCHES,
                        Map.of("id", ADA),
                        Map.of("cursor", first.body().path("next").asText()));
        assertEquals(5, rest.body().path("matches").size());
        assertEquals(id(0), rest.body().at("/matches/4/roomId").asText());
        assertTrue(rest.body().path("next").isNull());
        assertEquals(404, get(PLAYER_MATCHES, Map.of("id", "nobody"), Map.of()).status());
        assertEquals(
                "invalid-field",
                get(PLAYER_MATCHES, Map.of("id", ADA), Map.of("cursor", "AAAA")).code());
    }
}
