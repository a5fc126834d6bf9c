package dev.atrium.localstack.restore;

import dev.atrium.schema.TableDefinition;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * Makes one table hold what another of the same shape holds: writes every row of the source, then
 * removes what the source does not have. Both must be left alone by everybody else meanwhile. Takes
 * no more memory than a few pages; may be repeated after a failure. Blocking, thread-safe.
 */
final class TableCopy {
    /** DynamoDB's own limits of one request. */
    private static final int WRITES_MAX = 25;

    private static final int READS_MAX = 100;

    /** Read beside each other. */
    private static final int SEGMENTS = 4;

    /** What is throttled is asked for again so often: for half a minute in all. */
    private static final int TRIES = 10;

    private static final Duration FIRST_WAIT = Duration.ofMillis(30);

    private final Place from;
    private final Place to;

    TableCopy(Place from, Place to) {
        this.from = from;
        this.to = to;
    }

    /**
     * Where tables are.
     *
     * @param prefix before their names
     */
    record Place(DynamoDbClient client, String prefix) {
        String name(TableDefinition<?> table) {
            return prefix + table.name();
        }
    }

    /**
     * What was done to a table.
     *
     * @param written rows that it holds now
     * @param removed rows that it held beside them
     */
    record Copied(long written, long removed) {}

    /** What is done to a page of rows; gives how many rows it concerned. */
    private interface Page {
        long take(List<Map<String, AttributeValue>> rows);
    }

    /**
     * Copies.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException if a store fails; the target then
     *     holds a part
     * @throws IllegalStateException if a store takes no more for half a minute
     * @throws InterruptedException if this thread was interrupted
     */
    Copied copy(TableDefinition<?> table) throws InterruptedException {
        long written = eachPage(from, table, rows -> write(table, rows));
        long removed = eachPage(to, table, rows -> removeStrangers(table, rows));
        return new Copied(written, removed);
    }

    private static long eachPage(Place place, TableDefinition<?> table, Page page)
            throws InterruptedException {
        List<Callable<Long>> segments = new ArrayList<>();
        for (int segment = 0; segment < SEGMENTS; segment++) {
            int number = segment;
            segments.add(() -> segment(place, table, number, page));
        }
        long sum = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Long> done : threads.invokeAll(segments)) {
                sum += done.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure
                    ? failure
                    : new IllegalStateException(e.getCause());
        }
        return sum;
    }

    private static long segment(Place place, TableDefinition<?> table, int number, Page page) {
        long sum = 0;
        Map<String, AttributeValue> next = Map.of();
        do {
            ScanRequest.Builder request =
                    ScanRequest.builder()
                            .tableName(place.name(table))
                            .consistentRead(true)
                            .segment(number)
                            .totalSegments(SEGMENTS);
            if (!next.isEmpty()) {
                request.exclusiveStartKey(next);
            }
            ScanResponse response = place.client().scan(request.build());
            sum += page.take(response.items());
            next = response.lastEvaluatedKey();
        } while (!next.isEmpty());
        return sum;
    }

    private long write(TableDefinition<?> table, List<Map<String, AttributeValue>> rows) {
        List<WriteRequest> puts =
                rows.stream()
                        .map(row -> WriteRequest.builder().putRequest(put -> put.item(row)).build())
                        .toList();
        writeAll(table, puts);
        return puts.size();
    }

    private long removeStrangers(TableDefinition<?> table, List<Map<String, AttributeValue>> rows) {
        List<Map<String, AttributeValue>> keys = rows.stream().map(r -> key(table, r)).toList();
        List<WriteRequest> removals = new ArrayList<>();
        for (List<Map<String, AttributeValue>> some : parts(keys, READS_MAX)) {
            Set<Map<String, AttributeValue>> known = known(table, some);
            some.stream()
                    .filter(key -> !known.contains(key))
                    .map(k -> WriteRequest.builder().deleteRequest(d -> d.key(k)).build())
                    .forEach(removals::add);
        }
        writeAll(table, removals);
        return removals.size();
    }

    private static Map<String, AttributeValue> key(
            TableDefinition<?> table, Map<String, AttributeValue> row) {
        Map<String, AttributeValue> key = new HashMap<>();
        key.put(table.partitionKey(), row.get(table.partitionKey()));
        table.sortKey().ifPresent(name -> key.put(name, row.get(name)));
        return key;
    }

    /** Those of these keys that the source has. */
    private Set<Map<String, AttributeValue>> known(
            TableDefinition<?> table, List<Map<String, AttributeValue>> keys) {
        String name = from.name(table);
        Set<Map<String, AttributeValue>> found = new HashSet<>();
        Map<String, KeysAndAttributes> asked = Map.of(name, reading(keys));
        for (int i = 0; i < TRIES && !asked.isEmpty(); i++) {
            pauseBefore(i);
            Map<String, KeysAndAttributes> now = asked;
            var response = from.client().batchGetItem(get -> get.requestItems(now));
            response.responses()
                    .getOrDefault(name, List.of())
                    .forEach(row -> found.add(key(table, row)));
            asked = response.unprocessedKeys();
        }
        if (!asked.isEmpty()) {
            throw new IllegalStateException(name + " does not give its rows");
        }
        return found;
    }

    private static KeysAndAttributes reading(List<Map<String, AttributeValue>> keys) {
        return KeysAndAttributes.builder().keys(keys).consistentRead(true).build();
    }

    private void writeAll(TableDefinition<?> table, List<WriteRequest> requests) {
        for (List<WriteRequest> some : parts(requests, WRITES_MAX)) {
            Map<String, List<WriteRequest>> asked = Map.of(to.name(table), some);
            for (int i = 0; i < TRIES && !asked.isEmpty(); i++) {
                pauseBefore(i);
                Map<String, List<WriteRequest>> now = asked;
                asked = to.client().batchWriteItem(w -> w.requestItems(now)).unprocessedItems();
            }
            if (!asked.isEmpty()) {
                throw new IllegalStateException(to.name(table) + " takes no more rows");
            }
        }
    }

    /** Twice as long each time. */
    private static void pauseBefore(int attempt) {
        if (attempt > 0) {
            LockSupport.parkNanos(FIRST_WAIT.toNanos() << attempt);
        }
    }

    private static <T> List<List<T>> parts(List<T> all, int most) {
        List<List<T>> parts = new ArrayList<>();
        for (int i = 0; i < all.size(); i += most) {
            parts.add(all.subList(i, Math.min(all.size(), i + most)));
        }
        return parts;
    }
}
