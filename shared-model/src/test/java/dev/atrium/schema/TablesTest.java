package dev.atrium.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.room.RoomStatus;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Rows come back as they were written, and the tables are what their definitions say. */
class TablesTest {
    private static Object sample(RecordComponent component) {
        Class<?> type = component.getType();
        if (type == String.class) {
            return "text of " + component.getName();
        } else if (type == long.class) {
            return 1_795_151_105_000L;
        } else if (type == int.class) {
            return 42;
        } else if (type == boolean.class) {
            return true;
        } else if (type == List.class) {
            return List.of("arena.blitz@1", "b@2");
        } else if (type.isEnum()) {
            return type.getEnumConstants()[1];
        }
        throw new AssertionError("no sample of " + component);
    }

    private static <T> T row(TableDefinition<T> table) throws ReflectiveOperationException {
        RecordComponent[] components = table.rowType().getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new);
        Object[] values = Arrays.stream(components).map(TablesTest::sample).toArray();
        return table.rowType().getDeclaredConstructor(types).newInstance(values);
    }

    private static <T> void comesBack(TableDefinition<T> table) throws Exception {
        TableSchema<T> schema = RecordTableSchema.of(table);
        T row = row(table);
        Map<String, AttributeValue> item = schema.itemToMap(row, true);
        assertEquals(row, schema.mapToItem(item), table.name());
        Set<String> components = new HashSet<>();
        Stream.of(table.rowType().getRecordComponents()).forEach(c -> components.add(c.getName()));
        assertEquals(components, item.keySet(), table.name());
    }

    @Test
    void everyRowComesBackAsItWasWritten() throws Exception {
        for (TableDefinition<?> table : Tables.all()) {
            comesBack(table);
        }
    }

    @Test
    void whatIsNotThereIsNullOrNothing() {
        TableSchema<RoomRow> schema = RecordTableSchema.of(Tables.ROOMS);
        Map<String, AttributeValue> item =
                Map.of(
                        "roomId", AttributeValue.fromS("r"),
                        "game", AttributeValue.fromS("g"),
                        "status", AttributeValue.fromS("PLACED"),
                        "owner", AttributeValue.fromS("h"),
                        "seats", AttributeValue.fromS("[]"));
        assertEquals(
                new RoomRow("r", "g", 0, RoomStatus.PLACED, "h", 0, "[]", 0, 0, null, null, 0),
                schema.mapToItem(item));
    }

    @Test
    void tablesAreCreatedAsTheirDefinitionsSay() {
        for (TableDefinition<?> table : Tables.all()) {
            CreateTableRequest request = table.createRequest("test-");
            assertEquals("test-" + table.name(), request.tableName());
            List<KeySchemaElement> keys = request.keySchema();
            assertEquals(table.partitionKey(), keys.getFirst().attributeName());
            assertEquals(KeyType.HASH, keys.getFirst().keyType());
            assertEquals(table.sortKey().isPresent() ? 2 : 1, keys.size());
            table.sortKey().ifPresent(s -> assertEquals(s, keys.getLast().attributeName()));
            assertEquals(table.indexes().size(), request.globalSecondaryIndexes().size());
            assertEquals(table.stream(), request.streamSpecification() != null);
        }
        assertTrue(Tables.OUTCOMES.stream(), "settlement wakes by it");
    }

    @Test
    void namesAreDistinctAndKeysAndLifetimesAreComponents() {
        Set<String> names = new HashSet<>();
        for (TableDefinition<?> table : Tables.all()) {
            assertTrue(names.add(table.name()));
            Set<String> components = new HashSet<>();
            Stream.of(table.rowType().getRecordComponents())
                    .forEach(c -> components.add(c.getName()));
            assertTrue(components.contains(table.partitionKey()));
            table.sortKey().ifPresent(key -> assertTrue(components.contains(key)));
            table.ttlAttribute().ifPresent(key -> assertTrue(components.contains(key)));
            table.indexes().forEach(i -> assertTrue(components.contains(i.partitionKey())));
        }
    }

    @Test
    void keysOfOneThingShareASlotAndKeysOfTwoDoNot() {
        RedisKeys keys = new RedisKeys("a:");
        assertEquals(tag(keys.journal("r1")), tag(keys.journalFence("r1")));
        assertNotEquals(tag(keys.journal("r1")), tag(keys.journal("r2")));
        assertEquals(tag(keys.queue("g")), tag(keys.queueEntries("g")));
        assertEquals(tag(keys.boardScores("b")), tag(keys.boardRows("b")));
        Stream.of(
                        keys.hostAlive("h"),
                        keys.rate("x", "y"),
                        keys.queue("g"),
                        keys.boardRows("b"),
                        keys.journal("r"))
                .forEach(key -> assertTrue(key.startsWith("a:")));
    }

    private static String tag(String key) {
        return key.substring(key.indexOf('{'), key.indexOf('}'));
    }

    @Test
    void gamesOfHostsAreNamedWithTheirRulesVersion() {
        assertEquals("arena.blitz@3", HostRow.gameKey("arena.blitz", 3));
    }
}
