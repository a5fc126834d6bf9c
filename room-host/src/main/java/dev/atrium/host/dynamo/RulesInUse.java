package dev.atrium.host.dynamo;

import dev.atrium.room.RoomStatus;
import dev.atrium.schema.Tables;
import dev.atrium.settle.Settlement;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which rules versions rooms have that have not ended, or whose end is not settled yet. Scans:
 * those that have not ended in an index that holds no others, the rest in the whole table of rooms.
 * For who is about to deploy, not for every second. Blocking, bounded by the time that is given.
 */
public final class RulesInUse {
    /** Whether each is refused is asked one by one; behind so many they count as unsettled. */
    static final int REFUSALS_ASKED_MAX = 1_000;

    private final DynamoDbClient client;
    private final String prefix;

    /**
     * Those of a deployment.
     *
     * @param prefix before the names of its tables
     */
    public RulesInUse(DynamoDbClient client, String prefix) {
        this.client = client;
        this.prefix = prefix;
    }

    /**
     * A game in a rules version.
     *
     * @param version of its rules
     */
    public record Rules(String game, int version) implements Comparable<Rules> {
        @Override
        public int compareTo(Rules other) {
            int byGame = game.compareTo(other.game);
            return byGame == 0 ? Integer.compare(version, other.version) : byGame;
        }
    }

    /**
     * How many rooms have it.
     *
     * @param live placed or playing: hosts must know it
     * @param unsettled finished, and not settled yet: settlement must know it
     * @param refused finished, and refused by settlement for good: nobody needs it
     */
    public record Rooms(long live, long unsettled, long refused) {
        /** No room. */
        public static final Rooms NONE = new Rooms(0, 0, 0);

        private Rooms plus(Rooms more) {
            return new Rooms(live + more.live, unsettled + more.unsettled, refused + more.refused);
        }

        /** Whether somebody must know the version still. */
        public boolean needIt() {
            return live + unsettled > 0;
        }
    }

    /**
     * What was found.
     *
     * @param complete whether all rooms were looked at within the time
     */
    public record Found(SortedMap<Rules, Rooms> rooms, boolean complete) {}

    /** Of rooms that have not ended. */
    public Found live(Duration most) {
        return live(end(most));
    }

    /** Of rooms that have not ended or are not settled. */
    public Found all(Duration most) {
        long end = end(most);
        Found live = live(end);
        return live.complete() ? finished(live, end) : live;
    }

    private static long end(Duration most) {
        return System.nanoTime() + most.toNanos();
    }

    private Found live(long end) {
        Found found = new Found(new TreeMap<>(), true);
        ScanRequest.Builder scan =
                rooms().indexName(Tables.ROOMS_BY_LIVE_OWNER)
                        .projectionExpression("game, rulesVersion");
        return scan(
                scan,
                end,
                found,
                item -> found.rooms().merge(rules(item), new Rooms(1, 0, 0), Rooms::plus));
    }

    private Found finished(Found found, long end) {
        ScanRequest.Builder scan =
                rooms().projectionExpression("roomId, game, rulesVersion")
                        .filterExpression("#status = :finished AND settledAtMs = :never")
                        .expressionAttributeNames(Map.of("#status", "status"))
                        .expressionAttributeValues(
                                Map.of(
                                        ":finished",
                                        AttributeValue.fromS(RoomStatus.FINISHED.name()),
                                        ":never",
                                        AttributeValue.fromN("0")));
        int[] asked = {0};
        return scan(
                scan,
                end,
                found,
                item -> {
                    boolean refused =
                            asked[0]++ < REFUSALS_ASKED_MAX && isRefused(text(item, "roomId"));
                    Rooms one = refused ? new Rooms(0, 0, 1) : new Rooms(0, 1, 0);
                    found.rooms().merge(rules(item), one, Rooms::plus);
                });
    }

    private ScanRequest.Builder rooms() {
        return ScanRequest.builder().tableName(prefix + Tables.ROOMS.name());
    }

    /** What is done with a row. */
    private interface Seen {
        void row(Map<String, AttributeValue> item);
    }

    private Found scan(ScanRequest.Builder scan, long end, Found found, Seen seen) {
        Map<String, AttributeValue> from = Map.of();
        do {
            if (System.nanoTime() - end > 0) {
                return new Found(found.rooms(), false);
            }
            // None at first: an empty key would be refused.
            ScanResponse page =
                    client.scan(scan.exclusiveStartKey(from.isEmpty() ? null : from).build());
            page.items().forEach(seen::row);
            from = page.lastEvaluatedKey();
        } while (!from.isEmpty());
        return found;
    }

    private static Rules rules(Map<String, AttributeValue> item) {
        return new Rules(
                text(item, "game"),
                Integer.parseInt(item.getOrDefault("rulesVersion", AttributeValue.fromN("0")).n()));
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return item.getOrDefault(name, AttributeValue.fromS("")).s();
    }

    private boolean isRefused(String roomId) {
        return client.getItem(
                        get ->
                                get.tableName(prefix + Tables.SETTLEMENTS.name())
                                        .key(
                                                Map.of(
                                                        "roomId",
                                                        AttributeValue.fromS(roomId),
                                                        "step",
                                                        AttributeValue.fromS(Settlement.REFUSED)))
                                        .projectionExpression("step"))
                .hasItem();
    }
}
