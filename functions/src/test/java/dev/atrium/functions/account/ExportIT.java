package dev.atrium.functions.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.escrow.EntryTerms;
import dev.atrium.escrow.Rewards;
import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.LocalFunctions;
import dev.atrium.functions.edge.LocalFunctions.Response;
import dev.atrium.functions.settle.RankedPlayer;
import dev.atrium.room.RoomId;
import dev.atrium.schema.AccountRow;
import dev.atrium.schema.BanRow;
import dev.atrium.schema.BoardRow;
import dev.atrium.schema.ConnectionRow;
import dev.atrium.schema.GameRow;
import dev.atrium.schema.MatchRow;
import dev.atrium.schema.PartyTotalsRow;
import dev.atrium.schema.PlayerGameStatsRow;
import dev.atrium.schema.RatingRow;
import dev.atrium.schema.RecentQuestionsRow;
import dev.atrium.schema.Tables;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

class ExportIT {
    private static final String EXPORT = "GET /account/export";
    private static final String BOB = "p-000000000000000000000b0b";

    @AutoClose private final LocalFunctions local = LocalFunctions.open();
    private final String ada = guest();

    private String guest() {
        return local.http("POST /auth/guest", "{\"name\":\"Ada\",\"icon\":\"owl\"}")
                .body()
                .path("playerId")
                .asText();
    }

    private Response page(String playerId, String cursor) {
        return local.http(
                EXPORT,
                event -> {
                    if (!cursor.isEmpty()) {
                        event.withObject("/queryStringParameters").put("cursor", cursor);
                    }
                    event.withObject("/requestContext/authorizer/lambda")
                            .put("playerId", playerId)
                            .put("name", "Ada")
                            .put("icon", "owl")
                            .put("kind", "guest");
                });
    }

    private void match(String playerId, int number, String roomId) {
        String at = "%015d#%s".formatted(number, roomId);
        local.stores()
                .table(Tables.MATCHES)
                .putItem(new MatchRow(playerId, at, roomId, "arena.blitz", 1, 4, 2, number));
    }

    @Test
    void whoHasDoneNothingGetsOnePageWithWhatHeIs() {
        Response page = page(ada, "");

        assertEquals(200, page.status());
        assertEquals(ada, page.body().path("playerId").asText());
        assertEquals("Ada", page.body().at("/player/name").asText());
        assertEquals(local.clock().millis(), page.body().at("/player/createdAtMs").asLong());
        assertTrue(page.body().path("userName").isNull());
        assertTrue(page.body().path("next").isNull());
        assertEquals(0, page.body().path("matches").size());
    }

    @Test
    void everyTableThatHasSomethingOfHimIsInIt() {
        String roomId = RoomId.draw().value();
        local.functions().escrow().grant(ada, "welcome", 1_000);
        local.functions().escrow().open(roomId, new EntryTerms("arena.blitz", 100));
        var _ = local.functions().escrow().enter(roomId, ada, 2);
        var _ = local.functions().escrow().enter(roomId, BOB, 1);
        match(ada, 1, roomId);
        local.stores().table(Tables.BOARDS).putItem(RankedPlayer.row("blitz", "all", ada, 100, 1));
        local.stores()
                .table(Tables.RATINGS)
                .putItem(new RatingRow(ada, "arena.blitz", 7, 1, 0, 1, 1, 1));
        local.stores()
                .table(Tables.BANS)
                .putItem(new BanRow(ada, "abuse", 1, 2, 3, null, null, 1, 1));
        local.stores()
                .table(Tables.CONNECTIONS)
                .putItem(new ConnectionRow("c=", ada, "Ada", "owl", 1, 2));
        local.stores()
                .table(Tables.PARTY_TOTALS)
                .putItem(new PartyTotalsRow(ada, 1, 1, 10, 1, 1, 0, 0, 1));
        local.stores()
                .table(Tables.RECENT_QUESTIONS)
                .putItem(new RecentQuestionsRow(ada, List.of("room"), Map.of("room", "q"), 1, 2));
        String at = GameRow.at(5, "game");
        local.stores()
                .table(Tables.PLAYER_GAME_STATS)
                .putItem(new PlayerGameStatsRow("game", ada, "Ada", 9, 1, 1, 1, 0, 0, 5, at));

        JsonNode all = page(ada, "").body();

        assertEquals(800, all.path("balance").asLong());
        assertEquals("grant#welcome", all.at("/postings/0/step").asText());
        assertEquals(1_000, all.at("/postings/0/amount").asLong());
        assertEquals(roomId, all.at("/matches/0/roomId").asText());
        assertEquals(1, all.at("/matches/0/postings").size());
        assertEquals(-200, all.at("/matches/0/postings/0/amount").asLong());
        assertEquals("blitz", all.at("/boards/0/board").asText());
        assertEquals("all", all.at("/boards/0/season").asText());
        assertEquals(100, all.at("/boards/0/score").asLong());
        assertEquals("arena.blitz", all.at("/ratings/0/ladder").asText());
        assertEquals(7, all.at("/ratings/0/ratingBillionths").asLong());
        assertEquals("abuse", all.at("/ban/reason").asText());
        assertEquals(1, all.path("openConnections").asInt());
        assertEquals(10, all.at("/partyTotals/totalScore").asLong());
        assertEquals("room", all.at("/roomsOfLastQuestions/0").asText());
        assertEquals(9, all.at("/partyGames/0/finalScore").asLong());
        assertFalse(all.toString().contains(BOB), "others have no place in it");
    }

    @Test
    void whatASeasonPaidStandsWithHisPlaceInIt() {
        String week = "20260720T0000Z";
        BoardRow row = RankedPlayer.row("blitz-weekly", week, ada, 100, 1);
        local.stores().table(Tables.BOARDS).putItem(row);
        Functions functions = local.functions();
        local.stores()
                .table(Tables.ACCOUNTS)
                .putItem(new AccountRow(AccountRow.platform(ada), 500));
        Rewards rewards =
                new Rewards(
                        functions.dynamo(), functions.config().tablePrefix(), functions.clock());

        assertEquals(0, page(ada, "").body().at("/boards/0/reward").asLong(-1));
        assertEquals(Rewards.Payment.PAID, rewards.pay("blitz-weekly", week, ada, 70));
        JsonNode paid = page(ada, "").body();

        assertEquals(week, paid.at("/boards/0/season").asText());
        assertEquals(70, paid.at("/boards/0/reward").asLong());
        assertEquals(70, paid.path("balance").asLong());
    }

    @Test
    void manyMatchesComePageByPageAndEachOnce() {
        for (int i = 0; i < 60; i++) {
            match(ada, i, "%032x".formatted(i));
            match(BOB, i, "%032x".formatted(1_000 + i));
        }
        List<String> rooms = new ArrayList<>();
        String cursor = "";
        int pages = 0;
        do {
            JsonNode page = page(ada, cursor).body();
            page.path("matches").forEach(match -> rooms.add(match.path("roomId").asText()));
            assertTrue(page.path("matches").size() <= AccountExport.PAGE_ROWS);
            cursor = page.path("next").isNull() ? "" : page.path("next").asText();
            pages++;
        } while (!cursor.isEmpty() && pages < 10);

        assertEquals(3, pages);
        assertEquals(60, rooms.size());
        assertEquals(60, new HashSet<>(rooms).size());
        assertTrue(rooms.stream().allMatch(room -> Integer.parseInt(room, 16) < 1_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"!", "AAAA", "bm8", "%"})
    void cursorThatIsNoneOfOursIsRefused(String cursor) {
        assertEquals("out-of-range", page(ada, cursor).code());
        assertEquals("out-of-range", page(ada, "A".repeat(2_000)).code());
    }

    @Test
    void nobodyElsesDataIsExported() {
        assertEquals("unauthorized", local.http(EXPORT, event -> {}).code());
        assertEquals("account-deleted", page(BOB, "").code(), "there is no such player");
    }
}
