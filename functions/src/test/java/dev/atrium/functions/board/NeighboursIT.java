package dev.atrium.functions.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.functions.edge.LocalFunctions;
import dev.atrium.functions.edge.LocalFunctions.Response;
import dev.atrium.functions.settle.RankedPlayer;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;

class NeighboursIT {
    @AutoClose private final LocalFunctions local = LocalFunctions.open();

    private void rank(int number, long score) {
        RankedPlayer.show(
                local.stores(),
                "blitz",
                RankedPlayer.row("blitz", "all", player(number), score, 4));
    }

    private static List<String> ids(Response page) {
        List<String> ids = new ArrayList<>();
        page.body().path("entries").forEach(e -> ids.add(e.path("playerId").asText()));
        return ids;
    }

    private Response after(Response page) {
        return local.http(
                "GET /leaderboards/{board}",
                event -> {
                    event.withObject("/pathParameters").put("board", "blitz");
                    event.withObject("/queryStringParameters")
                            .put("cursor", page.body().path("next").asText());
                });
    }

    private static String player(int number) {
        return "p-%024x".formatted(number);
    }

    private Response around(String board, String playerId, String around) {
        return local.http(
                "GET /leaderboards/{board}/players/{id}",
                event -> {
                    event.withObject("/pathParameters").put("board", board).put("id", playerId);
                    if (!around.isEmpty()) {
                        event.withObject("/queryStringParameters").put("around", around);
                    }
                });
    }

    @Test
    void somebodyIsShownAmongHisNeighbours() {
        for (int i = 1; i <= 20; i++) {
            rank(i, 1_000 - i);
        }

        Response middle = around("blitz", player(10), "2");
        assertEquals(
                List.of(player(8), player(9), player(10), player(11), player(12)), ids(middle));
        assertEquals(8, middle.body().path("entries").path(0).path("rank").asInt());
        assertEquals(player(13), ids(after(middle)).getFirst());

        assertEquals(List.of(player(1), player(2)), ids(around("blitz", player(1), "1")));
        Response last = around("blitz", player(20), "1");
        assertEquals(List.of(player(19), player(20)), ids(last));
        assertTrue(last.body().path("next").isNull());
        assertEquals(List.of(player(7)), ids(around("blitz", player(7), "0")));
        assertEquals(11, ids(around("blitz", player(10), "")).size());
    }

    @ParameterizedTest
    @CsvSource({
        "chess,000000000000000000000001,5,not-found",
        "blitz,00000000000000000000ffff,5,not-found",
        "blitz,x,5,not-found",
        "blitz,000000000000000000000001,50,out-of-range",
        "blitz,000000000000000000000001,-1,out-of-range",
        "blitz,000000000000000000000001,all,invalid-field",
    })
    void neighboursThatCannotBeShownAreRefused(
            String board, String player, String around, String code) {
        rank(1, 7);

        assertEquals(code, around(board, "p-" + player, around).code());
    }
}
