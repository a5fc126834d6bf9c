package dev.atrium.functions.settle;

import dev.atrium.game.party.RoundPlayed;
import dev.atrium.schema.Tables;
import dev.atrium.settle.PartySettlement;
import dev.atrium.settle.Settlement;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How often people and the robot were right about each question, counted in the questions' own
 * rows: each round of a room once. Counters are added to and not set, so that rooms which ask the
 * same question do not wait for each other. A question that is no longer in the pool is passed
 * over. Blocking and thread-safe; {@code SdkException} as of {@link StepBook}.
 */
public final class QuestionAccuracy {
    /** The pool's table. */
    public static final String TABLE = "questions";

    /** The pool's key. */
    public static final String KEY = "questionId";

    private static final AttributeValue REFUSED = AttributeValue.fromS(Settlement.REFUSED);

    private final DynamoDbClient client;
    private final String questions;
    private final String settlements;

    /**
     * The questions of a deployment.
     *
     * @param prefix before every table's name
     */
    QuestionAccuracy(DynamoDbClient client, String prefix) {
        this.client = client;
        this.questions = prefix + TABLE;
        this.settlements = prefix + Tables.SETTLEMENTS.name();
    }

    /** What a round adds to its question's counters, by their names. */
    static Map<String, Long> counted(RoundPlayed round) {
        Map<String, Long> counted = new TreeMap<>();
        counted.put("timesAsked", 1L);
        counted.put("peopleAnswered", (long) round.answered());
        counted.put("peopleCorrect", (long) round.correctWritten());
        counted.put("eliminationVotes", (long) round.eliminationVotes());
        counted.put("robotNamed", (long) round.robotNamed());
        counted.put("robotEliminated", round.robotEliminated() ? 1L : 0L);
        counted.put("finalVotes", (long) round.finalVotes());
        counted.put("votesCorrect", (long) round.votesCorrect());
        counted.put("votesRobot", (long) round.votesRobot());
        return counted;
    }

    /**
     * Counts a round, unless it is counted.
     *
     * @throws IllegalStateException if others were faster every time
     */
    Booking count(String roomId, RoundPlayed round, long nowMs) {
        List<TransactWriteItem> marker = marker(roomId, PartySettlement.step(round), nowMs);
        List<TransactWriteItem> counting = new ArrayList<>(marker);
        counting.add(TransactWriteItem.builder().update(update(round)).build());
        boolean known = true;
        for (int attempt = 0; attempt < StepBook.ATTEMPTS_MAX; attempt++) {
            try {
                List<TransactWriteItem> items = known ? counting : marker;
                client.transactWriteItems(write -> write.transactItems(items));
                return Booking.DONE;
            } catch (TransactionCanceledException e) {
                List<CancellationReason> reasons = e.cancellationReasons();
                if (failed(reasons.get(0))) {
                    return Booking.REFUSED;
                }
                if (failed(reasons.get(1))) {
                    return Booking.DONE;
                }
                // No such question: the marker alone keeps it from counting later. Otherwise
                // another room counts the same question at this moment: once more.
                known &= reasons.size() < 3 || !failed(reasons.get(2));
            }
        }
        throw StepBook.othersWrite(roomId, PartySettlement.step(round));
    }

    private static boolean failed(CancellationReason reason) {
        return StepBook.FAILED.equals(reason.code());
    }

    /** The refusal that there must not be, and the marker that there is not yet. */
    private List<TransactWriteItem> marker(String roomId, String step, long nowMs) {
        String absent = "attribute_not_exists(roomId)";
        Map<String, AttributeValue> refusal =
                Map.of("roomId", AttributeValue.fromS(roomId), "step", REFUSED);
        Map<String, AttributeValue> done =
                Map.of(
                        "roomId",
                        AttributeValue.fromS(roomId),
                        "step",
                        AttributeValue.fromS(step),
                        "doneAtMs",
                        AttributeValue.fromN(Long.toString(nowMs)));
        return List.of(
                TransactWriteItem.builder()
                        .conditionCheck(
                                check ->
                                        check.tableName(settlements)
                                                .key(refusal)
                                                .conditionExpression(absent))
                        .build(),
                TransactWriteItem.builder()
                        .put(
                                put ->
                                        put.tableName(settlements)
                                                .item(done)
                                                .conditionExpression(absent))
                        .build());
    }

    private Update update(RoundPlayed round) {
        Map<String, Long> counted = counted(round);
        return Update.builder()
                .tableName(questions)
                .key(Map.of(KEY, AttributeValue.fromS(round.questionId())))
                .conditionExpression("attribute_exists(" + KEY + ")")
                .updateExpression(
                        counted.keySet().stream()
                                .map(name -> name + " :" + name)
                                .collect(Collectors.joining(", ", "ADD ", "")))
                .expressionAttributeValues(
                        counted.entrySet().stream()
                                .collect(
                                        Collectors.toMap(
                                                counter -> ":" + counter.getKey(),
                                                counter ->
                                                        AttributeValue.fromN(
                                                                Long.toString(
                                                                        counter.getValue())))))
                .build();
    }
}
