package dev.atrium.host.sim;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What DynamoDB keeps in a run: tables of items, conditions on writing them, and one index, which
 * is a moment behind. Writes are whole or not at all.
 */
final class SimTables {
    private static final int INDEX_BEHIND_MS = 200;

    private final SimWorld world;
    private final Plant plant;
    private final TreeMap<String, TreeMap<String, Map<String, AttributeValue>>> tables =
            new TreeMap<>();

    /** Of rooms, by id, as the index shows them. */
    private final TreeMap<String, Map<String, AttributeValue>> index = new TreeMap<>();

    /** Every outcome that was ever written, in order: there must be one for each room. */
    private final List<String> outcomesWritten = new ArrayList<>();

    private int takeovers;

    SimTables(SimWorld world, Plant plant) {
        this.world = world;
        this.plant = plant;
    }

    List<String> outcomesWritten() {
        return outcomesWritten;
    }

    /** How often a room that is played came to another owner. */
    int takeovers() {
        return takeovers;
    }

    Map<String, Map<String, AttributeValue>> table(String name) {
        return tables.computeIfAbsent(name, unknown -> new TreeMap<>());
    }

    Map<String, Map<String, AttributeValue>> index() {
        return index;
    }

    static String keyOf(String table, Map<String, AttributeValue> item) {
        return item.get(table.endsWith("hosts") ? "hostId" : "roomId").s();
    }

    void put(Put put) {
        if (!holds(put)) {
            throw ConditionalCheckFailedException.builder().message("condition").build();
        }
        write(put);
    }

    void transact(List<Put> puts) {
        if (world.chance(0.02)) {
            throw cancelled("TransactionConflict");
        }
        if (!puts.stream().allMatch(this::holds)) {
            throw cancelled("ConditionalCheckFailed");
        }
        for (Put put : puts) {
            write(put);
            if (plant == Plant.OUTCOME_WITHOUT_ROOM) {
                return;
            }
        }
    }

    private static TransactionCanceledException cancelled(String code) {
        return TransactionCanceledException.builder()
                .message(code)
                .cancellationReasons(CancellationReason.builder().code(code).build())
                .build();
    }

    private void write(Put put) {
        String key = keyOf(put.tableName(), put.item());
        world.trace(() -> "put " + put.tableName() + " " + key);
        Map<String, AttributeValue> before = table(put.tableName()).put(key, put.item());
        if (before != null
                && put.tableName().endsWith("rooms")
                && before.get("status").s().equals("PLAYING")
                && !before.get("owner").equals(put.item().get("owner"))) {
            takeovers++;
        }
        if (put.tableName().endsWith("outcomes")) {
            outcomesWritten.add(key);
        }
        if (put.tableName().endsWith("rooms")) {
            world.after(
                    world.msBetween(0, INDEX_BEHIND_MS),
                    () -> index.put(key, table(put.tableName()).get(key)));
        }
    }

    /** Somebody writes a host's row who is not that host. */
    void spoilLease(String hostId) {
        Map<String, Map<String, AttributeValue>> hosts = table(SimRun.PREFIX + "hosts");
        Map<String, AttributeValue> row = hosts.get(hostId);
        if (row != null) {
            TreeMap<String, AttributeValue> spoiled = new TreeMap<>(row);
            spoiled.put("leaseVersion", AttributeValue.fromN("1000000"));
            hosts.put(hostId, spoiled);
        }
    }

    private boolean holds(Put put) {
        if (put.conditionExpression() == null || plant == Plant.CONDITIONS_IGNORED) {
            return true;
        }
        Map<String, AttributeValue> item =
                table(put.tableName()).getOrDefault(keyOf(put.tableName(), put.item()), Map.of());
        return holds(
                put.conditionExpression(),
                put.expressionAttributeNames(),
                put.expressionAttributeValues(),
                item);
    }

    /**
     * Conditions as hosts use them: {@code x = :v} and {@code attribute_not_exists(x)}, by AND, and
     * within brackets by OR.
     */
    static boolean holds(
            String expression,
            Map<String, String> names,
            Map<String, AttributeValue> values,
            Map<String, AttributeValue> item) {
        return Stream.of(expression.split(" AND ", -1))
                .map(String::strip)
                .map(term -> isBracketed(term) ? term.substring(1, term.length() - 1) : term)
                .allMatch(
                        terms ->
                                Stream.of(terms.split(" OR ", -1))
                                        .anyMatch(
                                                term -> isTrue(term.strip(), names, values, item)));
    }

    private static boolean isBracketed(String term) {
        return term.startsWith("(") && term.endsWith(")");
    }

    private static boolean isTrue(
            String term,
            Map<String, String> names,
            Map<String, AttributeValue> values,
            Map<String, AttributeValue> item) {
        if (term.startsWith("attribute_not_exists(")) {
            String name = term.substring(term.indexOf('(') + 1, term.indexOf(')'));
            return !item.containsKey(names.getOrDefault(name, name));
        }
        String[] sides = term.split(" = ", 2);
        if (sides.length != 2) {
            throw new IllegalArgumentException("no such condition here: " + term);
        }
        return values.get(sides[1]).equals(item.get(names.getOrDefault(sides[0], sides[0])));
    }
}
