package dev.atrium.functions.settle;

import dev.atrium.ban.BanBook;
import dev.atrium.ban.Forfeit;
import dev.atrium.board.BlitzBoard;
import dev.atrium.proof.Outcome;
import dev.atrium.schema.BoardRow;
import dev.atrium.schema.MatchRow;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.schema.PlayerRow;
import dev.atrium.schema.RefundOrderRow;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.SettlementRow;
import dev.atrium.schema.Tables;
import dev.atrium.settle.Gain;
import dev.atrium.settle.Settlement;

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
import software.amazon.awssdk.enhanced.dynamodb.model.TransactUpdateItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.UpdateItemEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The steps of settlement in DynamoDB: each with its marker in one transaction, so that it is done
 * once however often it is tried. Blocking and thread-safe; {@code SdkException} means that the
 * step may or may not be done, and may be tried again.
 */
public final class SettlementBook {
    /** Others settle the same player at the same time so often at most; then the stream retries. */
    private static final int ATTEMPTS_MAX = 20;

    private static final String FAILED = "ConditionalCheckFailed";

    private final DynamoDbEnhancedClient client;
    private final DynamoDbTable<RoomRow> rooms;
    private final DynamoDbTable<SettledRoomRow> settledRooms;
    private final DynamoDbTable<RefundOrderRow> orders;
    private final DynamoDbTable<OutcomeRow> outcomes;
    private final DynamoDbTable<SettlementRow> settlements;
    private final DynamoDbTable<PlayerRow> players;
    private final DynamoDbTable<StatisticsRow> statistics;
    private final DynamoDbTable<MatchRow> matches;
    private final DynamoDbTable<BoardRow> boards;
    private final BanBook bans;

    /**
     * The tables of a deployment.
     *
     * @param prefix before every table's name
     */
    public SettlementBook(DynamoDbEnhancedClient client, String prefix) {
        this.client = client;
        this.rooms = Tables.ROOMS.in(client, prefix);
        this.settledRooms = SettledRoomRow.TABLE.in(client, prefix);
        this.orders = RefundOrderRow.TABLE.in(client, prefix);
        this.outcomes = Tables.OUTCOMES.in(client, prefix);
        this.settlements = Tables.SETTLEMENTS.in(client, prefix);
        this.players = Tables.PLAYERS.in(client, prefix);
        this.statistics = StatisticsRow.TABLE.in(client, prefix);
        this.matches = Tables.MATCHES.in(client, prefix);
        this.boards = Tables.BOARDS.in(client, prefix);
        this.bans = new BanBook(client, prefix);
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
        return find(settlements, step(roomId, Settlement.REFUSED));
    }

    /** Whether any step of the room's settlement is done. */
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
                .anyMatch(row -> !row.step().equals(Settlement.HALTED));
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
                            .conditionExpression(absent("step"))
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
                                                    .key(step(note.roomId(), other))
                                                    .conditionExpression(absent("step"))
                                                    .build())
                                    .addPutItem(
                                            settlements,
                                            TransactPutItemEnhancedRequest.builder(
                                                            SettlementRow.class)
                                                    .item(note)
                                                    .conditionExpression(absent("step"))
                                                    .build()));
            return true;
        } catch (TransactionCanceledException e) {
            List<CancellationReason> reasons = e.cancellationReasons();
            if (FAILED.equals(reasons.get(0).code())) {
                return false;
            }
            if (FAILED.equals(reasons.get(1).code())) {
                // It was noted before: that is what was wanted.
                return true;
            }
            throw e;
        }
    }

    /** What became of a step. */
    public enum Booking {
        /** It is done, now or before. */
        DONE,
        /** There is no such player any more; nothing was booked. */
        NO_SUCH_PLAYER,
        /** The outcome was refused in the meantime; nothing was booked. */
        REFUSED
    }

    /**
     * Books what a player gained: marker and history, and in a ranked game statistics and board
     * row, all or nothing.
     *
     * @throws IllegalStateException if others were faster every time
     */
    public Booking book(Settlement settlement, Gain gain, long nowMs) {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            Key key = Key.builder().partitionValue(gain.playerId()).build();
            Optional<PlayerRow> player = find(players, key);
            if (player.isEmpty()) {
                return Booking.NO_SUCH_PLAYER;
            }
            try {
                write(settlement, gain, player.get(), nowMs);
                return Booking.DONE;
            } catch (TransactionCanceledException e) {
                List<CancellationReason> reasons = e.cancellationReasons();
                if (FAILED.equals(reasons.get(0).code())) {
                    return Booking.REFUSED;
                }
                if (FAILED.equals(reasons.get(1).code())) {
                    return Booking.DONE;
                }
                // Another match of this player is settled at the same time: read again.
            }
        }
        throw new IllegalStateException(
                "room " + settlement.roomId() + ": others write this player all the time");
    }

    private void write(Settlement settlement, Gain gain, PlayerRow before, long nowMs) {
        client.transactWriteItems(
                transaction -> {
                    transaction
                            .addConditionCheck(
                                    settlements,
                                    ConditionCheck.builder()
                                            .key(step(settlement.roomId(), Settlement.REFUSED))
                                            .conditionExpression(absent("step"))
                                            .build())
                            .addPutItem(
                                    settlements,
                                    TransactPutItemEnhancedRequest.builder(SettlementRow.class)
                                            .item(marker(settlement, gain, nowMs))
                                            .conditionExpression(absent("step"))
                                            .build())
                            .addPutItem(matches, gain.match(settlement));
                    if (settlement.ranked()) {
                        count(transaction, gain, before);
                    }
                });
    }

    /** Boards are made of statistics, so that what does not rank must not be in them either. */
    private void count(
            TransactWriteItemsEnhancedRequest.Builder transaction, Gain gain, PlayerRow before) {
        PlayerRow after = gain.addedTo(before);
        transaction
                .addUpdateItem(
                        statistics,
                        TransactUpdateItemEnhancedRequest.builder(StatisticsRow.class)
                                .item(StatisticsRow.of(after))
                                .conditionExpression(version(before.statisticsVersion()))
                                .build())
                .addPutItem(boards, BlitzBoard.row(after));
    }

    private static SettlementRow marker(Settlement settlement, Gain gain, long nowMs) {
        return new SettlementRow(settlement.roomId(), settlement.step(gain), nowMs, null);
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

    /** A player's row on a board, as it stands. */
    public Optional<BoardRow> boardRow(String board, String playerId) {
        return find(boards, Key.builder().partitionValue(board).sortValue(playerId).build());
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

    private static Key step(String roomId, String step) {
        return Key.builder().partitionValue(roomId).sortValue(step).build();
    }

    private static Expression absent(String attribute) {
        return Expression.builder()
                .expression("attribute_not_exists(#attribute)")
                .putExpressionName("#attribute", attribute)
                .build();
    }

    private static Expression version(long seen) {
        return Expression.builder()
                .expression("attribute_exists(playerId) AND statisticsVersion = :seen")
                .putExpressionValue(":seen", AttributeValue.fromN(Long.toString(seen)))
                .build();
    }
}
