package dev.atrium.functions.history;

import dev.atrium.functions.settle.QuestionAccuracy;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * How often people were right about each question of the pool, for those who look after it: a
 * question that nearly all get right is too easy for its difficulty, and one whose robot nobody is
 * fooled by has a poor robot. Reads the whole pool, some hundred rows, so it is for operators and
 * behind no route. Blocking; {@code SdkException} if the store fails.
 *
 * <p>The same by hand: {@code aws dynamodb scan --table-name atrium-questions
 * --projection-expression "questionId, timesAsked, peopleAnswered, peopleCorrect, finalVotes,
 * votesCorrect, votesRobot, eliminationVotes, robotNamed, robotEliminated"}.
 */
public final class QuestionReport {
    private final DynamoDbClient client;
    private final String table;

    /**
     * The pool of a deployment.
     *
     * @param prefix before every table's name
     */
    public QuestionReport(DynamoDbClient client, String prefix) {
        this.client = client;
        this.table = prefix + QuestionAccuracy.TABLE;
    }

    /**
     * A question's counters; all 0 if it was never asked.
     *
     * @param questionId of the pool
     * @param timesAsked rounds in which it was asked
     * @param peopleAnswered answers that people wrote to it
     * @param peopleCorrect how many of them were correct
     * @param finalVotes votes for what is correct
     * @param votesCorrect how many of them were right
     * @param votesRobot how many took the robot's for correct
     * @param eliminationVotes votes for what is the robot's
     * @param robotNamed how many of them named it
     * @param robotEliminated rounds in which it was voted out
     */
    public record Line(
            String questionId,
            long timesAsked,
            long peopleAnswered,
            long peopleCorrect,
            long finalVotes,
            long votesCorrect,
            long votesRobot,
            long eliminationVotes,
            long robotNamed,
            long robotEliminated) {
        /** How many in a hundred votes were right, rounded down; 0 before the first vote. */
        public long percentCorrect() {
            return percent(votesCorrect, finalVotes);
        }

        /** How many in a hundred votes took the robot's for correct; 0 before the first vote. */
        public long percentFooled() {
            return percent(votesRobot, finalVotes);
        }

        private static long percent(long part, long whole) {
            return whole == 0 ? 0 : part * 100 / whole;
        }
    }

    /** A line for each question, by id. */
    public List<Line> lines() {
        return client.scanPaginator(scan -> scan.tableName(table)).items().stream()
                .map(QuestionReport::line)
                .sorted(Comparator.comparing(Line::questionId))
                .toList();
    }

    private static Line line(Map<String, AttributeValue> item) {
        return new Line(
                item.getOrDefault(QuestionAccuracy.KEY, AttributeValue.fromS("")).s(),
                number(item, "timesAsked"),
                number(item, "peopleAnswered"),
                number(item, "peopleCorrect"),
                number(item, "finalVotes"),
                number(item, "votesCorrect"),
                number(item, "votesRobot"),
                number(item, "eliminationVotes"),
                number(item, "robotNamed"),
                number(item, "robotEliminated"));
    }

    private static long number(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null || value.n() == null ? 0 : Long.parseLong(value.n());
    }
}
