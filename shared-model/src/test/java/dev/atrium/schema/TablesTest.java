package dev.atrium.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

class TablesTest {
    static List<TableDefinition<?>> tables() {
        return Tables.all();
    }

    private static Map<String, Class<?>> components(TableDefinition<?> table) {
        Map<String, Class<?>> components = new TreeMap<>();
        for (RecordComponent component : table.rowType().getRecordComponents()) {
            components.put(component.getName(), component.getType());
        }
        return components;
    }

    private static List<String> keys(List<KeySchemaElement> keys) {
        return keys.stream().map(key -> key.keyTypeAsString() + " " + key.attributeName()).toList();
    }

    @Test
    void allTablesAreListedOnce() throws IllegalAccessException {
        Set<Object> declared = new HashSet<>();
        for (Field field : Tables.class.getDeclaredFields()) {
            if (field.getType() == TableDefinition.class) {
                declared.add(field.get(null));
            }
        }
        assertEquals(declared, new HashSet<>(Tables.all()));
        assertEquals(declared.size(), Tables.all().size());
        assertEquals(
                declared.size(),
                Tables.all().stream().map(TableDefinition::name).distinct().count());
    }

    @ParameterizedTest
    @MethodSource("tables")
    void keysAreTextsOfTheRowAndTtlIsANumber(TableDefinition<?> table) {
        Map<String, Class<?>> components = components(table);

        assertTrue(table.name().matches("[a-z]+(-[a-z]+)*"), table::name);
        assertEquals(String.class, components.get(table.partitionKey()));
        table.sortKey().ifPresent(key -> assertEquals(String.class, components.get(key)));
        table.ttlAttribute().ifPresent(ttl -> assertEquals(long.class, components.get(ttl)));
        for (TableDefinition.Index index : table.indexes()) {
            assertEquals(String.class, components.get(index.partitionKey()));
        }
    }

    /** DynamoDB refuses a definition that no key uses, and a key without a definition. */
    @ParameterizedTest
    @MethodSource("tables")
    void requestDefinesExactlyTheAttributesThatKeysUse(TableDefinition<?> table) {
        CreateTableRequest request = table.createRequest("atrium-");
        Set<String> used = new TreeSet<>();
        request.keySchema().forEach(key -> used.add(key.attributeName()));
        for (GlobalSecondaryIndex index : request.globalSecondaryIndexes()) {
            index.keySchema().forEach(key -> used.add(key.attributeName()));
        }
        List<String> defined =
                request.attributeDefinitions().stream()
                        .map(AttributeDefinition::attributeName)
                        .toList();

        assertEquals(used, new TreeSet<>(defined));
        assertEquals(used.size(), defined.size(), "each once");
        assertTrue(
                request.attributeDefinitions().stream()
                        .allMatch(a -> a.attributeType() == ScalarAttributeType.S));
        assertEquals("atrium-" + table.name(), request.tableName());
        assertEquals(BillingMode.PAY_PER_REQUEST, request.billingMode());
        assertEquals(KeyType.HASH, request.keySchema().getFirst().keyType());
    }

    @Test
    void tableWithASortKeySaysSo() {
        assertEquals(
                List.of("HASH playerId", "RANGE finishedAtRoom"),
                keys(Tables.MATCHES.createRequest("").keySchema()));
    }

    @Test
    void indexIsKeyedAndHoldsEverything() {
        GlobalSecondaryIndex index =
                Tables.CONNECTIONS.createRequest("").globalSecondaryIndexes().getFirst();

        assertEquals("by-player", index.indexName());
        assertEquals(List.of("HASH playerId"), keys(index.keySchema()));
        assertEquals(ProjectionType.ALL, index.projection().projectionType());
        assertFalse(Tables.PLAYERS.createRequest("").hasGlobalSecondaryIndexes());
    }

    @Test
    void outcomesAndRoomsAreStreamedWithTheirNewImages() {
        CreateTableRequest outcomes = Tables.OUTCOMES.createRequest("");

        assertTrue(outcomes.streamSpecification().streamEnabled());
        assertEquals(StreamViewType.NEW_IMAGE, outcomes.streamSpecification().streamViewType());
        assertEquals(
                List.of("rooms", "outcomes"),
                Tables.all().stream()
                        .filter(TableDefinition::stream)
                        .map(TableDefinition::name)
                        .toList());
    }

    @Test
    void gameOfAHostIsNamedWithItsVersion() {
        assertEquals("arena.blitz@1", HostRow.gameKey("arena.blitz", 1));
    }

    @Test
    void whatOneScriptTouchesLiesInOneSlotOfACluster() {
        RedisKeys keys = new RedisKeys("atrium:");

        assertEquals("atrium:room:{r1}:journal", keys.journal("r1"));
        assertSameSlot("r1", keys.journal("r1"), keys.journalFence("r1"), keys.journalBase("r1"));
        assertSameSlot(
                "arena.blitz",
                keys.matchQueued("arena.blitz"),
                keys.matchTickets("arena.blitz"),
                keys.matchBriefs("arena.blitz"),
                keys.matchDue("arena.blitz"),
                keys.matchWake("arena.blitz"),
                keys.matchRanks("arena.blitz"),
                keys.matchRanksAnywhere("arena.blitz"),
                keys.matchRanksIn("arena.blitz", "eu-west-1"),
                keys.openRooms("arena.blitz"));
        assertSameSlot(
                "blitz@all", keys.boardOrder("blitz", "all"), keys.boardRows("blitz", "all"));
        assertEquals("atrium:host:h1:alive", keys.hostAlive("h1"));
        assertEquals("atrium:rate:guest:1.2.3.4", keys.rate("guest", "1.2.3.4"));
    }

    private static void assertSameSlot(String tag, String... keys) {
        assertEquals(keys.length, Arrays.stream(keys).distinct().count());
        for (String key : keys) {
            assertEquals(tag, key.substring(key.indexOf('{') + 1, key.indexOf('}')));
            assertTrue(key.startsWith("atrium:"));
        }
    }
}
