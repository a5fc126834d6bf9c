package dev.atrium.functions.settle;

import dev.atrium.board.BoardResult;
import dev.atrium.proof.Outcome;
import dev.atrium.proof.OutcomeProof;
import dev.atrium.schema.MatchRow;
import dev.atrium.schema.PlayerRow;
import dev.atrium.schema.Tables;
import dev.atrium.settle.Gain;
import dev.atrium.settle.Settlement;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactUpdateItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.List;
import java.util.Map;

/**
 * The arena's records: each player's statistics and his rows on the boards of the arena if the game
 * is ranked, and the match in his history anyway.
 */
final class ArenaRecords implements Records {
    private final StepBook steps;
    private final DynamoDbTable<PlayerRow> players;
    private final DynamoDbTable<StatisticsRow> statistics;
    private final DynamoDbTable<MatchRow> matches;
    private final BoardBook boards;

    ArenaRecords(DynamoDbEnhancedClient client, String prefix, BoardBook boards) {
        this.steps = new StepBook(client, prefix);
        this.players = Tables.PLAYERS.in(client, prefix);
        this.statistics = StatisticsRow.TABLE.in(client, prefix);
        this.matches = Tables.MATCHES.in(client, prefix);
        this.boards = boards;
    }

    @Override
    public List<Step> steps(Outcome outcome, OutcomeProof.Result.Proven proven) {
        Settlement settlement = Settlement.of(outcome, proven.game().ranking());
        return settlement.gains().stream().map(gain -> step(settlement, gain)).toList();
    }

    /**
     * Books what a player gained: marker and history, and in a ranked game statistics and board
     * row, all or nothing; then shows him.
     */
    private Step step(Settlement settlement, Gain gain) {
        return nowMs -> {
            Booking booking =
                    steps.book(
                            settlement.roomId(),
                            settlement.step(gain),
                            nowMs,
                            transaction -> add(transaction, settlement, gain, nowMs));
            if (booking == Booking.DONE && settlement.ranked()) {
                boards.show(gain.playerId(), result(settlement, gain));
            }
            return booking;
        };
    }

    private boolean add(
            TransactWriteItemsEnhancedRequest.Builder transaction,
            Settlement settlement,
            Gain gain,
            long nowMs) {
        @Nullable PlayerRow player =
                players.getItem(
                        get ->
                                get.key(key -> key.partitionValue(gain.playerId()))
                                        .consistentRead(true));
        if (player == null) {
            return false;
        }
        transaction.addPutItem(matches, gain.match(settlement));
        if (settlement.ranked()) {
            count(transaction, gain, player);
            boards.addTo(transaction, player, result(settlement, gain), nowMs);
        }
        return true;
    }

    /** What does not rank must not be in statistics either. */
    private void count(
            TransactWriteItemsEnhancedRequest.Builder transaction, Gain gain, PlayerRow before) {
        PlayerRow after = gain.addedTo(before);
        transaction.addUpdateItem(
                statistics,
                TransactUpdateItemEnhancedRequest.builder(StatisticsRow.class)
                        .item(StatisticsRow.of(after))
                        .conditionExpression(version(before.statisticsVersion()))
                        .build());
    }

    private static BoardResult result(Settlement settlement, Gain gain) {
        return BoardResult.of(
                settlement.roomId(),
                settlement.game(),
                settlement.finishedAtMs(),
                Map.of(
                        "wins", gain.wins(),
                        "eliminations", gain.eliminations(),
                        "damageDealt", gain.damageDealt()));
    }

    private static Expression version(long seen) {
        return Expression.builder()
                .expression("attribute_exists(playerId) AND statisticsVersion = :seen")
                .putExpressionValue(":seen", AttributeValue.fromN(Long.toString(seen)))
                .build();
    }
}
