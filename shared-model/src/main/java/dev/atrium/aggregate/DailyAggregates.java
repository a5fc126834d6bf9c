package dev.atrium.aggregate;

import dev.atrium.schema.DailyAggregateRow;
import dev.atrium.schema.Tables;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the figures come to, out of DynamoDB. Each is kept in 16 shards, since every settlement adds
 * to them. Blocking, thread-safe; {@code SdkException} if the store fails.
 */
public final class DailyAggregates {
    private static final String SHARDS = "0123456789abcdef";

    private final DynamoDbTable<DailyAggregateRow> table;

    /** Those of a deployment. */
    public DailyAggregates(DynamoDbEnhancedClient client, String tablePrefix) {
        this.table = Tables.DAILY_AGGREGATES.in(client, tablePrefix);
    }

    /**
     * Where a room's part of a period's figures is.
     *
     * @param period as {@link Period} names it
     * @param roomId whose first digit is the shard
     */
    public static String bucket(String period, String roomId) {
        return period + "#" + roomId.charAt(0);
    }

    /** All figures of a period, by metric. */
    public SortedMap<String, Long> of(String period) {
        SortedMap<String, Long> sums = new TreeMap<>();
        for (int i = 0; i < SHARDS.length(); i++) {
            String bucket = bucket(period, SHARDS.substring(i));
            table.query(
                            query ->
                                    query.queryConditional(
                                                    QueryConditional.keyEqualTo(
                                                            key -> key.partitionValue(bucket)))
                                            .consistentRead(true))
                    .items()
                    .forEach(row -> sums.merge(row.metric(), row.amount(), Long::sum));
        }
        return sums;
    }

    /**
     * What operators are shown of a day: its figures, who was active in it, its week and its month,
     * and how many of a thousand rooms came to an outcome.
     */
    public Map<String, Object> shown(LocalDate day) {
        List<String> periods = Period.all(day);
        SortedMap<String, Long> figures = of(periods.get(0));
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("day", periods.get(0));
        shown.put("activeInDay", figures.getOrDefault(RoomFigures.ACTIVE, 0L));
        shown.put("week", periods.get(1));
        shown.put("activeInWeek", of(periods.get(1)).getOrDefault(RoomFigures.ACTIVE, 0L));
        shown.put("month", periods.get(2));
        shown.put("activeInMonth", of(periods.get(2)).getOrDefault(RoomFigures.ACTIVE, 0L));
        long finished = figures.getOrDefault(RoomFigures.FINISHED, 0L);
        long ended = finished + figures.getOrDefault(RoomFigures.VOID, 0L);
        if (ended > 0) {
            shown.put("completionPermille", finished * 1_000 / ended);
        }
        shown.put("figures", figures);
        return shown;
    }
}
