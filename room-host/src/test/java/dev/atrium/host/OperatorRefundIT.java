package dev.atrium.host;

import static dev.atrium.host.OperatedDeployment.done;
import static dev.atrium.host.OperatedDeployment.refused;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.escrow.Disposal;
import dev.atrium.escrow.Escrow;
import dev.atrium.room.RoomStatus;
import dev.atrium.schema.RefundOrderRow;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.SettlementRow;
import dev.atrium.schema.Tables;
import dev.atrium.settle.Settlement;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What an operator is told who has stakes go back, and what functions hear of it. */
class OperatorRefundIT {
    private static final String PREFIX = "refunds-";

    @TempDir private static Path folder;

    private static OperatedDeployment deployment;
    private static RunningHost host;
    private static DynamoDbEnhancedClient dynamo;

    private final RunningHost.Guest ada = RunningHost.Guest.named("Ada");
    private final RunningHost.Guest ben = RunningHost.Guest.named("Ben");
    private final Escrow escrow = host.escrow();
    private final String roomId = host.placeForStakes(List.of(ada, ben), 100);

    @BeforeAll
    static void start() throws IOException {
        deployment = OperatedDeployment.start("refunds", folder, 1);
        host = deployment.first();
        dynamo =
                DynamoDbEnhancedClient.builder().dynamoDbClient(LocalStores.get().client()).build();
    }

    @AfterAll
    static void stop() {
        deployment.close();
    }

    private String refund() {
        return "/rooms/" + roomId + "/refund";
    }

    private long orderedAtMs() {
        RefundOrderRow order =
                RefundOrderRow.TABLE
                        .in(dynamo, PREFIX)
                        .getItem(get -> get.key(k -> k.partitionValue(roomId)));
        return order == null ? 0 : order.refundOrderedAtMs();
    }

    /** As a function does that hears of it. */
    private void giveBack() {
        escrow.decide(roomId, Disposal.REFUNDED);
        escrow.refund(roomId, ada.playerId());
        escrow.close(roomId);
    }

    private void pay() {
        escrow.grant(ada.playerId(), "welcome", 1_000);
        escrow.enter(roomId, ada.playerId(), 3);
    }

    /** A room that has an outcome. */
    private void finish() {
        RoomRow placed = host.room(roomId);
        Tables.ROOMS
                .in(dynamo, PREFIX)
                .putItem(placed.takenBy("host-gone").finished(7, "00".repeat(32)));
    }

    private void refuseOutcome() {
        Tables.SETTLEMENTS
                .in(dynamo, PREFIX)
                .putItem(new SettlementRow(roomId, Settlement.REFUSED, 8, "ticks-differ"));
    }

    @Test
    void aRoomThatIsVoidAlreadyIsOrderedBackUntilItIsDone() {
        pay();
        done(host, "/rooms/" + roomId + "/void");
        assertEquals(0, orderedAtMs(), "the room's own record has it done, if it is not lost");

        JsonNode answer = done(deployment.second(), refund());
        assertEquals("refunding", answer.path("code").asText());
        assertEquals("operator-void", answer.path("voidReason").asText());
        long first = orderedAtMs();
        assertTrue(first > 0, "so the table's stream tells of the room once more");
        assertEquals(RoomStatus.VOID, host.room(roomId).status());

        assertEquals("refunding", done(host, refund()).path("code").asText());
        assertTrue(orderedAtMs() >= first);

        giveBack();
        assertEquals("refunded", done(host, refund()).path("code").asText());
        assertEquals("refunded", done(host, refund()).path("code").asText());
        assertEquals(
                List.of("void ok", "refund ok", "refund ok", "refund ok", "refund ok"),
                deployment.auditOf(roomId));
    }

    @Test
    void aRoomWhoseOutcomeWasRefusedIsOrderedBack() {
        pay();
        finish();
        assertEquals("410 room-over", refused(host, refund()), "it may still be paid");
        assertEquals(0, orderedAtMs());

        refuseOutcome();
        JsonNode answer = done(host, refund());
        assertEquals("refunding", answer.path("code").asText());
        assertEquals("finished", answer.path("status").asText());
        assertEquals("ticks-differ", answer.path("refusal").asText());
        assertTrue(orderedAtMs() > 0);

        giveBack();
        assertEquals("refunded", done(host, refund()).path("code").asText());
        assertEquals(
                List.of("refund room-over", "refund ok", "refund ok"), deployment.auditOf(roomId));
    }

    @Test
    void aPotThatIsPaidDoesNotGoBack() {
        pay();
        finish();
        escrow.decide(roomId, Disposal.PAID);

        assertEquals("409 already-paid", refused(host, refund()));
        refuseOutcome();
        assertEquals("409 already-paid", refused(host, refund()), "half paid, and then refused");
        assertEquals(0, orderedAtMs());
    }

    @Test
    void aRefusedOutcomeOfARoomWithoutStakesHasNothingToGiveBack() {
        Tables.ESCROWS.in(dynamo, PREFIX).deleteItem(d -> d.key(k -> k.partitionValue(roomId)));
        finish();
        refuseOutcome();

        assertEquals("nothing-to-refund", done(host, refund()).path("code").asText());
        assertEquals(0, orderedAtMs());
    }
}
