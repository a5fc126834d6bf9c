package dev.atrium.functions.settle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.atrium.functions.edge.LocalStores;
import dev.atrium.proof.Outcome;
import dev.atrium.rating.Ladders;
import dev.atrium.schema.RatingRow;
import dev.atrium.schema.Tables;
import dev.atrium.settle.RatedMatch;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Listens to what DynamoDB has taken of ratings. Which match of a player is rated first is chance,
 * and what each comes to depends on it: so each transaction is held against the rows that the
 * transactions before it left, whichever those were.
 */
final class WrittenRatings {
    private final LocalStores stores;
    private final Queue<Rated> taken = new ConcurrentLinkedQueue<>();

    /** A transaction that rated a room. */
    private record Rated(String roomId, List<RatingRow> rows) {}

    /** A row of a player that a transaction left. */
    private record Left(String playerId, long version) {}

    WrittenRatings(LocalStores stores) {
        this.stores = stores;
    }

    /** The store's client, listened to. */
    DynamoDbClient client() {
        return (DynamoDbClient)
                Proxy.newProxyInstance(
                        DynamoDbClient.class.getClassLoader(),
                        new Class<?>[] {DynamoDbClient.class},
                        (proxy, method, arguments) -> {
                            Object result;
                            try {
                                result = method.invoke(stores.dynamo(), arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                            if (arguments != null
                                    && arguments[0] instanceof TransactWriteItemsRequest request) {
                                note(request);
                            }
                            return result;
                        });
    }

    private void note(TransactWriteItemsRequest request) {
        List<RatingRow> rows = new ArrayList<>();
        String roomId = "";
        for (TransactWriteItem item : request.transactItems()) {
            Put put = item.put();
            if (put == null) {
                continue;
            }
            if (put.tableName().equals(stores.tablePrefix() + Tables.RATINGS.name())) {
                rows.add(stores.table(Tables.RATINGS).tableSchema().mapToItem(put.item()));
            } else if (put.item().containsKey("step")) {
                roomId = put.item().get("roomId").s();
            }
        }
        if (!rows.isEmpty()) {
            taken.add(new Rated(roomId, rows));
        }
    }

    /** Each of these matches is rated once, and nothing else moved a rating. */
    void assertEachOnce(Collection<Outcome> outcomes) {
        Map<String, Outcome> byRoom = new HashMap<>();
        outcomes.forEach(outcome -> byRoom.put(outcome.roomId(), outcome));
        Map<Left, RatingRow> left = new HashMap<>();
        Map<String, Long> games = new TreeMap<>();
        for (Rated rated : taken) {
            for (RatingRow row : rated.rows()) {
                left.put(new Left(row.playerId(), row.version()), row);
                games.merge(row.playerId(), 1L, Long::sum);
            }
        }
        for (Rated rated : taken) {
            Outcome outcome = byRoom.remove(rated.roomId());
            assertNotNull(outcome, "rated twice, or never played: " + rated.roomId());
            RatedMatch match = RatedMatch.of(outcome, Ladders.SHIPPED).orElseThrow();
            Map<String, RatingRow> before = new HashMap<>();
            for (RatingRow row : rated.rows()) {
                if (row.version() > 1) {
                    before.put(
                            row.playerId(), left.get(new Left(row.playerId(), row.version() - 1)));
                }
            }
            assertEquals(match.rated(before), rated.rows(), rated.roomId());
        }
        assertEquals(Map.of(), byRoom, "not rated");
        Map<String, RatingRow> last = new TreeMap<>();
        games.forEach((player, count) -> last.put(player, left.get(new Left(player, count))));
        Map<String, RatingRow> stored = new TreeMap<>();
        stores.table(Tables.RATINGS).scan().items().forEach(row -> stored.put(row.playerId(), row));
        assertEquals(last, stored);
    }
}
