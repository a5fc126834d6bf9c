package dev.atrium.escrow;

import dev.atrium.schema.EscrowRow;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.Tables;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Escrows of the local ledger that are neither paid out nor given back, for those who look why. A
 * sparse index has them, by when they should be looked at next, so that one which waits for long
 * keeps nobody from the others. Blocking, thread-safe; {@code SdkException} if the store fails.
 */
public final class UnsettledEscrows {
    /** The first digits of room ids: what is due is listed for each of them. */
    public static final List<String> SHARDS =
            "0123456789abcdef".chars().mapToObj(Character::toString).toList();

    /** Streams have settled or given back long before, and most matches are over. */
    public static final long LOOK_MS_MIN = TimeUnit.MINUTES.toMillis(5);

    /** Between two looks at one that waits for days: a siege to come, an operator's decision. */
    public static final long LOOK_MS_MAX = TimeUnit.HOURS.toMillis(1);

    private final DynamoDbClient client;
    private final DynamoDbTable<EscrowRow> escrows;

    /**
     * Those of a deployment.
     *
     * @param tablePrefix before every table's name
     */
    public UnsettledEscrows(DynamoDbClient client, String tablePrefix) {
        DynamoDbEnhancedClient enhanced =
                DynamoDbEnhancedClient.builder().dynamoDbClient(client).build();
        this.client = client;
        this.escrows = Tables.ESCROWS.in(enhanced, tablePrefix);
    }

    static String shard(String roomId) {
        return roomId.substring(0, 1);
    }

    static String firstLook(long openedAtMs) {
        return RoomRow.since(openedAtMs + LOOK_MS_MIN);
    }

    /**
     * One that should be looked at. The index may be behind the table.
     *
     * @param roomId whose
     * @param state where in its life it was
     * @param openedAtMs wall time
     * @param nextLook by which it is claimed
     */
    public record Due(String roomId, EscrowState state, long openedAtMs, String nextLook) {}

    /**
     * Those of a shard whose time has come, the longest overdue first.
     *
     * @param shard one of {@link #SHARDS}
     * @param max how many at most
     */
    public List<Due> due(String shard, int max, long nowMs) {
        String now = RoomRow.since(nowMs);
        return escrows
                .index(Tables.ESCROWS_UNSETTLED)
                .query(
                        query ->
                                query.queryConditional(
                                                QueryConditional.sortLessThanOrEqualTo(
                                                        k ->
                                                                k.partitionValue(shard)
                                                                        .sortValue(now)))
                                        .limit(max))
                .stream()
                .limit(1)
                .flatMap(page -> page.items().stream())
                .map(
                        row ->
                                new Due(
                                        row.roomId(),
                                        Ledger.state(row),
                                        row.openedAtMs(),
                                        String.valueOf(row.nextLook())))
                .toList();
    }

    /**
     * Takes one on: nobody else looks at it before {@link #LOOK_MS_MIN} are over, and later the
     * older it is. So what fails comes again by itself, and does not stand in the way of others.
     *
     * @return false if another has taken it on, or it is settled by now
     */
    public boolean claim(Due due, long nowMs) {
        long pauseMs = Math.clamp(nowMs - due.openedAtMs(), LOOK_MS_MIN, LOOK_MS_MAX);
        try {
            client.updateItem(
                    update ->
                            update.tableName(escrows.tableName())
                                    .key(Map.of("roomId", AttributeValue.fromS(due.roomId())))
                                    .updateExpression("SET nextLook = :next")
                                    .conditionExpression("nextLook = :seen")
                                    .expressionAttributeValues(
                                            Map.of(
                                                    ":next",
                                                    text(RoomRow.since(nowMs + pauseMs)),
                                                    ":seen",
                                                    text(due.nextLook()))));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }
}
