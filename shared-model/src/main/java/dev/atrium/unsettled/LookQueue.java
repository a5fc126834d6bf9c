package dev.atrium.unsettled;

import dev.atrium.schema.RoomRow;
import dev.atrium.schema.TableDefinition;
import dev.atrium.schema.Tables;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.model.Page;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table of rooms that wait, with a sparse index of those that are open by when they are looked at
 * next. The index is sharded by the room's first digit and follows its table by moments.
 */
final class LookQueue<T> {
    /** Of what is looked at by nobody until somebody says so. */
    static final String NEVER = "9999999999999999";

    private static final String KEY = "roomId";
    private static final String SHARD = "openShard";
    private static final String LOOK = "nextLook";

    private final DynamoDbClient client;
    private final DynamoDbTable<T> table;

    LookQueue(DynamoDbClient client, TableDefinition<T> definition, String prefix) {
        DynamoDbEnhancedClient enhanced =
                DynamoDbEnhancedClient.builder().dynamoDbClient(client).build();
        this.client = client;
        this.table = definition.in(enhanced, prefix);
    }

    static String shard(String roomId) {
        return roomId.substring(0, 1);
    }

    static String at(long ms) {
        return ms == Long.MAX_VALUE ? NEVER : RoomRow.since(ms);
    }

    Optional<T> find(String roomId) {
        @Nullable T row =
                table.getItem(
                        get -> get.key(key -> key.partitionValue(roomId)).consistentRead(true));
        return Optional.ofNullable(row);
    }

    /** Those of a shard whose time has come, the longest overdue first. */
    List<T> due(String shard, int max, long nowMs) {
        String now = RoomRow.since(nowMs);
        return table
                .index(Tables.WAITING_OUTCOMES)
                .query(
                        query ->
                                query.queryConditional(
                                                QueryConditional.sortLessThanOrEqualTo(
                                                        key ->
                                                                key.partitionValue(shard)
                                                                        .sortValue(now)))
                                        .limit(max))
                .stream()
                .limit(1)
                .flatMap(page -> page.items().stream())
                .toList();
    }

    /** Moves its time on, if nobody else has. */
    boolean claim(String roomId, String seen, long nextMs) {
        return changed(
                        roomId,
                        "SET " + LOOK + " = :next",
                        LOOK + " = :seen",
                        Map.of(":next", text(at(nextMs)), ":seen", text(seen)))
                .isPresent();
    }

    /** Some of those that are open. */
    record Some<T>(List<T> rows, Optional<String> next) {}

    /** A page of those that are open, in no order that means anything. */
    Some<T> page(int limit, Optional<String> after) {
        Page<T> page =
                table
                        .index(Tables.WAITING_OUTCOMES)
                        .scan(
                                scan -> {
                                    scan.limit(limit);
                                    after.flatMap(LookQueue::start)
                                            .ifPresent(scan::exclusiveStartKey);
                                })
                        .stream()
                        .findFirst()
                        .orElseThrow();
        Optional<String> next =
                Optional.ofNullable(page.lastEvaluatedKey())
                        .flatMap(last -> value(last, KEY).map(id -> id + "." + look(last)));
        return new Some<>(page.items(), next);
    }

    private static String look(Map<String, AttributeValue> key) {
        return value(key, LOOK).orElse(NEVER);
    }

    private static Optional<String> value(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name)).map(AttributeValue::s);
    }

    /** Empty if it is none that a page gave. */
    static Optional<Map<String, AttributeValue>> start(String after) {
        int dot = after.indexOf('.');
        if (dot < 1 || dot == after.length() - 1) {
            return Optional.empty();
        }
        String roomId = after.substring(0, dot);
        return Optional.of(
                Map.of(
                        KEY, text(roomId),
                        SHARD, text(shard(roomId)),
                        LOOK, text(after.substring(dot + 1))));
    }

    /**
     * Changes a row.
     *
     * @return what it is then; empty if the condition does not hold
     */
    Optional<Map<String, AttributeValue>> changed(
            String roomId,
            String update,
            @Nullable String condition,
            Map<String, AttributeValue> values) {
        return changed(roomId, update, condition, null, values);
    }

    /**
     * The same, with names that are reserved words.
     *
     * @param names by what stands for them, if there are any
     */
    Optional<Map<String, AttributeValue>> changed(
            String roomId,
            String update,
            @Nullable String condition,
            @Nullable Map<String, String> names,
            Map<String, AttributeValue> values) {
        try {
            return Optional.of(
                    client.updateItem(
                                    request ->
                                            request.tableName(table.tableName())
                                                    .key(Map.of(KEY, text(roomId)))
                                                    .updateExpression(update)
                                                    .conditionExpression(condition)
                                                    .expressionAttributeNames(names)
                                                    .expressionAttributeValues(values)
                                                    .returnValues(ReturnValue.ALL_NEW))
                            .attributes());
        } catch (ConditionalCheckFailedException e) {
            return Optional.empty();
        }
    }

    void remove(String roomId) {
        var _ = table.deleteItem(key -> key.key(k -> k.partitionValue(roomId)));
    }

    /**
     * Removes a row.
     *
     * @return false if the condition does not hold
     */
    boolean removed(String roomId, String condition) {
        try {
            var _ =
                    client.deleteItem(
                            request ->
                                    request.tableName(table.tableName())
                                            .key(Map.of(KEY, text(roomId)))
                                            .conditionExpression(condition));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
