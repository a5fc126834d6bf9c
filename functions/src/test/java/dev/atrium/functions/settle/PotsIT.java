package dev.atrium.functions.settle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.escrow.Escrow;
import dev.atrium.escrow.EscrowState;
import dev.atrium.functions.edge.LocalFunctions;
import dev.atrium.identity.KeyFolder;
import dev.atrium.identity.SigningKey;
import dev.atrium.room.SeatPlan;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.vrf.VrfSecretKey;
import dev.atrium.wire.Json;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Pots: paid by what is proven, given back for what is void, and by nothing else. */
class PotsIT {
    private static final String ROOM = PotStage.ROOM;
    private static final PlayedMatch MATCH = PotStage.MATCH;

    @AutoClose private final PotStage stage = PotStage.open();
    private final LocalFunctions local = stage.local;
    private final Escrow escrow = stage.escrow;
    private final SettlementHandler settlement = stage.settlement;
    private final VoidRoomsHandler refunds = new VoidRoomsHandler(local.functions());

    @Test
    void theWinnerHasThePotTheShareOfTheHouseIsKeptAndWhoDidNotPlayHasHisEntryBack()
            throws Exception {
        OutcomeRow row = stage.finished(MATCH.outcome());

        assertEquals(List.of(), SettlementStage.settle(settlement, row));

        // 600 of two who played: 570 to the winner, 18 and 12 to house and burn.
        assertEquals(1_000 - 300 + 570, escrow.balance(PotStage.winner()));
        String loser = PotStage.winner().equals("p-ann") ? "p-ben" : "p-ann";
        assertEquals(700, escrow.balance(loser));
        assertEquals(1_000, escrow.balance("p-cat"), "he left before it began");
        assertEquals(EscrowState.PAID, escrow.find(ROOM).orElseThrow().state());

        assertEquals(List.of(), SettlementStage.settle(settlement, row));
        assertEquals(1_270, escrow.balance(PotStage.winner()), "once");
        JsonNode stakes = match().path("stakes");
        assertEquals("paid", stakes.path("state").asText());
        assertEquals(600, stakes.path("pot").asLong());
        assertEquals(3, stakes.path("entries").size());
        assertEquals(570, stakes.path("payouts").path("players").get(0).path("amount").asLong());
        assertEquals(18, stakes.path("payouts").path("platform").asLong());
        assertEquals(12, stakes.path("payouts").path("burn").asLong());
    }

    private JsonNode match() {
        LocalFunctions.Response answer =
                local.http(
                        "GET /matches/{roomId}",
                        event -> event.withObject("/pathParameters").put("roomId", ROOM));
        assertEquals(200, answer.status(), answer.body().toString());
        return answer.body();
    }

    @Test
    void forAnOutcomeThatIsNotProvenNothingIsPaid() throws Exception {
        OutcomeRow row = stage.finishedWithALie();

        assertEquals("finished", match().path("state").asText());

        assertEquals(List.of(), SettlementStage.settle(settlement, row));

        assertEquals("disputed", match().path("state").asText());
        assertEquals(EscrowState.OPEN, escrow.find(ROOM).orElseThrow().state());
        assertEquals(900, escrow.find(ROOM).orElseThrow().balance());
        for (String player : List.of("p-ann", "p-ben", "p-cat")) {
            assertEquals(700, escrow.balance(player));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void forASeedThatNobodyDrewNothingIsPaidWhetherAKeyIsPublishedOrNot(boolean published)
            throws Exception {
        if (!published) {
            Files.delete(stage.seedsFile());
        }
        PlayedMatch random = PlayedMatch.of(ROOM, 1, "p-ann", "p-ben");
        random.archive(local.functions().archive());
        SettlementStage.settle(settlement, stage.finished(random.outcome()));
        assertEquals("seed-random", refusal());
        assertEquals(900, escrow.find(ROOM).orElseThrow().balance());
    }

    /** Nobody told of any, or of others. */
    @ParameterizedTest
    @ValueSource(ints = {0, 32})
    void forADrawWithOtherNoncesThanPlayersHadToldOfNothingIsPaid(int bytes) throws Exception {
        String other = "00".repeat(bytes);
        OutcomeRow row = stage.finished(MATCH.outcome(), seat -> SeatPlan.of(seat.seat(), other));
        SettlementStage.settle(settlement, row);
        assertEquals("nonce-mismatch", refusal());
        assertEquals(900, escrow.find(ROOM).orElseThrow().balance());
    }

    private String refusal() {
        return book().refusal(ROOM).orElseThrow().reason();
    }

    @Test
    void whileNoKeyOfSeedsIsPublishedNothingIsPaidHoweverWellASeedIsProven() throws Exception {
        OutcomeRow row = stage.finished(MATCH.outcome());
        Files.delete(stage.seedsFile());

        assertEquals(List.of("seq-0"), SettlementStage.settle(settlement, row), "it comes again");
        assertEquals(EscrowState.OPEN, escrow.find(ROOM).orElseThrow().state());
        assertEquals(Optional.empty(), book().refusal(ROOM));

        stage.publishSeeds(PotStage.SEEDS);
        assertEquals(List.of(), SettlementStage.settle(settlement, row));
        assertEquals(EscrowState.PAID, escrow.find(ROOM).orElseThrow().state());
    }

    @Test
    void forASeedThatAForeignKeyDrewNothingIsPaidWhetherOursIsPublishedOrNot() throws Exception {
        PlayedMatch foreign = PlayedMatch.drawn(VrfSecretKey.generate(), ROOM, "p-ann", "p-ben");
        foreign.archive(local.functions().archive());
        OutcomeRow row = stage.finished(foreign.outcome());
        Files.delete(stage.seedsFile());

        assertEquals(List.of("seq-0"), SettlementStage.settle(settlement, row));
        assertEquals(900, escrow.find(ROOM).orElseThrow().balance());

        stage.publishSeeds(PotStage.SEEDS);
        assertEquals(List.of(), SettlementStage.settle(settlement, row));
        assertEquals("seed-key-differs", refusal());
        assertEquals(900, escrow.find(ROOM).orElseThrow().balance());
    }

    @Test
    void whatWasDrawnAndSignedWithKeysThatWereReplacedIsPaid() throws Exception {
        OutcomeRow row = stage.finished(MATCH.outcome());
        Path keys = local.keyFolder();
        KeyFolder folder = new KeyFolder(keys);
        Files.delete(keys.resolve("outcomes.key"));
        for (String purpose : List.of(KeyFolder.OUTCOMES, KeyFolder.VRF)) {
            folder.publish(purpose);
        }

        assertEquals(List.of(), SettlementStage.settle(settlement, row));

        assertEquals(EscrowState.PAID, escrow.find(ROOM).orElseThrow().state());
        assertEquals(1_270, escrow.balance(PotStage.winner()));
    }

    @Test
    void whatIsSignedWithAKeyThatIsPublishedWhileAProcessLivesIsPaid() throws Exception {
        PlayedMatch free = PlayedMatch.drawn(PotStage.SEEDS, "e".repeat(32), "p-ann", "p-ben");
        free.archive(local.functions().archive());
        SettlementStage.settle(settlement, stage.finished(free.outcome()));
        Path keys = local.keyFolder();
        Files.delete(keys.resolve("outcomes.key"));
        new KeyFolder(keys).publish(KeyFolder.OUTCOMES);
        SigningKey next = new KeyFolder(keys).key(KeyFolder.OUTCOMES);

        OutcomeRow row = stage.finished(MATCH.outcome(), next);
        assertEquals(List.of(), SettlementStage.settle(settlement, row));

        assertEquals(EscrowState.PAID, escrow.find(ROOM).orElseThrow().state());
    }

    private SettlementBook book() {
        return SettlerWiring.book(local.functions());
    }

    @Test
    void ofAVoidRoomAllHaveTheirEntriesBackOnce() {
        for (int time = 0; time < 2; time++) {
            assertTrue(refund("VOID").isEmpty());
            for (String player : List.of("p-ann", "p-ben", "p-cat")) {
                assertEquals(1_000, escrow.balance(player));
            }
        }
        assertEquals(EscrowState.REFUNDED, escrow.find(ROOM).orElseThrow().state());
    }

    @Test
    void whatHappensToOtherRoomsGivesNothingBack() {
        for (String status : List.of("PLACED", "PLAYING", "FINISHED")) {
            assertTrue(refund(status).isEmpty());
        }
        assertEquals(900, escrow.find(ROOM).orElseThrow().balance());
    }

    @Test
    void aVoidRoomWithoutStakesIsNoFailure() {
        assertTrue(refund("VOID", "f".repeat(32)).isEmpty());
    }

    @Test
    void whatIsPaidOutDoesNotGoBack() throws Exception {
        SettlementStage.settle(settlement, stage.finished(MATCH.outcome()));
        assertTrue(refund("VOID").isEmpty());
        assertEquals(1_270, escrow.balance(PotStage.winner()));
    }

    private List<String> refund(String status) {
        return refund(status, ROOM);
    }

    /** The stream tells of a room that has that status now; which records failed. */
    private List<String> refund(String status, String roomId) {
        ObjectNode event = Json.mapper().createObjectNode();
        ObjectNode record = event.putArray("Records").addObject();
        record.put("eventName", "MODIFY");
        record.put("eventSource", "aws:dynamodb");
        ObjectNode change = record.putObject("dynamodb");
        change.put("SequenceNumber", "seq-1");
        ObjectNode image = change.putObject("NewImage");
        image.withObject("/roomId").put("S", roomId);
        image.withObject("/status").put("S", status);
        return SettlementStage.failures(refunds, event);
    }
}
