package dev.atrium.functions.settle;

import dev.atrium.board.BoardResult;
import dev.atrium.proof.Outcome;
import dev.atrium.proof.OutcomeProof;
import dev.atrium.schema.GameRow;
import dev.atrium.schema.PartyTotalsRow;
import dev.atrium.schema.PlayerGameStatsRow;
import dev.atrium.schema.PlayerRow;
import dev.atrium.schema.Tables;
import dev.atrium.settle.PartyGain;
import dev.atrium.settle.PartySettlement;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactPutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The party's records: what each player did in the game, his totals, his rows on the boards of
 * parties, how often people were right about each question, and the game itself. The game comes
 * last, so that who reads it finds its players. Of a room in which no game began nothing is kept.
 */
final class PartyRecords implements Records {
    private final StepBook steps;
    private final QuestionAccuracy questions;
    private final DynamoDbTable<PlayerRow> players;
    private final DynamoDbTable<GameRow> games;
    private final DynamoDbTable<PlayerGameStatsRow> stats;
    private final DynamoDbTable<PartyTotalsRow> totals;
    private final BoardBook boards;

    PartyRecords(
            DynamoDbEnhancedClient client,
            String prefix,
            QuestionAccuracy questions,
            BoardBook boards) {
        this.steps = new StepBook(client, prefix);
        this.questions = questions;
        this.players = Tables.PLAYERS.in(client, prefix);
        this.games = Tables.GAMES.in(client, prefix);
        this.stats = Tables.PLAYER_GAME_STATS.in(client, prefix);
        this.totals = Tables.PARTY_TOTALS.in(client, prefix);
        this.boards = boards;
    }

    @Override
    public List<Step> steps(Outcome outcome, OutcomeProof.Result.Proven proven) {
        PartySettlement settlement =
                PartySettlement.of(outcome, proven.options(), proven.history());
        if (settlement.gains().isEmpty()) {
            return List.of();
        }
        String roomId = outcome.roomId();
        List<Step> all = new ArrayList<>();
        settlement.gains().forEach(gain -> all.add(step(outcome, gain)));
        settlement
                .rounds()
                .forEach(round -> all.add(nowMs -> questions.count(roomId, round, nowMs)));
        all.add(nowMs -> keep(settlement.game(), nowMs));
        return all;
    }

    /** Marker, the player's part in the game, totals and board row, all or nothing; then shows. */
    private Step step(Outcome outcome, PartyGain gain) {
        return nowMs -> {
            Booking booking =
                    steps.book(
                            outcome.roomId(),
                            PartySettlement.step(gain),
                            nowMs,
                            transaction -> add(transaction, outcome, gain, nowMs));
            if (booking == Booking.DONE) {
                boards.show(gain.playerId(), result(outcome, gain));
            }
            return booking;
        };
    }

    private boolean add(
            TransactWriteItemsEnhancedRequest.Builder transaction,
            Outcome outcome,
            PartyGain gain,
            long nowMs) {
        Key key = Key.builder().partitionValue(gain.playerId()).build();
        @Nullable PlayerRow player = players.getItem(get -> get.key(key).consistentRead(true));
        if (player == null) {
            return false;
        }
        @Nullable PartyTotalsRow stored = totals.getItem(get -> get.key(key).consistentRead(true));
        PartyTotalsRow before = stored == null ? PartyTotalsRow.none(gain.playerId()) : stored;
        PartyTotalsRow after = gain.addedTo(before);
        transaction
                .addPutItem(stats, gain.stats())
                .addPutItem(
                        totals,
                        TransactPutItemEnhancedRequest.builder(PartyTotalsRow.class)
                                .item(after)
                                .conditionExpression(version(before.version()))
                                .build())
                .addConditionCheck(
                        players,
                        ConditionCheck.builder()
                                .key(key)
                                .conditionExpression(
                                        Expression.builder()
                                                .expression("attribute_exists(playerId)")
                                                .build())
                                .build());
        boards.addTo(transaction, player, result(outcome, gain), nowMs);
        return true;
    }

    private static BoardResult result(Outcome outcome, PartyGain gain) {
        PlayerGameStatsRow did = gain.stats();
        return BoardResult.of(
                outcome.roomId(),
                outcome.game(),
                outcome.finishedAt(),
                Map.of(
                        "wins", gain.win() ? 1L : 0L,
                        "totalScore", did.finalScore(),
                        "roundsWon", did.roundsWon(),
                        "correctAnswers", did.correctAnswers(),
                        "robotsIdentified", did.robotsIdentified(),
                        "timesFooled", did.timesFooled()));
    }

    private Booking keep(GameRow game, long nowMs) {
        return steps.book(
                game.gameId(),
                PartySettlement.GAME_STEP,
                nowMs,
                transaction -> {
                    transaction.addPutItem(games, game);
                    return true;
                });
    }

    private static Expression version(long seen) {
        if (seen == 0) {
            return StepBook.absent("playerId");
        }
        return Expression.builder()
                .expression("version = :seen")
                .putExpressionValue(":seen", AttributeValue.fromN(Long.toString(seen)))
                .build();
    }
}
