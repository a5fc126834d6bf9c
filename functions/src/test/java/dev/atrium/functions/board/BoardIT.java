package dev.atrium.functions.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.functions.edge.LocalFunctions;
import dev.atrium.functions.edge.LocalFunctions.Response;
import dev.atrium.functions.settle.RankedPlayer;
import dev.atrium.proof.Outcome;
import dev.atrium.proof.OutcomeDocument;
import dev.atrium.room.RoomId;
import dev.atrium.room.RoomStatus;
import dev.atrium.room.SeatPlan;
import dev.atrium.schema.BoardRow;
import dev.atrium.schema.HostRow;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.schema.PartyTotalsRow;
import dev.atrium.schema.PlayerRow;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.Tables;
import dev.atrium.wire.Json;

import io.lettuce.core.SetArgs;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

class BoardIT {
    private static final String BOARD = "GET /leaderboards/{board}";
    private static final String PLAYER = "GET /players/{id}";
    private static final String MATCH = "GET /matches/{roomId}";

    @AutoClose private final LocalFunctions local = LocalFunctions.open();

    private Response board(String board, String limit, String cursor) {
        return local.http(
                BOARD,
                event -> {
                    event.withObject("/pathParameters").put("board", board);
                    if (!limit.isEmpty()) {
                        event.withObject("/queryStringParameters").put("limit", limit);
                    }
                    if (!cursor.isEmpty()) {
                        event.withObject("/queryStringParameters").put("cursor", cursor);
                    }
                });
    }

    private Response get(String route, String parameter, String value) {
        return local.http(
                route, event -> event.withObject("/pathParameters").put(parameter, value));
    }

    private void rank(String playerId, long score) {
        RankedPlayer.show(
                local.stores(), "blitz", RankedPlayer.row("blitz", "all", playerId, score, 4));
    }

    private static List<String> ids(Response page) {
        List<String> ids = new ArrayList<>();
        page.body().path("entries").forEach(e -> ids.add(e.path("playerId").asText()));
        return ids;
    }

    @Test
    void emptyBoardIsAnEmptyList() {
        Response page = board("blitz", "", "");

        assertEquals(200, page.status());
        assertEquals(
                "{\"board\":\"blitz\",\"entries\":[],\"next\":null,\"season\":null}",
                page.body().toString());
    }

    @Test
    void bestIsFirstAndRanksCountFromOne() {
        rank("p-low", 10);
        rank("p-high", 30);
        rank("p-middle", 20);

        Response page = board("blitz", "", "");

        assertEquals(List.of("p-high", "p-middle", "p-low"), ids(page));
        assertEquals(
                "{\"rank\":1,\"playerId\":\"p-high\",\"name\":\"Ada\",\"icon\":\"owl\","
                        + "\"score\":30,\"wins\":1,\"eliminations\":2,\"played\":3}",
                page.body().path("entries").path(0).toString());
        assertTrue(page.body().path("next").isNull());
    }

    @Test
    void pagesFollowEachOtherWithoutGapAndEnd() {
        for (int i = 0; i < 45; i++) {
            rank("p-" + i, 1_000 - i);
        }

        Response first = board("blitz", "", "");
        Response second = board("blitz", "", first.body().path("next").asText());
        Response third = board("blitz", "25", second.body().path("next").asText());

        assertEquals(20, ids(first).size());
        assertEquals("p-20", ids(second).getFirst());
        assertEquals(21, second.body().path("entries").path(0).path("rank").asInt());
        assertEquals(List.of("p-40", "p-41", "p-42", "p-43", "p-44"), ids(third));
        assertTrue(third.body().path("next").isNull());
        assertEquals(45, ids(board("blitz", "100", "")).size());
    }

    @Test
    void scoreWithoutItsRowHidesNobodyElse() {
        rank("p-high", 30);
        rank("p-lost", 20);
        rank("p-low", 10);
        local.stores().redis().hdel(local.stores().keys().boardRows("blitz", "all"), "p-lost");

        Response page = board("blitz", "", "");

        assertEquals(List.of("p-high", "p-low"), ids(page));
        assertEquals(3, page.body().path("entries").path(1).path("rank").asInt());
    }

    @ParameterizedTest
    @CsvSource({
        "0,,out-of-range",
        "101,,out-of-range",
        "-1,,out-of-range",
        "many,,invalid-field",
        "1.5,,invalid-field",
        "99999999999999999999,,invalid-field",
        "20,not base64!,invalid-field",
        "20,aGVsbG8,invalid-field",
        "20,b2Zmc2V0Oi0x,invalid-field",
        "20,b2Zmc2V0Ong,invalid-field",
    })
    void badPageIsRefused(String limit, String cursor, String code) {
        Response page = board("blitz", limit, cursor == null ? "" : cursor);

        assertEquals(code, page.code());
        assertEquals(400, page.status());
    }

    @Test
    void unknownBoardIsNotFound() {
        Response page = board("chess", "", "");

        assertEquals(404, page.status());
        assertEquals("not-found", page.code());
    }

    @Test
    void playerIsShownWithHisStatistics() {
        String id = LocalFunctions.PLAYER;
        local.stores()
                .table(Tables.PLAYERS)
                .putItem(new PlayerRow(id, "Ada", "owl", "guest", 1, 5, 2, 7, 300, 5));

        Response response = get(PLAYER, "id", id);

        assertEquals(200, response.status());
        assertEquals(
                "{\"playerId\":\""
                        + id
                        + "\",\"name\":\"Ada\",\"icon\":\"owl\",\"kind\":\"guest\","
                        + "\"statistics\":{\"played\":5,\"wins\":2,\"eliminations\":7,"
                        + "\"damageDealt\":300},"
                        + "\"party\":{\"played\":0,\"wins\":0,\"totalScore\":0,"
                        + "\"averageHundredths\":0,\"roundsWon\":0,\"correctAnswers\":0,"
                        + "\"robotsIdentified\":0,\"timesFooled\":0},\"ratings\":[]}",
                response.body().toString());
    }

    @Test
    void whoPlayedPartiesIsShownWithTheirTotals() {
        String id = LocalFunctions.PLAYER;
        local.stores()
                .table(Tables.PLAYERS)
                .putItem(new PlayerRow(id, "Ada", "owl", "guest", 1, 0, 0, 0, 0, 0));
        local.stores()
                .table(Tables.PARTY_TOTALS)
                .putItem(new PartyTotalsRow(id, 3, 1, 1_000, 4, 5, 6, 7, 3));

        assertEquals(
                "{\"played\":3,\"wins\":1,\"totalScore\":1000,\"averageHundredths\":33333,"
                        + "\"roundsWon\":4,\"correctAnswers\":5,\"robotsIdentified\":6,"
                        + "\"timesFooled\":7}",
                get(PLAYER, "id", id).body().path("party").toString());
    }

    @Test
    void partyHasRowsOfItsOwnAndPagesAsTheOtherBoard() {
        rank("p-blitz", 30);
        for (int i = 1; i <= 3; i++) {
            String playerId = "p-" + i;
            BoardRow row =
                    new BoardRow(
                            BoardRow.shardOf("party", "all", playerId),
                            playerId,
                            "Ada",
                            "owl",
                            i * 10_000_000_000L + 333_333_333,
                            7,
                            "",
                            Map.of(
                                    "wins",
                                    (long) i,
                                    "totalScore",
                                    1_000L,
                                    "played",
                                    3L,
                                    "correctAnswers",
                                    5L,
                                    "robotsIdentified",
                                    6L),
                            3);
            RankedPlayer.show(local.stores(), "party", row);
        }

        Response first = board("party", "2", "");
        Response second = board("party", "2", first.body().path("next").asText());

        assertEquals(List.of("p-3", "p-2"), ids(first));
        assertEquals(List.of("p-1"), ids(second));
        assertEquals(List.of("p-blitz"), ids(board("blitz", "", "")));
        assertEquals(
                "{\"rank\":1,\"playerId\":\"p-3\",\"name\":\"Ada\",\"icon\":\"owl\","
                        + "\"score\":30333333333,\"wins\":3,\"averageHundredths\":33333,"
                        + "\"played\":3,\"correctAnswers\":5,\"robotsIdentified\":6}",
                first.body().path("entries").path(0).toString());
        assertEquals(3, second.body().path("entries").path(0).path("rank").asInt());
        assertTrue(second.body().path("next").isNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"p-ffffffffffffffffffffffff", "bot-1", "", "solana:x"})
    void unknownPlayerIsNotFound(String id) {
        Response response = get(PLAYER, "id", id);

        assertEquals(404, response.status());
        assertEquals("not-found", response.code());
    }

    private static RoomRow room(String roomId, RoomStatus status, long settledAtMs)
            throws Exception {
        List<SeatPlan> seats =
                List.of(
                        new SeatPlan(
                                0,
                                LocalFunctions.PLAYER,
                                "Ada",
                                "owl",
                                false,
                                new TreeMap<>(),
                                "ab".repeat(32)),
                        new SeatPlan(1, "bot-1", "Rex", "fox", true, new TreeMap<>(), ""));
        return new RoomRow(
                roomId,
                "arena.blitz",
                1,
                status,
                "host-1",
                1,
                Json.mapper().writeValueAsString(seats),
                1,
                0,
                null,
                null,
                settledAtMs);
    }

    private static Outcome outcome(String roomId) {
        TreeMap<String, Long> statistics = new TreeMap<>();
        statistics.put("eliminations", 3L);
        return new Outcome(
                roomId,
                "arena.blitz",
                1,
                "random",
                "00".repeat(32),
                Optional.empty(),
                List.of(
                        new Outcome.OutcomeSeat(0, LocalFunctions.PLAYER, "Ada", "owl", false),
                        new Outcome.OutcomeSeat(1, "bot-1", "Rex", "fox", true)),
                "last-standing",
                List.of(
                        new Outcome.OutcomePlace(1, 1, statistics),
                        new Outcome.OutcomePlace(0, 2, new TreeMap<>())),
                1_800,
                "cc".repeat(32),
                "dd".repeat(32),
                1,
                2,
                "test");
    }

    @Test
    void matchThatPlaysHasPlayersAndNoResult() throws Exception {
        String roomId = RoomId.draw().value();
        local.stores().table(Tables.ROOMS).putItem(room(roomId, RoomStatus.PLAYING, 0));

        Response response = get(MATCH, "roomId", roomId);

        assertEquals(200, response.status());
        JsonNode match = response.body();
        assertEquals("playing", match.path("status").asText());
        assertEquals(
                "{\"seat\":1,\"playerId\":\"bot-1\",\"name\":\"Rex\",\"icon\":\"fox\","
                        + "\"bot\":true}",
                match.path("players").path(1).toString());
        assertFalse(match.toString().contains("abab"), "the hash of a nonce is nobody's business");
        for (String later :
                List.of("standings", "ticks", "outcomeHash", "journalHash", "stateHash")) {
            assertTrue(match.path(later).isNull(), later);
        }
        assertFalse(match.path("settled").asBoolean());
        assertEquals(1, match.path("epoch").asLong());
        assertTrue(match.path("direct").isNull(), "its host has no row");
    }

    @Test
    void matchThatPlaysIsFoundAtItsHost() throws Exception {
        String roomId = RoomId.draw().value();
        String url = "wss://host-1.example/play";
        local.stores()
                .table(Tables.HOSTS)
                .putItem(
                        new HostRow("host-1", "local", url, "", "", List.of(), 10, 1, false, 1, 0));
        local.stores().table(Tables.ROOMS).putItem(room(roomId, RoomStatus.PLAYING, 0));
        assertEquals(url, get(MATCH, "roomId", roomId).body().path("direct").asText());

        local.stores().table(Tables.ROOMS).putItem(room(roomId, RoomStatus.VOID, 0));
        assertTrue(get(MATCH, "roomId", roomId).body().path("direct").isNull());
    }

    @ParameterizedTest
    @CsvSource({"1600,", "1249,1399", "300,450", ",150"})
    void whoseHostIsSilentIsToldWhenToAskAgain(@Nullable Long leftMs, @Nullable Long atLeast)
            throws Exception {
        String roomId = RoomId.draw().value();
        String key = local.stores().keys().hostAlive("host-1");
        if (leftMs != null) {
            local.stores().redis().set(key, "1", SetArgs.Builder.px(leftMs));
        }
        local.stores().table(Tables.ROOMS).putItem(room(roomId, RoomStatus.PLAYING, 0));

        JsonNode told = get(MATCH, "roomId", roomId).body().path("retryAfterMs");

        if (atLeast == null) {
            assertTrue(told.isNull(), told.toString());
        } else {
            // What was left may have become less since.
            assertTrue(told.asLong() >= Math.max(150, atLeast - 250), told.toString());
            assertTrue(told.asLong() < atLeast + 500, told.toString());
        }
    }

    @Test
    void matchOfAnEndedRoomSaysNothingOfItsHost() throws Exception {
        String roomId = RoomId.draw().value();
        local.stores().table(Tables.ROOMS).putItem(room(roomId, RoomStatus.VOID, 0));

        assertTrue(get(MATCH, "roomId", roomId).body().path("retryAfterMs").isNull());
    }

    @Test
    void matchThatIsSettledShowsItsOutcome() throws Exception {
        String roomId = RoomId.draw().value();
        OutcomeDocument document = OutcomeDocument.of(outcome(roomId));
        local.stores().table(Tables.ROOMS).putItem(room(roomId, RoomStatus.FINISHED, 9));
        local.stores()
                .table(Tables.OUTCOMES)
                .putItem(new OutcomeRow(roomId, document.text(), "key", "signature"));

        JsonNode match = get(MATCH, "roomId", roomId).body();

        assertEquals("finished", match.path("status").asText());
        assertEquals(1_800, match.path("ticks").asLong());
        assertEquals(document.hash().hex(), match.path("outcomeHash").asText());
        assertEquals("cc".repeat(32), match.path("journalHash").asText());
        assertEquals("dd".repeat(32), match.path("stateHash").asText());
        assertTrue(match.path("settled").asBoolean());
        assertEquals(
                "{\"seat\":1,\"playerId\":\"bot-1\",\"name\":\"Rex\",\"place\":1,"
                        + "\"statistics\":{\"eliminations\":3}}",
                match.path("standings").path(0).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "0123456789abcdef0123456789abcdef", "../rooms"})
    void unknownMatchIsNotFound(String roomId) {
        Response response = get(MATCH, "roomId", roomId);

        assertEquals(404, response.status());
        assertEquals("room-not-found", response.code());
    }

    @Test
    void rowThatCannotBeReadIsOurFaultAndSaysNothingMore() throws Exception {
        String roomId = RoomId.draw().value();
        RoomRow room = room(roomId, RoomStatus.FINISHED, 0);
        local.stores().table(Tables.ROOMS).putItem(room);
        local.stores()
                .table(Tables.OUTCOMES)
                .putItem(new OutcomeRow(roomId, "{}", "key", "signature"));

        Response response = get(MATCH, "roomId", roomId);

        assertEquals(500, response.status());
        assertEquals("internal", response.code());
        assertEquals("Something went wrong on our side.", response.body().path("detail").asText());
    }
}
