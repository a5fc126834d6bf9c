package dev.atrium.functions.settle;

import dev.atrium.schema.TableDefinition;
import dev.atrium.schema.Tables;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Which items of DynamoDB a process writes, or has a transaction depend on: at those it could meet
 * others.
 */
final class WrittenItems {
    private final String prefix;
    private final SortedSet<String> items = new ConcurrentSkipListSet<>();
    private final AtomicInteger cancelled = new AtomicInteger();

    WrittenItems(String prefix) {
        this.prefix = prefix;
    }

    /** Table and key of each. */
    SortedSet<String> items() {
        return items;
    }

    /** Transactions that were not done. */
    int cancelled() {
        return cancelled.get();
    }

    /** The same client, watched. */
    DynamoDbClient watch(DynamoDbClient client) {
        return (DynamoDbClient)
                Proxy.newProxyInstance(
                        DynamoDbClient.class.getClassLoader(),
                        new Class<?>[] {DynamoDbClient.class},
                        (proxy, method, arguments) -> {
                            if (arguments != null && arguments[0] instanceof Consumer) {
                                // The client's own makes a request of it, which comes here again.
                                return InvocationHandler.invokeDefault(proxy, method, arguments);
                            }
                            if (arguments != null) {
                                note(arguments[0]);
                            }
                            try {
                                return method.invoke(client, arguments);
                            } catch (InvocationTargetException e) {
                                if (e.getCause() instanceof TransactionCanceledException) {
                                    cancelled.incrementAndGet();
                                }
                                throw e.getCause();
                            }
                        });
    }

    private void note(Object argument) {
        switch (argument) {
            case TransactWriteItemsRequest request -> request.transactItems().forEach(this::note);
            case PutItemRequest put -> add(put.tableName(), put.item());
            case UpdateItemRequest update -> add(update.tableName(), update.key());
            case DeleteItemRequest delete -> add(delete.tableName(), delete.key());
            default -> {}
        }
    }

    private void note(TransactWriteItem item) {
        if (item.put() != null) {
            add(item.put().tableName(), item.put().item());
        }
        if (item.update() != null) {
            add(item.update().tableName(), item.update().key());
        }
        if (item.delete() != null) {
            add(item.delete().tableName(), item.delete().key());
        }
        if (item.conditionCheck() != null) {
            add(item.conditionCheck().tableName(), item.conditionCheck().key());
        }
    }

    private void add(String table, Map<String, AttributeValue> attributes) {
        TableDefinition<?> definition =
                Tables.all().stream()
                        .filter(known -> table.equals(prefix + known.name()))
                        .findFirst()
                        .orElseThrow();
        String sort = definition.sortKey().map(key -> " " + attributes.get(key).s()).orElse("");
        items.add(definition.name() + " " + attributes.get(definition.partitionKey()).s() + sort);
    }
}
