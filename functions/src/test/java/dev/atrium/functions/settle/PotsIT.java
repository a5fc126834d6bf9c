package dev.atrium.functions.settle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.escrow.EntryTerms;
import dev.atrium.escrow.Escrow;
import dev.atrium.escrow.EscrowState;
import dev.atrium.functions.edge.LocalFunctions;
import dev.atrium.functions.edge.SeatPlans;
import dev.atrium.identity.KeyFolder;
import dev.atrium.identity.SigningKey;
import dev.atrium.proof.Outcome;
import dev.atrium.room.SeatPlan;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.schema.PlayerRow;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.Tables;
import dev.atrium.vrf.VrfSecretKey;
import dev.atrium.wire.Json;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/** Pots: paid by what is proven, given back for what is void, and by nothing else. */
class PotsIT {
    private static final String ROOM = "0123456789abcdef".repeat(2);
    private static final EntryTerms TERMS = new EntryTerms("arena.blitz", 100);
    private static final VrfSecretKey SEEDS = VrfSecretKey.generate();
    private static final PlayedMatch MATCH = PlayedMatch.drawn(SEEDS, ROOM, "p-ann", "p-ben");

    @AutoClose private final LocalFunctions local = LocalFunctions.open();
    private final Escrow escrow = local.functions().escrow();
    private final SettlementHandler settlement = new SettlementHandler(local.functions());
    private final VoidRoomsHandler refunds = new VoidRoomsHandler(local.functions());
    private SigningKey key;

    @BeforeEach
    void everybodyHasPaid() throws Exception {
        Path keys = local.functions().config().keyFolder();
        KeyFolder folder = new KeyFolder(keys);
        folder.publish(KeyFolder.OUTCOMES);
        Files.writeString(keys.resolve("vrf.pub"), SEEDS.publicKey().hex() + "\n");
        key = folder.key(KeyFolder.OUTCOMES);
        MATCH.archive(local.functions().archive());
        for (String player : List.of("p-ann", "p-ben", "p-cat")) {
            local.stores()
                    .table(Tables.PLAYERS)
                    .putItem(new PlayerRow(player, player, "owl", "guest", 5, 0, 0, 0, 0, 0));
            escrow.grant(player, "welcome", 1_000);
        }
        escrow.open(ROOM, TERMS);
        for (String player : List.of("p-ann", "p-ben", "p-cat")) {
            escrow.enter(ROOM, player, 3);
        }
    }

    private OutcomeRow finished(Outcome outcome) throws Exception {
        return finished(outcome, seat -> seat);
    }

    /** Its seats cost something, and are otherwise as that changes them. */
    private OutcomeRow finished(Outcome outcome, UnaryOperator<SeatPlan> changed) throws Exception {
        OutcomeRow row = PlayedMatch.signed(outcome, key);
        RoomRow room = PlayedMatch.finished(row, outcome.game());
        List<SeatPlan> seats =
                SeatPlans.of(room).stream()
                        .map(seat -> changed.apply(seat.with(SeatPlan.FEE, 100)))
                        .toList();
        local.stores()
                .table(Tables.ROOMS)
                .putItem(
                        new RoomRow(
                                room.roomId(),
                                room.game(),
                                room.rulesVersion(),
                                room.status(),
                                room.owner(),
                                room.epoch(),
                                Json.mapper().writeValueAsString(seats),
                                room.createdAtMs(),
                                room.finishedAtMs(),
                                room.outcomeHash(),
                                room.voidReason(),
                                room.settledAtMs()));
        local.stores().table(Tables.OUTCOMES).putItem(row);
        return row;
    }

    private static String winner() {
        return MATCH.outcome().standings().stream()
                .map(place -> MATCH.outcome().seat(place.seat()).playerId())
                .filter(player -> player.startsWith("p-"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theWinnerHasThePotTheShareOfTheHouseIsKeptAndWhoDidNotPlayHasHisEntryBack()
            throws Exception {
        OutcomeRow row = finished(MATCH.outcome());

        assertEquals(List.of(), SettlementStage.settle(settlement, row));

        // 600 of two who played: 570 to the winner, 18 and 12 to house and burn.
        assertEquals(1_000 - 300 + 570, escrow.balance(winner()));
        String loser = winner().equals("p-ann") ? "p-ben" : "p-ann";
        assertEquals(700, escrow.balance(loser));
        assertEquals(1_000, escrow.balance("p-cat"), "he left before it began");
        assertEquals(EscrowState.PAID, escrow.find(ROOM).orElseThrow().state());

        assertEquals(List.of(), SettlementStage.settle(settlement, row));
        assertEquals(1_270, escrow.balance(winner()), "once");
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
        Outcome honest = MATCH.outcome();
        Outcome tampered =
                new Outcome(
                        honest.roomId(),
                        honest.game(),
                        honest.rulesVersion(),
                        honest.seedSource(),
                        honest.seed(),
                        honest.seedProof(),
                        honest.seats(),
                        honest.reason(),
                        honest.standings().reversed(),
                        honest.ticks(),
                        honest.journalHash(),
                        honest.stateHash(),
                        honest.startedAt(),
                        honest.finishedAt(),
                        honest.hostBuild());
        OutcomeRow row = finished(tampered);

        assertEquals(List.of(), SettlementStage.settle(settlement, row));

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
            Files.delete(local.functions().config().keyFolder().resolve("vrf.pub"));
        }
        PlayedMatch random = PlayedMatch.of(ROOM, 1, "p-ann", "p-ben");
        random.archive(local.functions().archive());
        SettlementStage.settle(settlement, finished(random.outcome()));
        assertEquals("seed-random", refusal());
        assertEquals(900, escrow.find(ROOM).orElseThrow().balance());
    }

    /** Nobody told of any, or of others. */
    @ParameterizedTest
    @ValueSource(ints = {0, 32})
    void forADrawWithOtherNoncesThanPlayersHadToldOfNothingIsPaid(int bytes) throws Exception {
        String other = "00".repeat(bytes);
        OutcomeRow row = finished(MATCH.outcome(), seat -> SeatPlan.of(seat.seat(), other));
        SettlementStage.settle(settlement, row);
        assertEquals("nonce-mismatch", refusal());
        assertEquals(900, escrow.find(ROOM).orElseThrow().balance());
    }

    private String refusal() {
        SettlementBook book =
                new SettlementBook(
                        local.functions().stores().dynamo(),
                        local.functions().config().tablePrefix());
        return book.refusal(ROOM).orElseThrow().reason();
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
        SettlementStage.settle(settlement, finished(MATCH.outcome()));
        assertTrue(refund("VOID").isEmpty());
        assertEquals(1_270, escrow.balance(winner()));
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
