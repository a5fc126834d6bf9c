package dev.atrium.cdk.function;

import java.util.List;
import java.util.stream.Stream;

/** What may be done with a table and its indexes, by DynamoDB's actions and no wildcard. */
public enum TableAccess {
    /** Rows are read, by key, index and scan. */
    READ(false),
    /** Rows are read and changed. */
    WRITE(true);

    private static final List<String> QUERIES = named("Query", "Scan");
    private static final List<String> READS =
            named("GetItem", "BatchGetItem", "ConditionCheckItem");
    private static final List<String> CHANGES =
            named("PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem");

    private final boolean changes;

    TableAccess(boolean changes) {
        this.changes = changes;
    }

    /** On the table itself. */
    List<String> onTable() {
        return Stream.of(QUERIES, READS, changes ? CHANGES : List.<String>of())
                .flatMap(List::stream)
                .toList();
    }

    /** On each of its indexes. */
    List<String> onIndex() {
        return QUERIES;
    }

    private static List<String> named(String... actions) {
        return Stream.of(actions).map(action -> "dynamodb:" + action).toList();
    }
}
