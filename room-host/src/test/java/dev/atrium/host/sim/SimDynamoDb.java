package dev.atrium.host.sim;

import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** A host's client of DynamoDB: as the SDK's, it tries again what may not have arrived. */
final class SimDynamoDb implements DynamoDbClient {
    private static final double TRIES_AGAIN = 0.5;

    private final SimWorld world;
    private final SimTables tables;
    private final SimLink link;

    SimDynamoDb(SimWorld world, SimTables tables, SimLink link) {
        this.world = world;
        this.tables = tables;
        this.link = link;
    }

    private <T> T call(Supplier<T> there) {
        try {
            return link.call(there).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof SdkException told) {
                throw told;
            }
            if (world.chance(TRIES_AGAIN)) {
                return once(there);
            }
            throw SdkClientException.create("no answer", e.getCause());
        }
    }

    private <T> T once(Supplier<T> there) {
        try {
            return link.call(there).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof SdkException told
                    ? told
                    : SdkClientException.create("no answer", e.getCause());
        }
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        String key = SimTables.keyOf(request.tableName(), request.key());
        return call(
                () -> {
                    Map<String, AttributeValue> item = tables.table(request.tableName()).get(key);
                    return GetItemResponse.builder().item(item).build();
                });
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        Put put =
                Put.builder()
                        .tableName(request.tableName())
                        .item(request.item())
                        .conditionExpression(request.conditionExpression())
                        .expressionAttributeNames(request.expressionAttributeNames())
                        .expressionAttributeValues(request.expressionAttributeValues())
                        .build();
        return call(
                () -> {
                    tables.put(put);
                    return PutItemResponse.builder().build();
                });
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        List<Put> puts = request.transactItems().stream().map(TransactWriteItem::put).toList();
        return call(
                () -> {
                    tables.transact(puts);
                    return TransactWriteItemsResponse.builder().build();
                });
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        return call(
                () -> {
                    List<Map<String, AttributeValue>> found =
                            tables.index().values().stream()
                                    .filter(item -> matches(request, item))
                                    .toList();
                    return QueryResponse.builder().items(found).count(found.size()).build();
                });
    }

    private static boolean matches(QueryRequest request, Map<String, AttributeValue> item) {
        return SimTables.holds(
                request.keyConditionExpression(),
                request.expressionAttributeNames(),
                request.expressionAttributeValues(),
                item);
    }

    @Override
    public ScanResponse scan(ScanRequest request) {
        return call(
                () -> {
                    List<Map<String, AttributeValue>> all =
                            List.copyOf(tables.table(request.tableName()).values());
                    return ScanResponse.builder().items(all).count(all.size()).build();
                });
    }

    @Override
    public String serviceName() {
        return "dynamodb";
    }

    @Override
    public void close() {}
}
