package dev.atrium.schema;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.room.RoomStatus;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

class RecordTableSchemaTest {
    @SuppressWarnings("ArrayRecordComponent") // A row may hold bytes.
    record EveryKind(
            String key,
            long big,
            int small,
            boolean yes,
            byte @Nullable [] bytes,
            @Nullable RoomStatus status,
            @Nullable List<String> texts,
            @Nullable Map<String, Long> counts,
            @Nullable Map<String, String> names) {}

    record WithThread(String key, Thread thread) {}

    record WithOptional(String key, Optional<String> maybe) {}

    private static final TableDefinition<EveryKind> EVERY_KIND =
            TableDefinition.of("every-kind", EveryKind.class, "key");

    static List<TableDefinition<?>> tables() {
        return Tables.all();
    }

    @ParameterizedTest
    @MethodSource("tables")
    <T> void everyRowComesBackAsItWas(TableDefinition<T> table)
            throws ReflectiveOperationException {
        TableSchema<T> schema = RecordTableSchema.of(table);
        T row = filled(table.rowType());
        Map<String, AttributeValue> item = schema.itemToMap(row, true);

        assertEquals(
                Arrays.stream(table.rowType().getRecordComponents())
                        .map(RecordComponent::getName)
                        .collect(Collectors.toCollection(TreeSet::new)),
                new TreeSet<>(item.keySet()));
        assertEquals(row, schema.mapToItem(item));
        assertEquals(table.rowType(), schema.itemType().rawClass());
    }

    @ParameterizedTest
    @MethodSource("tables")
    <T> void schemaIsKeyedAsTheTable(TableDefinition<T> table) {
        TableMetadata metadata = RecordTableSchema.of(table).tableMetadata();

        assertEquals(table.partitionKey(), metadata.primaryPartitionKey());
        assertEquals(table.sortKey(), metadata.primarySortKey());
        for (TableDefinition.Index index : table.indexes()) {
            assertEquals(index.partitionKey(), metadata.indexPartitionKey(index.name()));
            assertEquals(index.sortKey(), metadata.indexSortKey(index.name()));
        }
    }

    /** A row of that type in which no field has the value of any other, nor of an absent one. */
    private static <T> T filled(Class<T> type) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = value(components[i], i + 1);
        }
        return type.getDeclaredConstructor(types).newInstance(values);
    }

    private static Object value(RecordComponent component, int number) {
        Class<?> type = component.getType();
        if (type == long.class) {
            return Long.MAX_VALUE - number;
        } else if (type == int.class) {
            return -number;
        } else if (type == boolean.class) {
            return true;
        } else if (type == String.class) {
            return "text \u00e4 " + number;
        } else if (type == byte[].class) {
            return new byte[] {(byte) number, -1, 0};
        } else if (type.isEnum()) {
            return type.getEnumConstants()[type.getEnumConstants().length - 1];
        } else if (type == List.class) {
            return List.of("a@1", "b@2");
        } else if (component.getGenericType().getTypeName().endsWith("String>")
                && type == Map.class) {
            return Map.of("a", "text " + number);
        } else if (type == Map.class) {
            return Map.of("a", (long) -number, "b", (long) number);
        }
        throw new AssertionError("what is a value of " + component + "?");
    }

    @Test
    void everyKindOfComponentHasItsAttribute() {
        EveryKind row =
                new EveryKind(
                        "k",
                        Long.MIN_VALUE,
                        Integer.MAX_VALUE,
                        true,
                        new byte[] {1, -1},
                        RoomStatus.VOID,
                        List.of("a", "b"),
                        Map.of("x", 5L),
                        Map.of("y", "z"));
        TableSchema<EveryKind> schema = RecordTableSchema.of(EVERY_KIND);
        Map<String, AttributeValue> item = schema.itemToMap(row, true);

        assertEquals("k", item.get("key").s());
        assertEquals("-9223372036854775808", item.get("big").n());
        assertEquals("2147483647", item.get("small").n());
        assertEquals(true, item.get("yes").bool());
        assertArrayEquals(new byte[] {1, -1}, item.get("bytes").b().asByteArray());
        assertEquals("VOID", item.get("status").s());
        assertEquals("b", item.get("texts").l().get(1).s());
        assertEquals("5", item.get("counts").m().get("x").n());
        assertEquals("z", item.get("names").m().get("y").s());

        EveryKind read = schema.mapToItem(item);
        assertArrayEquals(row.bytes(), read.bytes());
        assertEquals(row.texts(), read.texts());
        assertEquals(row.counts(), read.counts());
        assertEquals(row.names(), read.names());
        assertEquals(row.status(), read.status());
    }

    /** Rows that an older build wrote lack what a newer one added. */
    @Test
    void attributeThatIsNotThereIsNullOrZero() {
        TableSchema<EveryKind> schema = RecordTableSchema.of(EVERY_KIND);
        EveryKind read = schema.mapToItem(Map.of("key", AttributeValue.fromS("k")));

        assertEquals(new EveryKind("k", 0, 0, false, null, null, null, null, null), read);
    }

    @Test
    void attributeThatNobodyKnowsIsLeftAlone() {
        TableSchema<EveryKind> schema = RecordTableSchema.of(EVERY_KIND);
        EveryKind read =
                schema.mapToItem(
                        Map.of(
                                "key", AttributeValue.fromS("k"),
                                "fromTheFuture", AttributeValue.fromN("7")));

        assertEquals("k", read.key());
    }

    @Test
    void nullIsNoAttribute() {
        TableSchema<RoomRow> schema = RecordTableSchema.of(Tables.ROOMS);
        RoomRow row =
                new RoomRow("r", "g", 1, RoomStatus.PLACED, "h", 0, "[]", 5, 0, null, null, 0);
        Map<String, AttributeValue> item = schema.itemToMap(row, true);

        assertTrue(!item.containsKey("outcomeHash") && !item.containsKey("voidReason"));
        assertEquals(row, schema.mapToItem(item));
        assertNull(schema.mapToItem(item).outcomeHash());
    }

    @Test
    void singleAttributesCanBeAskedFor() {
        RoomRow row =
                new RoomRow("r", "g", 1, RoomStatus.PLAYING, "h", 3, "[]", 5, 0, null, null, 0);
        TableSchema<RoomRow> schema = RecordTableSchema.of(Tables.ROOMS);

        assertEquals("3", schema.attributeValue(row, "epoch").n());
        assertEquals(
                Map.of("status", AttributeValue.fromS("PLAYING")),
                schema.itemToMap(row, List.of("status")));
    }

    @Test
    void componentThatARowCannotHoldIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> RecordTableSchema.of(TableDefinition.of("t", WithOptional.class, "key")));
        assertThrows(
                RuntimeException.class,
                () ->
                        RecordTableSchema.of(TableDefinition.of("t", WithThread.class, "key"))
                                .itemToMap(new WithThread("k", Thread.currentThread()), true));
    }
}
