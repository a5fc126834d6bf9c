package dev.atrium.host.dynamo;

import dev.atrium.host.journal.JournalException;
import dev.atrium.host.journal.JournalException.Reason;
import dev.atrium.host.journal.JournalStore;
import dev.atrium.host.journal.StoredJournal;
import dev.atrium.journal.JournalBase;
import dev.atrium.schema.JournalRow;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactPutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

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
    /** Attempts at a write that another's came before; each of those is somebody's progress. */
    private static final int ATTEMPTS_MAX = 8;

    /** Attempts at reading a journal that is trimmed meanwhile, which is a matter of minutes. */
    private static final int READS_MAX = 4;

    private final DynamoDbClient client;
    private final DynamoDbEnhancedClient enhanced;
    private final JournalItems items;
    private final JournalSnapshots snapshots;
    private final JournalBases bases;
    private final Executor calls;
    private final ScheduledExecutorService timers;
    private final InstantSource wallClock;

    /**
     * Journals of a deployment.
     *
     * @param prefix before every table's name
     * @param calls threads that may block, one for each call; rooms bound how many there are
     * @param timers say when something is due, which is then done on {@code calls}
     */
    public DynamoJournalStore(
            DynamoDbClient client,
            String prefix,
            Executor calls,
            ScheduledExecutorService timers,
            InstantSource wallClock) {
        this.client = client;
        this.enhanced = DynamoDbEnhancedClient.builder().dynamoDbClient(client).build();
        this.items = new JournalItems(enhanced, prefix, wallClock);
        this.snapshots = new JournalSnapshots(enhanced, items);
        this.bases = new JournalBases(client, enhanced, items);
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
        JournalRow before = items.head(roomId);
        if (before != null && (before.epoch() > epoch || items.isGone(before))) {
            throw new JournalException(Reason.FENCED, roomId);
        }
        JournalRow raised =
                before == null ? items.firstHead(roomId, epoch) : items.head(before, epoch);
        boolean written =
                items.put(
                        raised,
                        before == null ? JournalItems.absent() : JournalItems.unchanged(before));
        return written ? Optional.of(raised.journalId()) : Optional.empty();
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
                new JournalRow(
                        roomId,
                        JournalItems.groupSlot(firstIndex),
                        epoch,
                        0,
                        count,
                        0,
                        0,
                        group,
                        0,
                        items.ttl());
        try {
            client.transactWriteItems(
                    request ->
                            request.transactItems(
                                    items.owned(roomId, epoch),
                                    advanced(roomId, epoch, firstIndex, firstIndex + count),
                                    added(row)));
        } catch (TransactionCanceledException e) {
            settle(e, roomId, epoch, row);
        }
    }

    private TransactWriteItem advanced(String roomId, long epoch, long from, long to) {
        return TransactWriteItem.builder()
                .update(
                        update ->
                                update.tableName(items.journals().tableName())
                                        .key(JournalItems.headKey(roomId))
                                        .updateExpression("SET #count = :to, #ttl = :ttl")
                                        .conditionExpression(
                                                "epoch = :epoch AND #count = :from"
                                                        + " AND goneAtMs = :gone")
                                        .expressionAttributeNames(
                                                Map.of("#count", "count", "#ttl", "ttl"))
                                        .expressionAttributeValues(
                                                Map.of(
                                                        ":epoch", JournalItems.number(epoch),
                                                        ":from", JournalItems.number(from),
                                                        ":to", JournalItems.number(to),
                                                        ":ttl", JournalItems.number(items.ttl()),
                                                        ":gone", JournalItems.number(0))))
                .build();
    }

    private TransactWriteItem added(JournalRow row) {
        return TransactWriteItem.builder()
                .put(
                        put ->
                                put.tableName(items.journals().tableName())
                                        .item(items.journals().tableSchema().itemToMap(row, true))
                                        .conditionExpression("attribute_not_exists(roomId)"))
                .build();
    }

    /** What a transaction that was cancelled means: done before, refused, or to be made again. */
    private void settle(
            TransactionCanceledException e, String roomId, long epoch, JournalRow wanted) {
        if (JournalItems.isRefused(e, 0)) {
            throw new JournalException(Reason.FENCED, roomId);
        }
        if (!JournalItems.isRefused(e, 1) && !JournalItems.isRefused(e, 2)) {
            // A conflict with another transaction, or throttling: says nothing about the journal.
            throw e;
        }
        JournalRow head = items.ownHead(roomId, epoch);
        JournalRow stored = items.row(roomId, wanted.slot());
        boolean done =
                stored != null
                        && head.count() == JournalItems.endOf(wanted)
                        && Arrays.equals(stored.bytes(), wanted.bytes());
        if (!done) {
            throw new JournalException(Reason.OUT_OF_STEP, roomId);
        }
    }

    @Override
    public CompletionStage<StoredJournal> read(String roomId) {
        return async(() -> untilRead(roomId));
    }

    /** Items are read one after the other: the head is looked at before and after. */
    private StoredJournal untilRead(String roomId) {
        JournalRow head = items.head(roomId);
        for (int i = 0; i < READS_MAX; i++) {
            if (head == null || items.isGone(head)) {
                return StoredJournal.EMPTY;
            }
            long trimmed = head.trimmedCount();
            Optional<byte[]> base = bases.read(roomId, trimmed);
            List<JournalRow> groups = items.rows(roomId, JournalItems.GROUP);
            JournalRow then = items.head(roomId);
            if (then != null && then.trimmedCount() == trimmed) {
                return new StoredJournal(trimmed, base, entries(head, groups));
            }
            head = then;
        }
        throw new IllegalStateException("the journal of " + roomId + " is trimmed all the time");
    }

    /** Those that count: not trimmed, and not left from before it was started anew. */
    private static List<byte[]> entries(JournalRow head, List<JournalRow> groups) {
        List<byte[]> entries = new ArrayList<>();
        long next = head.trimmedCount();
        for (JournalRow group : groups) {
            long first = JournalItems.firstOf(group);
            long end = JournalItems.endOf(group);
            if (end <= next || end > head.count()) {
                continue;
            }
            // One that was trimmed in its middle is still there whole.
            if (first != next && (first > next || next != head.trimmedCount())) {
                break;
            }
            List<byte[]> all = decoded(group);
            entries.addAll(all.subList((int) (next - first), all.size()));
            next = end;
        }
        if (next < head.count() || next < head.wholeCount()) {
            throw new JournalException(Reason.OUT_OF_STEP, head.roomId());
        }
        return entries;
    }

    /** A group that is torn is as good as none. */
    private static List<byte[]> decoded(JournalRow group) {
        try {
            return EntryGroup.decode(group.bytes());
        } catch (IllegalArgumentException e) {
            throw new JournalException(Reason.OUT_OF_STEP, group.roomId());
        }
    }

    @Override
    public CompletionStage<Void> trim(String roomId, long epoch, JournalBase base) {
        return async(
                () -> {
                    bases.trim(roomId, epoch, base);
                    return null;
                });
    }

    @Override
    public CompletionStage<Void> startAnew(
            String roomId, long epoch, long entries, Optional<JournalBase> base) {
        return async(
                () -> {
                    empty(roomId, items.ownHead(roomId, epoch), entries, base);
                    return null;
                });
    }

    /** The head first: from then on what a crash leaves behind counts for nothing. */
    private void empty(String roomId, JournalRow head, long entries, Optional<JournalBase> base) {
        long trimmed = base.map(JournalBase::entries).orElse(0L);
        List<JournalRow> kept =
                base.map(known -> bases.parts(roomId, head.epoch(), known)).orElse(List.of());
        List<String> slots = kept.stream().map(JournalRow::slot).toList();
        List<JournalRow> left = new ArrayList<>(items.rows(roomId, JournalItems.GROUP));
        left.addAll(items.rows(roomId, JournalItems.PART));
        left.addAll(items.rows(roomId, JournalItems.BASE));
        left.removeIf(row -> slots.contains(row.slot()));
        TransactWriteItemsEnhancedRequest.Builder transaction =
                items.fenced(roomId, head.epoch())
                        .addPutItem(
                                items.journals(),
                                TransactPutItemEnhancedRequest.builder(JournalRow.class)
                                        .item(items.emptied(head, trimmed, entries))
                                        .conditionExpression(JournalItems.unchanged(head))
                                        .build());
        kept.forEach(part -> transaction.addPutItem(items.journals(), part));
        try {
            enhanced.transactWriteItems(transaction.build());
        } catch (TransactionCanceledException e) {
            throw JournalItems.refusal(e, roomId);
        }
        bases.delete(roomId, head.epoch(), left);
    }

    // -- snapshots ------------------------------------------------------------------------------

    @Override
    public CompletionStage<Void> keepSnapshot(String roomId, long epoch, byte[] snapshot) {
        return async(
                () -> {
                    snapshots.keep(roomId, epoch, snapshot);
                    return null;
                });
    }

    @Override
    public CompletionStage<Optional<byte[]>> readSnapshot(String roomId) {
        return async(() -> snapshots.read(roomId));
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
                                        () -> calls.execute(() -> remove(roomId)),
                                        afterMs,
                                        TimeUnit.MILLISECONDS);
                    }
                    return null;
                });
    }

    private void remove(String roomId) {
        items.rows(roomId, JournalItems.PART).forEach(items.journals()::deleteItem);
        items.rows(roomId, JournalItems.BASE).forEach(items.journals()::deleteItem);
        items.rows(roomId, JournalItems.GROUP).forEach(items.journals()::deleteItem);
    }

    /** Whether there was one; empty if another wrote it meanwhile. */
    private Optional<Boolean> markGone(String roomId, long epoch, long afterMs) {
        JournalRow head = items.head(roomId);
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
                        JournalItems.HEAD,
                        head.epoch(),
                        head.journalId(),
                        head.count(),
                        head.wholeCount(),
                        head.trimmedCount(),
                        JournalItems.NOTHING,
                        goneAtMs,
                        goneAtMs / 1_000);
        return items.put(going, JournalItems.unchanged(head))
                ? Optional.of(true)
                : Optional.empty();
    }
}
