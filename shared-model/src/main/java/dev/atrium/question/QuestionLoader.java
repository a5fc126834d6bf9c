package dev.atrium.question;

import dev.atrium.game.party.Question;
import dev.atrium.schema.QuestionRow;
import dev.atrium.schema.Tables;

import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Loads a file of questions into the table, as often as anybody likes: what is there already is not
 * written. Blocking, thread-safe. Of a row that is there only what the file says is written, so
 * counters stay whatever settlement has made of them, also in the same moment.
 */
public final class QuestionLoader {
    /** DynamoDB takes so many items in one transaction. */
    private static final int TRANSACTION_ITEMS_MAX = 100;

    /** And so many in one batch. */
    private static final int BATCH_ITEMS_MAX = 25;

    /** More than it needs: what a busy table leaves out of a batch is in the next one. */
    private static final int BATCHES_SPARE = 8;

    /** Others load at the same moment at most so often in a row. */
    private static final int ATTEMPTS_MAX = 5;

    private static final String UNLESS_NEWER =
            "attribute_not_exists(#revision) OR #revision <= :revision";

    private final DynamoDbClient client;
    private final DynamoDbTable<QuestionRow> table;
    private final InstantSource clock;

    /** A loader into the table of a deployment. */
    public QuestionLoader(DynamoDbClient client, String tablePrefix, InstantSource clock) {
        this.client = client;
        this.table =
                Tables.QUESTIONS.in(
                        DynamoDbEnhancedClient.builder().dynamoDbClient(client).build(),
                        tablePrefix);
        this.clock = clock;
    }

    /**
     * What loading did.
     *
     * @param added questions that were new
     * @param changed questions that said something else before, or were retired
     * @param retired questions that are not dealt any more, since the file does not have them
     * @param unchanged rows that were left as they are
     */
    public record Loaded(int added, int changed, int retired, int unchanged) {}

    /**
     * Makes the table say what the file says. Rows that a newer file has written stay.
     *
     * @throws SdkException if the table does not answer, or others load all the time; a part may be
     *     loaded, and the next loading does the rest
     */
    public Loaded load(QuestionFile file) {
        for (int attempt = 1; ; attempt++) {
            LoadPlan plan = LoadPlan.of(file, rows());
            try {
                write(plan, file.revision());
                return new Loaded(
                        plan.added().size(),
                        plan.changed().size(),
                        plan.retired().size(),
                        plan.unchanged());
            } catch (TransactionCanceledException e) {
                // Somebody else has loaded meanwhile; what he wrote need not be written again.
                if (attempt == ATTEMPTS_MAX) {
                    throw e;
                }
            }
        }
    }

    private List<QuestionRow> rows() {
        return table.scan(scan -> scan.consistentRead(true)).items().stream().toList();
    }

    private void write(LoadPlan plan, int revision) {
        add(plan.added().stream().map(question -> put(question, revision)).toList());
        List<TransactWriteItem> writes = new ArrayList<>();
        plan.changed().forEach(question -> writes.add(change(question, revision)));
        plan.retired().forEach(id -> writes.add(retirement(id, revision)));
        for (int from = 0; from < writes.size(); from += TRANSACTION_ITEMS_MAX) {
            int to = Math.min(writes.size(), from + TRANSACTION_ITEMS_MAX);
            List<TransactWriteItem> together = writes.subList(from, to);
            client.transactWriteItems(request -> request.transactItems(together));
        }
    }

    /**
     * In batches, which have no conditions and are quicker: a row that was not there a moment ago
     * has no counters yet. Two builds that load at the same moment may leave the older one's text
     * until the newer one loads again.
     */
    private void add(List<WriteRequest> puts) {
        List<WriteRequest> left = puts;
        int batches = puts.size() / BATCH_ITEMS_MAX + BATCHES_SPARE;
        for (int batch = 0; !left.isEmpty(); batch++) {
            if (batch == batches) {
                throw SdkClientException.create(left.size() + " questions are not loaded: busy");
            }
            int size = Math.min(left.size(), BATCH_ITEMS_MAX);
            List<WriteRequest> now = left.subList(0, size);
            BatchWriteItemResponse written =
                    client.batchWriteItem(
                            request -> request.requestItems(Map.of(table.tableName(), now)));
            List<WriteRequest> next = new ArrayList<>(left.subList(size, left.size()));
            next.addAll(written.unprocessedItems().getOrDefault(table.tableName(), List.of()));
            left = next;
        }
    }

    private WriteRequest put(Question question, int revision) {
        Map<String, AttributeValue> item = content(question, revision);
        item.put(Tables.QUESTIONS.partitionKey(), text(question.id()));
        item.put("createdAtMs", number(clock.millis()));
        return WriteRequest.builder().putRequest(put -> put.item(item)).build();
    }

    private TransactWriteItem change(Question question, int revision) {
        String gone = question.imageUrl().isPresent() ? "" : " REMOVE imageUrl, imageAlt";
        return update(question.id(), content(question, revision), gone);
    }

    /** What loading writes of a row, by the names of {@link QuestionRow}'s components. */
    private static Map<String, AttributeValue> content(Question question, int revision) {
        Map<String, AttributeValue> content = new TreeMap<>();
        content.put("questionText", text(question.text()));
        content.put("correctAnswer", text(question.correctAnswer()));
        content.put("robotAnswer", text(question.robotAnswer()));
        content.put("type", text(QuestionRows.text(question.type())));
        content.put("difficulty", text(QuestionRows.text(question.difficulty())));
        question.imageUrl().ifPresent(url -> content.put("imageUrl", text(url)));
        question.imageAlt().ifPresent(alt -> content.put("imageAlt", text(alt)));
        content.put("retired", AttributeValue.fromBool(false));
        content.put("revision", number(revision));
        return content;
    }

    private TransactWriteItem retirement(String questionId, int revision) {
        Map<String, AttributeValue> set = new TreeMap<>();
        set.put("retired", AttributeValue.fromBool(true));
        set.put("revision", number(revision));
        return update(questionId, set, "");
    }

    private TransactWriteItem update(
            String questionId, Map<String, AttributeValue> set, String remove) {
        Map<String, String> names =
                set.keySet().stream().collect(Collectors.toMap(name -> "#" + name, name -> name));
        Update update =
                Update.builder()
                        .tableName(table.tableName())
                        .key(Map.of(Tables.QUESTIONS.partitionKey(), text(questionId)))
                        .updateExpression(assignments(set) + remove)
                        .conditionExpression(UNLESS_NEWER)
                        .expressionAttributeNames(names)
                        .expressionAttributeValues(values(set))
                        .build();
        return TransactWriteItem.builder().update(update).build();
    }

    /** By names that stand for names, since {@code type} is a word of the language itself. */
    private static String assignments(Map<String, AttributeValue> set) {
        return set.keySet().stream()
                .map(name -> "#" + name + " = :" + name)
                .collect(Collectors.joining(", ", "SET ", ""));
    }

    private static Map<String, AttributeValue> values(Map<String, AttributeValue> set) {
        Map<String, AttributeValue> values = new TreeMap<>();
        set.forEach((name, value) -> values.put(":" + name, value));
        return values;
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
