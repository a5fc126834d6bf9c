package dev.atrium.functions.settle;

import dev.atrium.ban.BanBook;
import dev.atrium.ban.Forfeit;
import dev.atrium.proof.Outcome;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.schema.RefundOrderRow;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.SettlementRow;
import dev.atrium.schema.Tables;
import dev.atrium.settle.Settlement;
import dev.atrium.unsettled.DeadLetterBook;
import dev.atrium.unsettled.WaitingPayouts;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.enhanced.dynamodb.model.GetItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.PutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactPutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.UpdateItemEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * What settlement has on record of rooms, whatever they played: what they ended with, whether that
 * was refused or holds, whom it bans, and that it is done. What outcomes bring their players is in
 * {@link Records}. Blocking and thread-safe; {@code SdkException} means that something may or may
 * not be written, and may be tried again.
 */
public final class SettlementBook {
    /** Steps that bring nobody anything. */
    private static final Set<String> NOT_BOOKED =
            Set.of(Settlement.HALTED, Settlement.REFUSED, Settlement.NOTIFIED);

    private final DynamoDbEnhancedClient client;
    private final DynamoDbTable<RoomRow> rooms;
    private final DynamoDbTable<SettledRoomRow> settledRooms;
    private final DynamoDbTable<RefundOrderRow> orders;
    private final DynamoDbTable<OutcomeRow> outcomes;
    private final DynamoDbTable<SettlementRow> settlements;
    private final BanBook bans;
    private final DeadLetterBook letters;
    private final WaitingPayouts waiting;

    /**
     * The tables of a deployment.
     *
     * @param prefix before every table's name
     */
    public SettlementBook(DynamoDbClient dynamo, String prefix) {
        this.client = DynamoDbEnhancedClient.builder().dynamoDbClient(dynamo).build();
        this.letters = new DeadLetterBook(dynamo, prefix);
        this.waiting = new WaitingPayouts(dynamo, prefix);
        this.rooms = Tables.ROOMS.in(client, prefix);
        this.settledRooms = SettledRoomRow.TABLE.in(client, prefix);
        this.orders = RefundOrderRow.TABLE.in(client, prefix);
        this.outcomes = Tables.OUTCOMES.in(client, prefix);
        this.settlements = Tables.SETTLEMENTS.in(client, prefix);
        this.bans = new BanBook(client, prefix);
    }

    /** Outcomes that could not be settled. */
    DeadLetterBook letters() {
        return letters;
    }

    /** Pots that are paused or held. */
    WaitingPayouts waiting() {
        return waiting;
    }

    /** The room's row, as it stands. */
    public Optional<RoomRow> room(String roomId) {
        return find(rooms, Key.builder().partitionValue(roomId).build());
    }

    /** What the room ended with, if it has ended with something. */
    public Optional<OutcomeRow> outcome(String roomId) {
        return find(outcomes, Key.builder().partitionValue(roomId).build());
    }

    /** Whether an operator has ordered that the room's stakes go back. */
    public boolean isRefundOrdered(String roomId) {
        return find(orders, Key.builder().partitionValue(roomId).build())
                .filter(order -> order.refundOrderedAtMs() > 0)
                .isPresent();
    }

    /** Why the room's outcome was refused, if it was. */
    public Optional<SettlementRow> refusal(String roomId) {
        return find(settlements, StepBook.key(roomId, Settlement.REFUSED));
    }

    /** Whether any step of the room's settlement is done that books something. */
    public boolean hasBegun(String roomId) {
        return settlements
                .query(
                        query ->
                                query.queryConditional(
                                                QueryConditional.keyEqualTo(
                                                        k -> k.partitionValue(roomId)))
                                        .consistentRead(true))
                .items()
                .stream()
                .anyMatch(row -> !NOT_BOOKED.contains(row.step()));
    }

    /**
     * Notes that nothing of the outcome is booked, ever. The first reason stays.
     *
     * @param reason a code
     * @return false if its pot is being paid by now, and nothing is noted
     */
    public boolean refuse(String roomId, String reason, long nowMs) {
        return noteUnless(
                new SettlementRow(roomId, Settlement.REFUSED, nowMs, reason), Settlement.POT);
    }

    /**
     * Takes a refusal back, since the outcome is believed after all.
     *
     * @return false if an operator has ordered that the stakes go back, and it stays refused
     */
    public boolean unrefuse(String roomId) {
        Expression notOrdered =
                Expression.builder()
                        .expression(
                                "attribute_not_exists(refundOrderedAtMs)"
                                        + " OR refundOrderedAtMs = :never")
                        .putExpressionValue(":never", AttributeValue.fromN("0"))
                        .build();
        try {
            client.transactWriteItems(
                    transaction ->
                            transaction
                                    .addConditionCheck(
                                            orders,
                                            ConditionCheck.builder()
                                                    .key(
                                                            Key.builder()
                                                                    .partitionValue(roomId)
                                                                    .build())
                                                    .conditionExpression(notOrdered)
                                                    .build())
                                    .addDeleteItem(
                                            settlements, StepBook.key(roomId, Settlement.REFUSED)));
            return true;
        } catch (TransactionCanceledException e) {
            if (StepBook.FAILED.equals(e.cancellationReasons().get(0).code())) {
                return false;
            }
            throw e;
        }
    }

    /** Whether the players were told of it. */
    boolean isTold(String roomId) {
        return find(settlements, StepBook.key(roomId, Settlement.NOTIFIED)).isPresent();
    }

    /** Notes that the players were told of it, as far as they could be. */
    void told(String roomId, long nowMs) {
        settlements.putItem(new SettlementRow(roomId, Settlement.NOTIFIED, nowMs, null));
    }

    /**
     * Notes that the room's pot is being paid, before anything of it is: from then on the outcome
     * cannot be refused any more.
     *
     * @return false if it was refused before, and nothing is noted
     */
    public boolean beginPot(String roomId, long nowMs) {
        return noteUnless(
                new SettlementRow(roomId, Settlement.POT, nowMs, null), Settlement.REFUSED);
    }

    /**
     * Notes that the settlement does not go on by itself, which keeps nobody from trying it again.
     * The first reason stays.
     *
     * @param reason a code
     */
    public void halt(String roomId, String reason, long nowMs) {
        try {
            settlements.putItem(
                    PutItemEnhancedRequest.builder(SettlementRow.class)
                            .item(new SettlementRow(roomId, Settlement.HALTED, nowMs, reason))
                            .conditionExpression(StepBook.absent("step"))
                            .build());
        } catch (ConditionalCheckFailedException e) {
            // It was noted before: that is what was wanted.
        }
    }

    /** Notes a step, unless the other was noted: of the two only one ever is. */
    private boolean noteUnless(SettlementRow note, String other) {
        try {
            client.transactWriteItems(
                    transaction ->
                            transaction
                                    .addConditionCheck(
                                            settlements,
                                            ConditionCheck.builder()
                                                    .key(StepBook.key(note.roomId(), other))
                                                    .conditionExpression(StepBook.absent("step"))
                                                    .build())
                                    .addPutItem(
                                            settlements,
                                            TransactPutItemEnhancedRequest.builder(
                                                            SettlementRow.class)
                                                    .item(note)
                                                    .conditionExpression(StepBook.absent("step"))
                                                    .build()));
            return true;
        } catch (TransactionCanceledException e) {
            List<CancellationReason> reasons = e.cancellationReasons();
            if (StepBook.FAILED.equals(reasons.get(0).code())) {
                return false;
            }
            if (StepBook.FAILED.equals(reasons.get(1).code())) {
                // It was noted before: that is what was wanted.
                return true;
            }
            throw e;
        }
    }

    /**
     * Bans whom a host took out for how he played, if it has not come to it: the forfeit of a room
     * counts once, whoever tells of it. Who left has lost the match, and nothing else.
     *
     * @param outcome proven
     * @param forfeits as its journal has them: the reason, by seat
     */
    public void banForfeits(Outcome outcome, SortedMap<Integer, String> forfeits, long nowMs) {
        forfeits.forEach(
                (index, reason) -> {
                    Outcome.OutcomeSeat seat = outcome.seat(index);
                    if (!seat.bot()) {
                        var _ =
                                bans.forfeited(
                                        new Forfeit(seat.playerId(), reason, outcome.roomId()),
                                        nowMs);
                    }
                });
    }

    /** The last step: the room is settled. Its first time stays. */
    public void close(String roomId, long nowMs) {
        Expression open =
                Expression.builder()
                        .expression("attribute_exists(roomId) AND settledAtMs = :never")
                        .putExpressionValue(":never", AttributeValue.fromN("0"))
                        .build();
        try {
            settledRooms.updateItem(
                    UpdateItemEnhancedRequest.builder(SettledRoomRow.class)
                            .item(new SettledRoomRow(roomId, nowMs))
                            .conditionExpression(open)
                            .build());
        } catch (ConditionalCheckFailedException e) {
            // Another has closed it: that is what was wanted.
        }
    }

    private static <T> Optional<T> find(DynamoDbTable<T> table, Key key) {
        @Nullable T row =
                table.getItem(
                        GetItemEnhancedRequest.builder().key(key).consistentRead(true).build());
        return Optional.ofNullable(row);
    }
}
