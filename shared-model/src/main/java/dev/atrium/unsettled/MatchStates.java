package dev.atrium.unsettled;

import dev.atrium.escrow.EscrowState;
import dev.atrium.room.RoomStatus;
import dev.atrium.schema.EscrowRow;
import dev.atrium.schema.RefundOrderRow;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.SettlementRow;
import dev.atrium.schema.Tables;
import dev.atrium.settle.MatchFacts;
import dev.atrium.settle.MatchState;
import dev.atrium.settle.Settlement;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.util.Optional;

/**
 * Reads what the state of a match follows from, for whoever asks. Blocking, thread-safe; reads are
 * consistent, each for itself.
 */
public final class MatchStates {
    private final DynamoDbTable<EscrowRow> escrows;
    private final DynamoDbTable<SettlementRow> settlements;
    private final DynamoDbTable<RefundOrderRow> orders;
    private final DeadLetterBook letters;

    /** Those of a deployment. */
    public MatchStates(DynamoDbClient client, String tablePrefix) {
        DynamoDbEnhancedClient enhanced =
                DynamoDbEnhancedClient.builder().dynamoDbClient(client).build();
        this.escrows = Tables.ESCROWS.in(enhanced, tablePrefix);
        this.settlements = Tables.SETTLEMENTS.in(enhanced, tablePrefix);
        this.orders = RefundOrderRow.TABLE.in(enhanced, tablePrefix);
        this.letters = new DeadLetterBook(client, tablePrefix);
    }

    /**
     * The state of a match.
     *
     * @param room its row as it was read
     */
    public MatchState of(RoomRow room) {
        return MatchState.of(facts(room));
    }

    private MatchFacts facts(RoomRow room) {
        boolean settled = room.settledAtMs() > 0;
        boolean asked = room.status() == RoomStatus.FINISHED && !settled;
        MatchFacts.SettlementFacts settlement =
                asked
                        ? settlement(room.roomId())
                        : new MatchFacts.SettlementFacts(settled, false, false, false);
        return new MatchFacts(
                Optional.of(room.status()), room.epoch() > 0, escrow(room.roomId()), settlement);
    }

    private Optional<EscrowState> escrow(String roomId) {
        return find(escrows, Key.builder().partitionValue(roomId).build())
                .map(row -> EscrowState.valueOf(row.escrowState()));
    }

    private MatchFacts.SettlementFacts settlement(String roomId) {
        boolean ordered =
                find(orders, Key.builder().partitionValue(roomId).build())
                        .filter(order -> order.refundOrderedAtMs() > 0)
                        .isPresent();
        // Whoever gives back closes the letter, and what was halted stays so.
        boolean waits = isDone(roomId, Settlement.HALTED) || letters.isKnown(roomId);
        return new MatchFacts.SettlementFacts(
                false, isDone(roomId, Settlement.REFUSED), waits, ordered);
    }

    private boolean isDone(String roomId, String step) {
        return find(settlements, Key.builder().partitionValue(roomId).sortValue(step).build())
                .isPresent();
    }

    private static <T> Optional<T> find(DynamoDbTable<T> table, Key key) {
        @Nullable T row = table.getItem(get -> get.key(key).consistentRead(true));
        return Optional.ofNullable(row);
    }
}
