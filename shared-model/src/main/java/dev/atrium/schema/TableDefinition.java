package dev.atrium.schema;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One table: its name without the deployment's prefix, what a row is, and how it is keyed. All key
 * attributes are strings.
 *
 * @param name lower-case words joined by dashes
 * @param rowType a record
 * @param partitionKey a component of the row
 * @param sortKey a component of the row, if there is one
 * @param indexes global secondary indexes, all attributes projected
 * @param stream whether changes are streamed (new images)
 * @param ttlAttribute a component in seconds since 1970 after which DynamoDB may delete the row;
 *     late, so it is never believed for correctness
 */
public record TableDefinition<T>(
        String name,
        Class<T> rowType,
        String partitionKey,
        Optional<String> sortKey,
        List<Index> indexes,
        boolean stream,
        Optional<String> ttlAttribute) {

    /**
     * A global secondary index.
     *
     * @param name its name
     * @param partitionKey a component of the row
     * @param sortKey a component of the row, if there is one
     */
    public record Index(String name, String partitionKey, Optional<String> sortKey) {}

    static <T> TableDefinition<T> of(String name, Class<T> rowType, String partitionKey) {
        return new TableDefinition<>(
                name, rowType, partitionKey, Optional.empty(), List.of(), false, Optional.empty());
    }

    TableDefinition<T> sortedBy(String key) {
        return new TableDefinition<>(
                name, rowType, partitionKey, Optional.of(key), indexes, stream, ttlAttribute);
    }

    TableDefinition<T> indexed(String indexName, String key) {
        return indexed(new Index(indexName, key, Optional.empty()));
    }

    TableDefinition<T> indexed(String indexName, String key, String sort) {
        return indexed(new Index(indexName, key, Optional.of(sort)));
    }

    private TableDefinition<T> indexed(Index index) {
        List<Index> more = new ArrayList<>(indexes);
        more.add(index);
        return new TableDefinition<>(
                name, rowType, partitionKey, sortKey, List.copyOf(more), stream, ttlAttribute);
    }

    TableDefinition<T> streamed() {
        return new TableDefinition<>(
                name, rowType, partitionKey, sortKey, indexes, true, ttlAttribute);
    }

    TableDefinition<T> expiringBy(String attribute) {
        return new TableDefinition<>(
                name, rowType, partitionKey, sortKey, indexes, stream, Optional.of(attribute));
    }

    /**
     * This table with rows of another kind, which lie beside its own or hold a part of them.
     *
     * @param otherType a record with the components that are keys
     */
    <R> TableDefinition<R> seenAs(Class<R> otherType) {
        return new TableDefinition<>(
                name, otherType, partitionKey, sortKey, indexes, stream, ttlAttribute);
    }

    /**
     * This table in a deployment.
     *
     * @param prefix of the deployment, such as {@code atrium-}
     */
    public DynamoDbTable<T> in(DynamoDbEnhancedClient client, String prefix) {
        return client.table(prefix + name, RecordTableSchema.of(this));
    }

    /** What creates it, billed per request. */
    public CreateTableRequest createRequest(String prefix) {
        Set<String> attributes = new LinkedHashSet<>();
        CreateTableRequest.Builder request =
                CreateTableRequest.builder()
                        .tableName(prefix + name)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .keySchema(keys(partitionKey, sortKey, attributes));
        if (!indexes.isEmpty()) {
            request.globalSecondaryIndexes(
                    indexes.stream().map(index -> indexRequest(index, attributes)).toList());
        }
        if (stream) {
            request.streamSpecification(
                    s -> s.streamEnabled(true).streamViewType(StreamViewType.NEW_IMAGE));
        }
        return request.attributeDefinitions(
                        attributes.stream()
                                .map(
                                        a ->
                                                AttributeDefinition.builder()
                                                        .attributeName(a)
                                                        .attributeType(ScalarAttributeType.S)
                                                        .build())
                                .toList())
                .build();
    }

    private static GlobalSecondaryIndex indexRequest(Index index, Set<String> attributes) {
        return GlobalSecondaryIndex.builder()
                .indexName(index.name())
                .keySchema(keys(index.partitionKey(), index.sortKey(), attributes))
                .projection(p -> p.projectionType(ProjectionType.ALL))
                .build();
    }

    private static List<KeySchemaElement> keys(
            String partition, Optional<String> sort, Set<String> attributes) {
        List<KeySchemaElement> keys = new ArrayList<>();
        keys.add(key(partition, KeyType.HASH));
        attributes.add(partition);
        sort.ifPresent(
                s -> {
                    keys.add(key(s, KeyType.RANGE));
                    attributes.add(s);
                });
        return keys;
    }

    private static KeySchemaElement key(String attribute, KeyType type) {
        return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
    }
}
