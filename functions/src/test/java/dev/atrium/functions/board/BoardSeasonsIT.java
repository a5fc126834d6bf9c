package dev.atrium.functions.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;

import dev.atrium.board.Season;
import dev.atrium.functions.edge.LocalFunctions;
import dev.atrium.functions.edge.LocalFunctions.Response;
import dev.atrium.functions.season.SeasonHandler;
import dev.atrium.functions.settle.RankedPlayer;
import dev.atrium.identity.UserName;
import dev.atrium.schema.AccountDeletionRow;
import dev.atrium.schema.BoardRow;
import dev.atrium.schema.Tables;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Cursors, friends and seasons over HTTP. */
class BoardSeasonsIT {
    /** Of 2026-07-21, which the clock shows. */
    private static final String WEEK = "20260720T0000Z";

    private static final String TOP = "GET /leaderboards/{board}";

    @AutoClose private final LocalFunctions local = LocalFunctions.open();

    private static String player(int number) {
        return "p-%024x".formatted(number);
    }

    private void rank(String board, String season, int number, long score, long version) {
        BoardRow row = RankedPlayer.row(board, season, player(number), score, version);
        local.stores().table(Tables.BOARDS).putItem(row);
        Season of = RankedPlayer.definition(board).season(season).orElseThrow();
        RankedPlayer.show(local.stores(), board, of, row);
    }

    private Response get(String route, String board, Map<String, String> query) {
        return local.http(
                route,
                event -> {
                    event.withObject("/pathParameters").put("board", board);
                    query.forEach(event.withObject("/queryStringParameters")::put);
                });
    }

    private static List<String> ids(Response page) {
        List<String> ids = new ArrayList<>();
        page.body().path("entries").forEach(e -> ids.add(e.path("playerId").asText()));
        return ids;
    }

    private static String next(Response page) {
        return page.body().path("next").asText();
    }

    @Test
    void whoeverMovesMeanwhileNobodyElseComesTwiceOrIsLeftOut() {
        for (int i = 1; i <= 6; i++) {
            rank("blitz", "all", i, 100 - i, 1);
        }
        Response first = get(TOP, "blitz", Map.of("limit", "3"));
        // The last who was shown falls to the end, one from below goes to the top, one is new.
        rank("blitz", "all", 3, 1, 2);
        rank("blitz", "all", 5, 500, 2);
        rank("blitz", "all", 9, 400, 1);

        Response second = get(TOP, "blitz", Map.of("limit", "3", "cursor", next(first)));

        assertEquals(List.of(player(1), player(2), player(3)), ids(first));
        assertEquals(List.of(player(4), player(6), player(3)), ids(second));
        assertEquals(5, second.body().path("entries").path(0).path("rank").asInt());
        assertTrue(second.body().path("next").isNull());
    }

    @Test
    void pagesOfEqualScoresFollowEachOther() {
        for (int i = 1; i <= 25; i++) {
            rank("blitz", "all", i, 7, 1);
        }
        List<String> read = new ArrayList<>();
        Response page = get(TOP, "blitz", Map.of("limit", "4"));
        read.addAll(ids(page));
        while (!page.body().path("next").isNull()) {
            page = get(TOP, "blitz", Map.of("limit", "4", "cursor", next(page)));
            read.addAll(ids(page));
        }
        assertEquals(25, read.size());
        assertEquals(read.stream().sorted().distinct().toList(), read);
    }

    @Test
    void cursorsOfOtherBoardsAndForgedOnesAreRefused() {
        for (int i = 1; i <= 3; i++) {
            rank("blitz", "all", i, i, 1);
            rank("blitz-weekly", WEEK, i, i, 1);
        }
        String cursor = next(get(TOP, "blitz", Map.of("limit", "1")));
        List<String> forged = new ArrayList<>(List.of("", "A", cursor + "A", "A".repeat(9_000)));
        for (int i = 0; i < cursor.length() - 1; i++) {
            char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
            forged.add(cursor.substring(0, i) + other + cursor.substring(i + 1));
            forged.add(cursor.substring(0, i));
        }

        for (String wrong : forged) {
            Response refused = get(TOP, "blitz", Map.of("cursor", wrong));
            assertEquals("invalid-field", refused.code(), wrong);
            assertEquals(400, refused.status());
        }
        assertEquals("invalid-field", get(TOP, "blitz-weekly", Map.of("cursor", cursor)).code());
        assertEquals(200, get(TOP, "blitz", Map.of("cursor", cursor)).status());
    }

    @Test
    void friendsHaveTheirRanksAmongAll() {
        for (int i = 1; i <= 9; i++) {
            rank("blitz", "all", i, 100 - i, 1);
        }
        Response friends =
                get(
                        "GET /leaderboards/{board}/friends",
                        "blitz",
                        Map.of("ids", player(7) + "," + player(2) + "," + player(77)));

        assertEquals(List.of(player(2), player(7)), ids(friends));
        assertEquals(2, friends.body().path("entries").path(0).path("rank").asInt());
        assertEquals(7, friends.body().path("entries").path(1).path("rank").asInt());
    }

    @ParameterizedTest
    @CsvSource({"'',invalid-field", "x,invalid-field", "',',invalid-field", ",missing-field"})
    void friendsThatAreNoPlayersAreRefused(String ids, String code) {
        Map<String, String> query = ids == null ? Map.of("limit", "1") : Map.of("ids", ids);
        assertEquals(code, get("GET /leaderboards/{board}/friends", "blitz", query).code());
    }

    @Test
    void moreThanAHundredFriendsAreRefused() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i <= 100; i++) {
            ids.add(player(i));
        }
        String route = "GET /leaderboards/{board}/friends";
        String all = String.join(",", ids);
        String some = String.join(",", ids.subList(0, 100));

        assertEquals("out-of-range", get(route, "blitz", Map.of("ids", all)).code());
        assertEquals(200, get(route, "blitz", Map.of("ids", some)).status());
    }

    @ParameterizedTest
    @CsvSource({"20260721T0000Z", "20270104T0000Z", "all", "x", "''"})
    void aSeasonThatThereIsNotIsNotFound(String season) {
        Response refused = get(TOP, "blitz-weekly", Map.of("season", season));

        assertEquals("not-found", refused.code());
        assertEquals(404, refused.status());
    }

    @Test
    void aSeasonThatIsOverIsReadFromItsArchive() {
        for (int i = 1; i <= 12; i++) {
            rank("blitz-weekly", WEEK, i, 100 - i, 1);
        }
        SeasonHandler schedule = new SeasonHandler(local.functions());
        schedule.handleRequest(new ScheduledEvent(), null);
        Map<String, String> asked = Map.of("season", WEEK, "limit", "5");
        Response before = get(TOP, "blitz-weekly", asked);
        local.clock().advance(Duration.ofDays(7));
        schedule.handleRequest(new ScheduledEvent(), null);
        local.stores()
                .redis()
                .del(
                        local.stores().keys().boardOrder("blitz-weekly", WEEK),
                        local.stores().keys().boardRows("blitz-weekly", WEEK));

        Response after = get(TOP, "blitz-weekly", asked);
        Response second =
                get(
                        TOP,
                        "blitz-weekly",
                        Map.of("season", WEEK, "limit", "9", "cursor", next(before)));
        Response friends =
                get(
                        "GET /leaderboards/{board}/friends",
                        "blitz-weekly",
                        Map.of("season", WEEK, "ids", player(9) + "," + player(77)));
        Response near =
                local.http(
                        "GET /leaderboards/{board}/players/{id}",
                        event -> {
                            event.withObject("/pathParameters")
                                    .put("board", "blitz-weekly")
                                    .put("id", player(6));
                            event.withObject("/queryStringParameters")
                                    .put("season", WEEK)
                                    .put("around", "1");
                        });

        assertEquals(before.body(), after.body());
        assertEquals(7, ids(second).size());
        assertEquals(player(6), ids(second).getFirst());
        assertEquals(List.of(player(5), player(6), player(7)), ids(near));
        assertEquals(List.of(player(9)), ids(friends));
        assertEquals(9, friends.body().path("entries").path(0).path("rank").asInt());
        assertEquals(List.of(), ids(get(TOP, "blitz-weekly", Map.of())), "a new one has begun");
        Response seasons = get("GET /leaderboards/{board}/seasons", "blitz-weekly", Map.of());
        assertEquals("20260727T0000Z", season(seasons, 0, "season"));
        assertEquals("open", season(seasons, 0, "state"));
        assertEquals(WEEK, season(seasons, 1, "season"));
        assertEquals("archived", season(seasons, 1, "state"), "nobody has funded the rewards");
        assertEquals("12", season(seasons, 1, "players"));
        assertEquals(64, season(seasons, 1, "archiveHash").length());
    }

    @Test
    void anArchiveDoesNotTellTheNameOfWhoIsNoMore() {
        for (int i = 1; i <= 3; i++) {
            rank("blitz-weekly", WEEK, i, 100 - i, 1);
        }
        local.clock().advance(Duration.ofDays(7));
        new SeasonHandler(local.functions()).handleRequest(new ScheduledEvent(), null);
        Map<String, String> asked = Map.of("season", WEEK);
        Response before = get(TOP, "blitz-weekly", asked);
        local.stores()
                .table(Tables.ACCOUNT_DELETIONS)
                .putItem(new AccountDeletionRow(player(2), 1, true, 2, null));

        Response after = get(TOP, "blitz-weekly", asked);

        assertEquals(List.of(player(1), player(2), player(3)), ids(after));
        assertEquals(UserName.DELETED, after.body().at("/entries/1/name").asText());
        assertEquals("Ada", before.body().at("/entries/1/name").asText());
        assertEquals(before.body().at("/entries/0"), after.body().at("/entries/0"));
        assertEquals(before.body().at("/entries/1/score"), after.body().at("/entries/1/score"));
    }

    private static String season(Response seasons, int index, String field) {
        return seasons.body().path("seasons").path(index).path(field).asText();
    }

    @Test
    void aBoardWithoutResetHasOneSeason() {
        Response seasons = get("GET /leaderboards/{board}/seasons", "party", Map.of());

        assertEquals(
                "{\"board\":\"party\",\"seasons\":[{\"season\":\"all\",\"startsAt\":0,"
                        + "\"endsAt\":null,\"state\":\"open\",\"players\":null,"
                        + "\"archiveHash\":null}]}",
                seasons.body().toString());
        assertFalse(get(TOP, "party", Map.of()).body().path("season").isTextual());
    }
}
