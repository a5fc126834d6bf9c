package dev.atrium.question;

import dev.atrium.game.party.Question;
import dev.atrium.game.party.QuestionMessages.QuestionsDealt;
import dev.atrium.schema.DealtQuestionsRow;
import dev.atrium.schema.Tables;
import dev.atrium.wire.Json;
import dev.atrium.wire.MessageJson;
import dev.atrium.wire.WireException;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Deals the questions of rooms, in DynamoDB. Blocking, thread-safe if its random numbers are. The
 * pool is read at most every five minutes, so a change of it is dealt after that time at the
 * latest.
 */
public final class QuestionStore {
    /** Questions of a room at most. */
    public static final int COUNT_MAX = 50;

    /** Players of a room at most: as many as DynamoDB answers about in one batch. */
    public static final int PLAYERS_MAX = 100;

    /** Rooms live for hours; until then whoever has one may ask again. */
    private static final Duration DEALT_KEPT = Duration.ofDays(1);

    private final DynamoDbTable<DealtQuestionsRow> deals;
    private final CachedPool pool;
    private final RecentQuestionsBook recent;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Consumer<String> warnings;

    /**
     * The store of a deployment; reads nothing yet.
     *
     * @param clock wall time
     * @param random which questions are picked; for use by many threads
     * @param warnings told in a sentence, without secrets, what went wrong and was got over
     */
    public QuestionStore(
            DynamoDbEnhancedClient client,
            String tablePrefix,
            InstantSource clock,
            RandomGenerator random,
            Consumer<String> warnings) {
        this.deals = Tables.DEALT_QUESTIONS.in(client, tablePrefix);
        this.pool = new CachedPool(Tables.QUESTIONS.in(client, tablePrefix), clock, warnings);
        this.recent = new RecentQuestionsBook(client, tablePrefix, clock);
        this.clock = clock;
        this.random = random;
        this.warnings = warnings;
    }

    /**
     * Deals to a room: questions that none of its players was asked in his last five games, as far
     * as the pool allows, and else those that were asked longest ago. Who asks again for the same
     * room is dealt the same. That they were asked is another call's to {@link #remember}.
     *
     * @param roomId never used for another room
     * @param playerIds who will be asked, at most {@link #PLAYERS_MAX}
     * @param count 1 to {@link #COUNT_MAX}
     * @return that many, each another one, in no order that means anything; empty if the pool holds
     *     fewer, or the room was dealt another number
     * @throws SdkException if the tables do not answer; it may be tried again
     */
    public Optional<List<Question>> deal(String roomId, List<String> playerIds, int count) {
        List<String> players = playerIds.stream().distinct().toList();
        requireRange("count", count, 1, COUNT_MAX);
        requireRange("players", players.size(), 0, PLAYERS_MAX);
        return dealt(roomId)
                .or(() -> dealNow(roomId, players, count))
                .filter(dealt -> dealt.size() == count);
    }

    private static void requireRange(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    name + "=" + value + " (allowed: " + least + "-" + most + ")");
        }
    }

    private Optional<List<Question>> dealt(String roomId) {
        return Optional.ofNullable(
                        deals.getItem(
                                get ->
                                        get.key(key -> key.partitionValue(roomId))
                                                .consistentRead(true)))
                .map(row -> questions(row.questions()));
    }

    private Optional<List<Question>> dealNow(String roomId, List<String> players, int count) {
        Optional<List<Question>> picked = pool.pool().pick(recent.of(players), count, random);
        if (picked.isEmpty() || isWritten(roomId, picked.get())) {
            return picked;
        }
        return dealt(roomId);
    }

    /** False if the room was dealt to before, or this call has and did not hear of it. */
    private boolean isWritten(String roomId, List<Question> questions) {
        DealtQuestionsRow row =
                new DealtQuestionsRow(
                        roomId,
                        MessageJson.text(new QuestionsDealt(questions)),
                        clock.millis(),
                        clock.instant().plus(DEALT_KEPT).getEpochSecond());
        Expression first = Expression.builder().expression("attribute_not_exists(roomId)").build();
        try {
            deals.putItem(put -> put.item(row).conditionExpression(first));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    /**
     * Keeps in mind that players were asked what a room was dealt. A store that is away is warned
     * of and borne: to meet a question twice is a smaller evil than a game that does not begin.
     *
     * @param playerIds at most {@link #PLAYERS_MAX}
     */
    public void remember(String roomId, List<String> playerIds, List<Question> questions) {
        List<String> players = playerIds.stream().distinct().toList();
        requireRange("players", players.size(), 0, PLAYERS_MAX);
        List<String> ids = questions.stream().map(Question::id).toList();
        try {
            List<String> left = recent.add(players, new RecentQuestions.Game(roomId, ids));
            if (!left.isEmpty()) {
                warnings.accept(
                        "room " + roomId + ": " + left.size() + " players may be asked again");
            }
        } catch (SdkException e) {
            warnings.accept("room " + roomId + ": may be asked again, since " + e.getMessage());
        }
    }

    private static List<Question> questions(String json) {
        try {
            return MessageJson.read(Json.object(json), QuestionsDealt.class).questions();
        } catch (WireException e) {
            throw new IllegalStateException("a row holds no questions", e);
        }
    }
}
