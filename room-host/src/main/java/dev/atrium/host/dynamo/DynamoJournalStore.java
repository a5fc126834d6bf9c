package dev.atrium.host.dynamo;

import dev.atrium.host.journal.JournalException;
import dev.atrium.host.journal.JournalException.Reason;
import dev.atrium.host.journal.JournalStore;
import dev.atrium.schema.JournalRow;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.Tables;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.enhanced.dynamodb.model.GetItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.PutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactPutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

import java.io.ByteArrayOutputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Journals in DynamoDB, an item for each append. The fence is the epoch of the room's own row and
 * that of the journal's head: an append is one transaction that checks both and puts a slot that
 * must not exist, so a lower epoch is refused by the store itself.
 */
public final class DynamoJournalStore implements JournalStore {
    /** A journal that nobody ends is forgotten after so long, whatever went wrong. */
    private static final long FORGOTTEN_AFTER_S = 90L * 24 * 3600;

    /** An item holds 400 KB, and a transaction 4 MB. */
    private static final int PART_BYTES_MAX = 350 * 1024;

    private static final int PARTS_MAX = 11;

    private static final String HEAD = "head";
    private static final String GROUP = "e#";
    private static final String PART = "s#";
    private static final byte[] NOTHING = new byte[0];
    private static final String CONDITION_FAILED = "ConditionalCheckFailed";

    /** Attempts at a write that another's came before; each of those is somebody's progress. */
    private static final int ATTEMPTS_MAX = 8;

    /** A transaction holds 100 items; two are the fence's. */
    private static final int DELETES_AT_ONCE = 50;

    private final DynamoDbClient client;
    private final DynamoDbEnhancedClient enhanced;
    private final DynamoDbTable<JournalRow> journals;
    private final DynamoDbTable<RoomRow> rooms;
    private final Executor calls;
    private final ScheduledExecutorService timers;
    private final InstantSource wallClock;

    /**
     * Journals of a deployment.
     *
     * @param prefix before every table's name
     * @param calls threads that may block, one for each call; rooms bound how many there are
     * @param timers threads for what is due later, and that may block as well
     */
    public DynamoJournalStore(
            DynamoDbClient client,
            String prefix,
            Executor calls,
            ScheduledExecutorService timers,
            InstantSource wallClock) {
        this.client = client;
        this.enhanced = DynamoDbEnhancedClient.builder().dynamoDbClient(client).build();
        this.journals = Tables.JOURNALS.in(enhanced, prefix);
        this.rooms = Tables.ROOMS.in(enhanced, prefix);
        this.calls = calls;
        this.timers = timers;
        this.wallClock = wallClock;
    }

    private <T> CompletionStage<T> async(Supplier<T> call) {
        return CompletableFuture.supplyAsync(call, calls);
    }

    // -- the fence ------------------------------------------------------------------------------

    @Override
    public CompletionStage<Long> raiseFence(String roomId, long epoch) {
        return async(() -> untilWritten(roomId, () -> raise(roomId, epoch)));
    }

    /** What does not write since another did meanwhile is made again, from what there is then. */
    private static <T> T untilWritten(String roomId, Supplier<Optional<T>> attempt) {
        for (int i = 0; i < ATTEMPTS_MAX; i++) {
            Optional<T> written = attempt.get();
            if (written.isPresent()) {
                return written.get();
            }
        }
        throw new IllegalStateException("the journal of " + roomId + " is written by others");
    }

    private Optional<Long> raise(String roomId, long epoch) {
        JournalRow before = head(roomId);
        if (before != null && (before.epoch() > epoch || isGone(before))) {
            throw new JournalException(Reason.FENCED, roomId);
        }
        long first = before == null ? epoch : before.firstEpoch();
        long count = before == null ? 0 : before.count();
        long whole = before == null ? 0 : before.wholeCount();
        boolean written =
                put(
                        head(roomId, epoch, first, count, whole),
                        before == null ? absent() : unchanged(before));
        return written ? Optional.of(first) : Optional.empty();
    }

    /** False if what was read is there no more; a reply that got lost looks the same. */
    private boolean put(JournalRow head, Expression condition) {
        try {
            journals.putItem(
                    PutItemEnhancedRequest.builder(JournalRow.class)
                            .item(head)
                            .conditionExpression(condition)
                            .build());
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    private @Nullable JournalRow head(String roomId) {
        return row(roomId, HEAD);
    }

    private @Nullable JournalRow row(String roomId, String slot) {
        return journals.getItem(
                GetItemEnhancedRequest.builder()
                        .key(Key.builder().partitionValue(roomId).sortValue(slot).build())
                        .consistentRead(true)
                        .build());
    }

    private JournalRow head(String roomId, long epoch, long first, long count, long whole) {
        return new JournalRow(roomId, HEAD, epoch, first, count, whole, NOTHING, 0, ttl());
    }

    private long ttl() {
        return wallClock.instant().getEpochSecond() + FORGOTTEN_AFTER_S;
    }

    private boolean isGone(JournalRow head) {
        return head.goneAtMs() != 0 && wallClock.millis() >= head.goneAtMs();
    }

    /** The head, if it may be written under that epoch. */
    private JournalRow ownHead(String roomId, long epoch) {
        JournalRow head = head(roomId);
        if (head == null || head.epoch() != epoch || isGone(head)) {
            throw new JournalException(Reason.FENCED, roomId);
        }
        return head;
    }

    private static Expression absent() {
        return Expression.builder().expression("attribute_not_exists(roomId)").build();
    }

    private static Expression unchanged(JournalRow head) {
        return Expression.builder()
                .expression("epoch = :epoch AND #count = :count AND goneAtMs = :gone")
                .expressionNames(Map.of("#count", "count"))
                .putExpressionValue(":epoch", number(head.epoch()))
                .putExpressionValue(":count", number(head.count()))
                .putExpressionValue(":gone", number(head.goneAtMs()))
                .build();
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    /** A transaction that somebody else's ownership of the room cancels. */
    private TransactWriteItemsEnhancedRequest.Builder fenced(String roomId, long epoch) {
        Expression owned =
                Expression.builder()
                        .expression("epoch = :epoch")
                        .putExpressionValue(":epoch", number(epoch))
                        .build();
        return TransactWriteItemsEnhancedRequest.builder()
                .addConditionCheck(
                        rooms,
                        ConditionCheck.builder()
                                .key(Key.builder().partitionValue(roomId).build())
                                .conditionExpression(owned)
                                .build());
    }

    private static boolean isRefused(TransactionCanceledException e, int step) {
        return step < e.cancellationReasons().size()
                && CONDITION_FAILED.equals(e.cancellationReasons().get(step).code());
    }

    // -- entries --------------------------------------------------------------------------------

    @Override
    public CompletionStage<Void> append(
            String roomId, long epoch, long firstIndex, List<byte[]> entries) {
        byte[] group = EntryGroup.encode(entries);
        return async(
                () -> {
                    append(roomId, epoch, firstIndex, entries.size(), group);
                    return null;
                });
    }

    private void append(String roomId, long epoch, long firstIndex, int count, byte[] group) {
        JournalRow row =
                new JournalRow(roomId, slot(firstIndex), epoch, 0, count, 0, group, 0, ttl());
        try {
            client.transactWriteItems(
                    request ->
                            request.transactItems(
                                    owned(roomId, epoch),
                                    advanced(roomId, epoch, firstIndex, firstIndex + count),
                                    added(row)));
        } catch (TransactionCanceledException e) {
            settle(e, roomId, epoch, row);
        }
    }

    private TransactWriteItem owned(String roomId, long epoch) {
        return TransactWriteItem.builder()
                .conditionCheck(
                        check ->
                                check.tableName(rooms.tableName())
                                        .key(Map.of("roomId", AttributeValue.fromS(roomId)))
                                        .conditionExpression("epoch = :epoch")
                                        .expressionAttributeValues(Map.of(":epoch", number(epoch))))
                .build();
    }

    private TransactWriteItem advanced(String roomId, long epoch, long from, long to) {
        return TransactWriteItem.builder()
                .update(
                        update ->
                                update.tableName(journals.tableName())
                                        .key(
                                                Map.of(
                                                        "roomId", AttributeValue.fromS(roomId),
                                                        "slot", AttributeValue.fromS(HEAD)))
                                        .updateExpression("SET #count = :to, #ttl = :ttl")
                                        .conditionExpression(
                                                "epoch = :epoch AND #count = :from"
                                                        + " AND goneAtMs = :gone")
                                        .expressionAttributeNames(
                                                Map.of("#count", "count", "#ttl", "ttl"))
                                        .expressionAttributeValues(
                                                Map.of(
                                                        ":epoch", number(epoch),
                                                        ":from", number(from),
                                                        ":to", number(to),
                                                        ":ttl", number(ttl()),
                                                        ":gone", number(0))))
                .build();
    }

    private TransactWriteItem added(JournalRow row) {
        return TransactWriteItem.builder()
                .put(
                        put ->
                                put.tableName(journals.tableName())
                                        .item(journals.tableSchema().itemToMap(row, true))
                                        .conditionExpression("attribute_not_exists(roomId)"))
                .build();
    }

    /** What a transaction that was cancelled means: done before, refused, or to be made again. */
    private void settle(
            TransactionCanceledException e, String roomId, long epoch, JournalRow wanted) {
        if (isRefused(e, 0)) {
            throw new JournalException(Reason.FENCED, roomId);
        }
        if (!isRefused(e, 1) && !isRefused(e, 2)) {
            // A conflict with another transaction, or throttling: says nothing about the journal.
            throw e;
        }
        JournalRow head = ownHead(roomId, epoch);
        JournalRow stored = row(roomId, wanted.slot());
        boolean done =
                stored != null
                        && head.count() == endOf(wanted)
                        && Arrays.equals(stored.bytes(), wanted.bytes());
        if (!done) {
            throw new JournalException(Reason.OUT_OF_STEP, roomId);
        }
    }

    private static String slot(long firstIndex) {
        return GROUP + "%012d".formatted(firstIndex);
    }

    @Override
    public CompletionStage<List<byte[]>> read(String roomId) {
        return async(
                () -> {
                    JournalRow head = head(roomId);
                    List<byte[]> entries = new ArrayList<>();
                    if (head != null && !isGone(head)) {
                        if (head.count() < head.wholeCount()) {
                            throw new JournalException(Reason.OUT_OF_STEP, roomId);
                        }
                        rows(roomId, GROUP).stream()
                                .filter(row -> endOf(row) <= head.count())
                                .forEach(row -> entries.addAll(EntryGroup.decode(row.bytes())));
                    }
                    return entries;
                });
    }

    private static long endOf(JournalRow group) {
        return Long.parseLong(group.slot().substring(GROUP.length())) + group.count();
    }

    private List<JournalRow> rows(String roomId, String slots) {
        QueryConditional those =
                QueryConditional.sortBeginsWith(k -> k.partitionValue(roomId).sortValue(slots));
        return journals
                .query(query -> query.queryConditional(those).consistentRead(true))
                .items()
                .stream()
                .toList();
    }

    @Override
    public CompletionStage<Void> startAnew(String roomId, long epoch, long entries) {
        return async(
                () -> {
                    empty(roomId, ownHead(roomId, epoch), entries);
                    return null;
                });
    }

    /** The head first: from then on what a crash leaves behind counts for nothing. */
    private void empty(String roomId, JournalRow head, long entries) {
        JournalRow emptied = head(roomId, head.epoch(), head.firstEpoch(), 0, entries);
        List<JournalRow> left = new ArrayList<>(rows(roomId, GROUP));
        left.addAll(rows(roomId, PART));
        try {
            enhanced.transactWriteItems(
                    fenced(roomId, head.epoch())
                            .addPutItem(
                                    journals,
                                    TransactPutItemEnhancedRequest.builder(JournalRow.class)
                                            .item(emptied)
                                            .conditionExpression(unchanged(head))
                                            .build())
                            .build());
            for (int from = 0; from < left.size(); from += DELETES_AT_ONCE) {
                int to = Math.min(left.size(), from + DELETES_AT_ONCE);
                TransactWriteItemsEnhancedRequest.Builder batch = fenced(roomId, head.epoch());
                left.subList(from, to).forEach(row -> batch.addDeleteItem(journals, row));
                enhanced.transactWriteItems(batch.build());
            }
        } catch (TransactionCanceledException e) {
            throw refusal(e, roomId);
        }
    }

    private static RuntimeException refusal(TransactionCanceledException e, String roomId) {
        return isRefused(e, 0) || isRefused(e, 1) ? new JournalException(Reason.FENCED, roomId) : e;
    }

    // -- snapshots ------------------------------------------------------------------------------

    @Override
    public CompletionStage<Void> keepSnapshot(String roomId, long epoch, byte[] snapshot) {
        return async(
                () -> {
                    keep(roomId, epoch, snapshot);
                    return null;
                });
    }

    private void keep(String roomId, long epoch, byte[] snapshot) {
        int parts = Math.max(1, Math.ceilDiv(snapshot.length, PART_BYTES_MAX));
        if (parts > PARTS_MAX) {
            // The room goes on without: its journal alone tells the same.
            throw new IllegalArgumentException("a snapshot of " + snapshot.length + " bytes");
        }
        TransactWriteItemsEnhancedRequest.Builder transaction = fenced(roomId, epoch);
        Expression owned =
                Expression.builder()
                        .expression("epoch = :epoch AND goneAtMs = :gone")
                        .putExpressionValue(":epoch", number(epoch))
                        .putExpressionValue(":gone", number(0))
                        .build();
        transaction.addConditionCheck(
                journals,
                ConditionCheck.builder()
                        .key(Key.builder().partitionValue(roomId).sortValue(HEAD).build())
                        .conditionExpression(owned)
                        .build());
        for (int part = 0; part < parts; part++) {
            int from = part * PART_BYTES_MAX;
            int to = Math.min(snapshot.length, from + PART_BYTES_MAX);
            byte[] bytes = Arrays.copyOfRange(snapshot, from, to);
            String slot = PART + "%02d".formatted(part);
            transaction.addPutItem(
                    journals, new JournalRow(roomId, slot, epoch, 0, parts, 0, bytes, 0, ttl()));
        }
        try {
            enhanced.transactWriteItems(transaction.build());
        } catch (TransactionCanceledException e) {
            throw refusal(e, roomId);
        }
    }

    @Override
    public CompletionStage<Optional<byte[]>> readSnapshot(String roomId) {
        return async(
                () -> {
                    JournalRow head = head(roomId);
                    List<JournalRow> parts = rows(roomId, PART);
                    if (head == null || isGone(head) || parts.isEmpty()) {
                        return Optional.empty();
                    }
                    // One before may have had more of them; those count no more.
                    int count = (int) Math.min(parts.getFirst().count(), parts.size());
                    ByteArrayOutputStream whole = new ByteArrayOutputStream();
                    parts.subList(0, count).forEach(part -> whole.writeBytes(part.bytes()));
                    return Optional.of(whole.toByteArray());
                });
    }

    // -- the end --------------------------------------------------------------------------------

    @Override
    public CompletionStage<Void> expire(String roomId, long epoch, long afterMs) {
        return async(
                () -> {
                    if (untilWritten(roomId, () -> markGone(roomId, epoch, afterMs))) {
                        // From its time on nobody reads it; what a crash leaves goes by its ttl.
                        var _ =
                                timers.schedule(
                                        () -> {
                                            rows(roomId, PART).forEach(journals::deleteItem);
                                            rows(roomId, GROUP).forEach(journals::deleteItem);
                                        },
                                        afterMs,
                                        TimeUnit.MILLISECONDS);
                    }
                    return null;
                });
    }

    /** Whether there was one; empty if another wrote it meanwhile. */
    private Optional<Boolean> markGone(String roomId, long epoch, long afterMs) {
        JournalRow head = head(roomId);
        if (head == null) {
            return Optional.of(false);
        }
        if (head.epoch() > epoch) {
            throw new JournalException(Reason.FENCED, roomId);
        }
        long goneAtMs = wallClock.millis() + afterMs;
        JournalRow going =
                new JournalRow(
                        roomId,
                        HEAD,
                        head.epoch(),
                        head.firstEpoch(),
                        head.count(),
                        head.wholeCount(),
                        NOTHING,
                        goneAtMs,
                        goneAtMs / 1_000);
        return put(going, unchanged(head)) ? Optional.of(true) : Optional.empty();
    }
}
