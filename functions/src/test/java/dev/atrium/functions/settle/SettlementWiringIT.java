package dev.atrium.functions.settle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.atrium.archive.FolderArchive;
import dev.atrium.functions.edge.LocalFunctions;
import dev.atrium.identity.KeyFolder;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.schema.PlayerRow;
import dev.atrium.schema.Tables;

import org.junit.jupiter.api.Test;

import java.util.List;

class SettlementWiringIT {
    private static final String ROOM = "77aa".repeat(8);

    @Test
    void aSettledMatchStandsOnTheLeaderboard() {
        try (LocalFunctions local = LocalFunctions.open()) {
            PlayedMatch match = PlayedMatch.of(ROOM, 3, "p-ann", "p-ben");
            match.archive(new FolderArchive(local.archiveFolder()));
            new KeyFolder(local.keyFolder()).publish(KeyFolder.OUTCOMES);
            OutcomeRow row = match.signed(new KeyFolder(local.keyFolder()).key(KeyFolder.OUTCOMES));
            local.stores()
                    .table(Tables.ROOMS)
                    .putItem(PlayedMatch.finished(row, match.outcome().game()));
            for (String player : List.of("p-ann", "p-ben")) {
                local.stores()
                        .table(Tables.PLAYERS)
                        .putItem(new PlayerRow(player, player, "owl", "guest", 5, 0, 0, 0, 0, 0));
            }

            assertEquals(
                    List.of(),
                    SettlementStage.settle(new SettlementHandler(local.functions()), row));

            LocalFunctions.Response board =
                    local.http(
                            "GET /leaderboards/{board}",
                            event -> event.withObject("/pathParameters").put("board", "blitz"));
            assertEquals(200, board.status(), board.body().toString());
            assertEquals(2, board.body().path("entries").size());
            assertEquals(1, board.body().path("entries").get(0).path("played").asInt());
        }
    }
}
