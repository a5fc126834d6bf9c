package dev.atrium.functions.settle;

import dev.atrium.aggregate.DailyAggregates;
import dev.atrium.aggregate.Period;
import dev.atrium.aggregate.RoomFigures;
import dev.atrium.metric.FunctionMetric;
import dev.atrium.proof.Outcome;
import dev.atrium.proof.OutcomeProof;
import dev.atrium.schema.Tables;
import dev.atrium.settle.Settlement;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Counts rooms and people in the figures of their day. A room is counted in one transaction with
 * its marker; a person in one with the row which says that he was active in the period, so that he
 * counts once in each, whichever rooms he plays. Blocking and thread-safe.
 */
final class Aggregates {
    /** The kernel's: what a snapshot of memory would hold is drawn twice. */
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Three rows each and three counters: within the hundred of a transaction. */
    static final int PEOPLE_MAX = 30;

    /** Longer than any period, and than an outcome waits for an operator. */
    private static final long KEPT_DAYS = 400;

    private static final String KEY = "playerId";

    private final DynamoDbClient client;
    private final String settlements;
    private final String figures;
    private final String active;
    private final Consumer<String> metrics;
    private final MetricLine lines;

    /**
     * Those of a deployment.
     *
     * @param metrics is given a line in CloudWatch's embedded metric format for each room
     */
    Aggregates(DynamoDbClient client, String prefix, Consumer<String> metrics) {
        this.client = client;
        this.settlements = prefix + Tables.SETTLEMENTS.name();
        this.figures = prefix + Tables.DAILY_AGGREGATES.name();
        this.active = prefix + Tables.ACTIVE_PLAYERS.name();
        this.metrics = metrics;
        this.lines = new MetricLine(FunctionMetric.namespace(prefix));
    }

    /** The step that counts a room with an outcome, and who played. */
    Records.Step step(Outcome outcome, OutcomeProof.Result.Proven proven) {
        return nowMs -> {
            List<String> people = List.copyOf(RoomFigures.people(outcome));
            long[] firstIn = new long[3];
            for (int from = 0; from < people.size(); from += PEOPLE_MAX) {
                int to = Math.min(from + PEOPLE_MAX, people.size());
                countPeople(outcome, people.subList(from, to), firstIn);
            }
            boolean first =
                    countRoom(
                            outcome.roomId(),
                            Period.day(outcome.finishedAt()),
                            RoomFigures.finished(outcome, proven.options(), proven.history()),
                            nowMs);
            if (first) {
                metrics.accept(lines.finished(nowMs, outcome.game(), people.size(), firstIn));
            }
            return Booking.DONE;
        };
    }

    /**
     * Counts a room that is void, unless it is counted.
     *
     * @param reason why
     * @param createdAtMs wall time of its match, which says the day
     */
    void madeVoid(String roomId, String game, String reason, long createdAtMs, long nowMs) {
        if (countRoom(roomId, Period.day(createdAtMs), RoomFigures.madeVoid(game), nowMs)) {
            metrics.accept(lines.madeVoid(nowMs, game, reason));
        }
    }

    /** Whether it was not counted before, as far as that is known. */
    private boolean countRoom(
            String roomId, String day, SortedMap<String, Long> counted, long nowMs) {
        List<TransactWriteItem> items = new ArrayList<>();
        Map<String, AttributeValue> marker =
                Map.of(
                        "roomId", text(roomId),
                        "step", text(Settlement.AGGREGATES),
                        "doneAtMs", number(nowMs));
        items.add(put(settlements, marker, "step"));
        counted.forEach((metric, amount) -> items.add(added(roomId, day, metric, amount)));
        return write(items);
    }

    private void countPeople(Outcome outcome, List<String> people, long[] firstIn) {
        List<String> periods = Period.all(outcome.finishedAt());
        boolean written = false;
        for (int attempt = 1; !written; attempt++) {
            SortedMap<String, List<String>> missing = missing(periods, people);
            if (missing.isEmpty()) {
                return;
            }
            if (attempt > StepBook.ATTEMPTS_MAX) {
                throw StepBook.othersWrite(outcome.roomId(), Settlement.AGGREGATES);
            }
            List<TransactWriteItem> items = new ArrayList<>();
            missing.forEach(
                    (period, players) -> {
                        players.forEach(
                                player ->
                                        items.add(put(active, row(period, player, outcome), KEY)));
                        items.add(
                                added(
                                        outcome.roomId(),
                                        period,
                                        RoomFigures.ACTIVE,
                                        players.size()));
                    });
            written = write(items);
            if (written) {
                missing.forEach((period, them) -> firstIn[periods.indexOf(period)] += them.size());
            }
        }
    }

    /** Who is not known to be active yet, by period; periods without any are left out. */
    private SortedMap<String, List<String>> missing(List<String> periods, List<String> people) {
        List<Map<String, AttributeValue>> keys = new ArrayList<>();
        SortedMap<String, List<String>> missing = new TreeMap<>();
        for (String period : periods) {
            people.forEach(player -> keys.add(key(period, player)));
            missing.put(period, new ArrayList<>(people));
        }
        Map<String, KeysAndAttributes> asked =
                Map.of(active, KeysAndAttributes.builder().keys(keys).consistentRead(true).build());
        // What is left unprocessed counts as missing: the transaction finds out.
        for (Map<String, AttributeValue> found :
                client.batchGetItem(get -> get.requestItems(asked))
                        .responses()
                        .getOrDefault(active, List.of())) {
            String bucket = found.getOrDefault("bucket", text("")).s();
            String player = found.getOrDefault(KEY, text("")).s();
            List<String> them = missing.get(bucket.substring(0, bucket.indexOf('#')));
            if (them != null) {
                them.remove(player);
            }
        }
        missing.values().removeIf(List::isEmpty);
        return missing;
    }

    private static Map<String, AttributeValue> key(String period, String player) {
        return Map.of("bucket", text(period + "#" + shard(player)), KEY, text(player));
    }

    private static Map<String, AttributeValue> row(String period, String player, Outcome outcome) {
        Map<String, AttributeValue> row = new TreeMap<>(key(period, player));
        long seconds = TimeUnit.MILLISECONDS.toSeconds(outcome.finishedAt());
        row.put("ttl", number(seconds + TimeUnit.DAYS.toSeconds(KEPT_DAYS)));
        return row;
    }

    /** Of 16; ids are drawn, but begin alike. */
    private static String shard(String player) {
        return Integer.toHexString(Math.floorMod(player.hashCode(), 16));
    }

    private static TransactWriteItem put(
            String table, Map<String, AttributeValue> row, String absent) {
        return TransactWriteItem.builder()
                .put(
                        put ->
                                put.tableName(table)
                                        .item(row)
                                        .conditionExpression("attribute_not_exists(#key)")
                                        .expressionAttributeNames(Map.of("#key", absent)))
                .build();
    }

    private TransactWriteItem added(String roomId, String period, String metric, long amount) {
        Map<String, AttributeValue> key =
                Map.of(
                        "bucket", text(DailyAggregates.bucket(period, roomId)),
                        "metric", text(metric));
        return TransactWriteItem.builder()
                .update(
                        update ->
                                update.tableName(figures)
                                        .key(key)
                                        .updateExpression("ADD amount :amount")
                                        .expressionAttributeValues(
                                                Map.of(":amount", number(amount))))
                .build();
    }

    /**
     * Writes all of that, however often others write the same rows at the same time.
     *
     * @return false if something of it was written before, and nothing is now
     */
    private boolean write(List<TransactWriteItem> items) {
        for (int attempt = 1; ; attempt++) {
            try {
                client.transactWriteItems(request -> request.transactItems(items));
                return true;
            } catch (TransactionCanceledException e) {
                boolean failed =
                        e.cancellationReasons().stream()
                                .map(CancellationReason::code)
                                .anyMatch(StepBook.FAILED::equals);
                if (failed) {
                    return false;
                }
                if (attempt == StepBook.ATTEMPTS_MAX) {
                    throw e;
                }
                long pauseMs = RANDOM.nextLong(1, 5L * attempt + 2);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pauseMs));
            }
        }
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
