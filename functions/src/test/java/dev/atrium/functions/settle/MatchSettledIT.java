package dev.atrium.functions.settle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.schema.ConnectionRow;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.schema.SettlementRow;
import dev.atrium.schema.Tables;
import dev.atrium.settle.Settlement;
import dev.atrium.wire.Json;
import dev.atrium.wire.WireException;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

/** {@code match-settled}, as it arrives at players' sockets. */
class MatchSettledIT {
    @AutoClose private final PotStage stage = PotStage.open();
    private final String winner = PotStage.winner();
    private final String loser = winner.equals("p-ann") ? "p-ben" : "p-ann";

    @BeforeEach
    void connect() {
        PotStage.PLAYERS.forEach(player -> connect(player, "c-" + player));
        connect(winner, "c-second-window");
    }

    private void connect(String player, String connectionId) {
        stage.local
                .stores()
                .table(Tables.CONNECTIONS)
                .putItem(new ConnectionRow(connectionId, player, player, "fox", 1, 0));
    }

    private List<JsonNode> heard(String connectionId) {
        return stage.local.gateway().posts(connectionId);
    }

    private static JsonNode message(String room, String state, String gain) {
        try {
            return Json.object(
                    """
                    {"type": "match-settled",
                     "data": {"roomId": "%s", "state": "%s", "gain": %s}}
                    """
                            .formatted(room, state, gain));
        } catch (WireException e) {
            throw new AssertionError(e);
        }
    }

    private void settle(OutcomeRow row) {
        assertEquals(List.of(), SettlementStage.settle(stage.settlement, row));
    }

    @Test
    void whoPlayedHearsOnceOnEachOfHisSocketsHoweverOftenItIsTold() {
        OutcomeRow row = stage.finished(PotStage.MATCH.outcome());
        for (int time = 0; time < 3; time++) {
            settle(row);
        }
        JsonNode won = message(PotStage.ROOM, "settled", "570");
        assertEquals(List.of(won), heard("c-" + winner));
        assertEquals(List.of(won), heard("c-second-window"));
        List<JsonNode> lost = heard("c-" + loser);
        assertEquals(1, lost.size());
        assertEquals("settled", lost.getFirst().at("/data/state").asText());
        assertEquals(0, lost.getFirst().at("/data/gain").asLong());
        assertEquals(List.of(), heard("c-p-cat"), "he has not played");
    }

    @Test
    void whoPlayedForNothingHearsOfNoGain() {
        String room = "5eed".repeat(8);
        PlayedMatch match =
                PlayedMatch.leftAtOnce(
                        PotStage.SEEDS, room, "p-ann", "p-ben", PlayedMatch.FINISHED_AT);
        match.archive(stage.local.functions().archive());
        settle(stage.finished(match.outcome()));

        JsonNode told = message(room, "settled", "null");
        assertEquals(List.of(told), heard("c-p-ann"));
        assertEquals(List.of(told), heard("c-p-ben"));
    }

    @Test
    void aWindowThatIsGoneKeepsItFromNobodyAndIsForgotten() {
        stage.local.gateway().hangUp("c-second-window");
        settle(stage.finished(PotStage.MATCH.outcome()));

        assertEquals(1, heard("c-" + winner).size());
        assertEquals(1, heard("c-" + loser).size());
        assertNull(
                stage.local
                        .stores()
                        .table(Tables.CONNECTIONS)
                        .getItem(get -> get.key(k -> k.partitionValue("c-second-window"))));
    }

    @Test
    void aGatewayThatFailsKeepsNoMatchFromBeingSettled() {
        stage.local.gateway().failWith(500);
        OutcomeRow row = stage.finished(PotStage.MATCH.outcome());
        settle(row);

        assertTrue(stage.roomRow().settledAtMs() > 0);
        assertEquals(1_270, stage.escrow.balance(winner));
        stage.local.gateway().failWith(0);
        settle(row);
        assertEquals(List.of(), heard("c-" + winner), "best effort: who waits asks");
    }

    @Test
    void aDisputeIsToldOnceAndSoIsThatAllWentBack() {
        OutcomeRow row = stage.finishedWithALie();
        for (int time = 0; time < 2; time++) {
            settle(row);
        }
        JsonNode disputed = message(PotStage.ROOM, "disputed", "null");
        assertEquals(List.of(disputed), heard("c-" + winner));
        assertEquals(List.of(disputed), heard("c-" + loser));

        stage.orderRefund();
        VoidRoomsHandler refunds = new VoidRoomsHandler(stage.local.functions());
        for (int time = 0; time < 2; time++) {
            assertEquals(List.of(), stage.tell(refunds));
        }
        JsonNode refunded = message(PotStage.ROOM, "refunded", "null");
        assertEquals(List.of(disputed, refunded), heard("c-" + winner));
        assertEquals(List.of(disputed, refunded), heard("c-" + loser));
    }

    @Test
    void whoDiedBeforeHeWroteThatTheyWereToldTellsThemAgain() {
        OutcomeRow row = stage.finished(PotStage.MATCH.outcome());
        settle(row);
        var _ =
                stage.local
                        .stores()
                        .table(Tables.SETTLEMENTS)
                        .deleteItem(new SettlementRow(PotStage.ROOM, Settlement.NOTIFIED, 0, null));
        settle(row);
        assertEquals(2, heard("c-" + winner).size(), "not once, but never not at all");
        settle(row);
        assertEquals(2, heard("c-" + winner).size());
    }
}
