package dev.atrium.functions.board;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.atrium.functions.edge.LocalFunctions;
import dev.atrium.rating.Rating;
import dev.atrium.schema.PlayerRow;
import dev.atrium.schema.RatingRow;
import dev.atrium.schema.Tables;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import java.time.Duration;

/** The ratings in {@code GET /players/{id}}. */
class PlayerRatingsIT {
    @AutoClose private final LocalFunctions local = LocalFunctions.open();

    private void rated(String ladder, Rating rating) {
        long now = local.clock().millis();
        local.stores()
                .table(Tables.RATINGS)
                .putItem(
                        RatingRow.none(LocalFunctions.PLAYER, ladder, rating, now)
                                .after(rating, now));
    }

    private String ratings() {
        return local.http(
                        "GET /players/{id}",
                        event ->
                                event.withObject("/pathParameters")
                                        .put("id", LocalFunctions.PLAYER))
                .body()
                .path("ratings")
                .toString();
    }

    @Test
    void eachLadderOfAPlayerIsShownAsOfNow() {
        local.stores()
                .table(Tables.PLAYERS)
                .putItem(
                        new PlayerRow(
                                LocalFunctions.PLAYER, "Ada", "owl", "guest", 1, 0, 0, 0, 0, 0));
        assertEquals("[]", ratings());

        rated("party", new Rating(2_000, 100, 0));
        rated("arena.blitz.duel", new Rating(1_612.5, 80.25, 0.06));

        assertEquals(shown(1_452, 81, 1_700, 100), ratings());

        local.clock().advance(Duration.ofDays(48));
        assertEquals(shown(1_396, 108, 1_400, 200), ratings());
    }

    private static String shown(int duel, int duelDoubt, int party, int partyDoubt) {
        return "[{\"ladder\":\"arena.blitz.duel\",\"rating\":%d,\"uncertainty\":%d,\"games\":1},"
                        .formatted(duel, duelDoubt)
                + "{\"ladder\":\"party\",\"rating\":%d,\"uncertainty\":%d,\"games\":1}]"
                        .formatted(party, partyDoubt);
    }
}
