package dev.atrium.host.dynamo;

import dev.atrium.host.journal.JournalException;
import dev.atrium.host.journal.JournalException.Reason;
import dev.atrium.journal.JournalBase;
import dev.atrium.schema.JournalRow;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands for the trimmed entries of journals, in as many parts as its size needs. Its parts
 * and the head that says so are written in one transaction; only then the entries go, in batches:
 * what a crash leaves of them counts for nothing, and the next trim takes it away. Blocking.
 */
final class JournalBases {
    /** An item holds 400 KB, and a transaction 4 MB. */
    private static final int PART_BYTES_MAX = 350 * 1024;

    private static final int PARTS_MAX = 11;

    /** A transaction holds 100 items; one is the fence's. */
    private static final int DELETES_AT_ONCE = 50;

    /** A transaction holds 4 MB, and what it deletes may count. */
    private static final int DELETED_BYTES_MAX = 3 * 1024 * 1024;

    private final DynamoDbClient client;
    private final DynamoDbEnhancedClient enhanced;
    private final JournalItems items;

    JournalBases(DynamoDbClient client, DynamoDbEnhancedClient enhanced, JournalItems items) {
        this.client = client;
        this.enhanced = enhanced;
        this.items = items;
    }

    /**
     * Trims a journal to that base, unless it was before, and takes away what is left of trimmed
     * entries.
     *
     * @throws JournalException if the room or its journal is not owned under that epoch, or there
     *     are not so many entries
     * @throws IllegalArgumentException if it is larger than a transaction holds
     */
    void trim(String roomId, long epoch, JournalBase base) {
        JournalRow head = items.ownHead(roomId, epoch);
        if (head.count() < base.entries()) {
            throw new JournalException(Reason.OUT_OF_STEP, roomId);
        }
        if (head.trimmedCount() < base.entries()) {
            write(roomId, epoch, base);
        }
        sweep(roomId, epoch, Math.max(head.trimmedCount(), base.entries()));
    }

    private void write(String roomId, long epoch, JournalBase base) {
        List<TransactWriteItem> steps = new ArrayList<>();
        steps.add(items.owned(roomId, epoch));
        steps.add(raised(roomId, epoch, base.entries()));
        for (JournalRow part : parts(roomId, epoch, base)) {
            steps.add(
                    TransactWriteItem.builder()
                            .put(
                                    put ->
                                            put.tableName(items.journals().tableName())
                                                    .item(
                                                            items.journals()
                                                                    .tableSchema()
                                                                    .itemToMap(part, true)))
                            .build());
        }
        try {
            client.transactWriteItems(request -> request.transactItems(steps));
        } catch (TransactionCanceledException e) {
            if (JournalItems.isRefused(e, 1)
                    && items.ownHead(roomId, epoch).trimmedCount() >= base.entries()) {
                // It was this one's, and its answer was lost.
                return;
            }
            throw JournalItems.refusal(e, roomId);
        }
    }

    private TransactWriteItem raised(String roomId, long epoch, long to) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":epoch", JournalItems.number(epoch));
        values.put(":to", JournalItems.number(to));
        values.put(":gone", JournalItems.number(0));
        values.put(":ttl", JournalItems.number(items.ttl()));
        return TransactWriteItem.builder()
                .update(
                        update ->
                                update.tableName(items.journals().tableName())
                                        .key(JournalItems.headKey(roomId))
                                        .updateExpression("SET trimmedCount = :to, #ttl = :ttl")
                                        .conditionExpression(
                                                "epoch = :epoch AND goneAtMs = :gone"
                                                        + " AND #count >= :to"
                                                        + " AND (attribute_not_exists(trimmedCount)"
                                                        + " OR trimmedCount < :to)")
                                        .expressionAttributeNames(
                                                Map.of("#count", "count", "#ttl", "ttl"))
                                        .expressionAttributeValues(values))
                .build();
    }

    /** The items of a base; each base's have slots of their own. */
    List<JournalRow> parts(String roomId, long epoch, JournalBase base) {
        byte[] bytes = base.encode();
        int count = Math.ceilDiv(bytes.length, PART_BYTES_MAX);
        if (count > PARTS_MAX) {
            // The journal stays as long as it is.
            throw new IllegalArgumentException("a base of " + bytes.length + " bytes");
        }
        List<JournalRow> parts = new ArrayList<>();
        for (int part = 0; part < count; part++) {
            int from = part * PART_BYTES_MAX;
            int to = Math.min(bytes.length, from + PART_BYTES_MAX);
            parts.add(
                    new JournalRow(
                            roomId,
                            slots(base.entries()) + "%02d".formatted(part),
                            epoch,
                            0,
                            count,
                            0,
                            0,
                            Arrays.copyOfRange(bytes, from, to),
                            0,
                            items.ttl()));
        }
        return parts;
    }

    private static String slots(long entries) {
        return JournalItems.BASE + "%012d#".formatted(entries);
    }

    /** Empty if a part of it is not there. */
    Optional<byte[]> read(String roomId, long trimmed) {
        List<JournalRow> parts = items.rows(roomId, slots(trimmed));
        if (parts.isEmpty() || parts.size() != parts.getFirst().count()) {
            return Optional.empty();
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        parts.forEach(part -> whole.writeBytes(part.bytes()));
        return Optional.of(whole.toByteArray());
    }

    private void sweep(String roomId, long epoch, long trimmed) {
        List<JournalRow> left = new ArrayList<>();
        for (JournalRow group : items.rowsUntil(roomId, JournalItems.groupSlot(trimmed))) {
            if (JournalItems.endOf(group) <= trimmed) {
                left.add(group);
            }
        }
        for (JournalRow part : items.rows(roomId, JournalItems.BASE)) {
            if (!part.slot().startsWith(slots(trimmed))) {
                left.add(part);
            }
        }
        delete(roomId, epoch, left);
    }

    /**
     * Deletes items, as long as the room is owned under that epoch: another owner may have written
     * them anew by then.
     */
    void delete(String roomId, long epoch, List<JournalRow> rows) {
        int from = 0;
        while (from < rows.size()) {
            TransactWriteItemsEnhancedRequest.Builder batch = items.fenced(roomId, epoch);
            int to = from;
            long bytes = 0;
            while (to < rows.size() && to - from < DELETES_AT_ONCE && bytes < DELETED_BYTES_MAX) {
                batch.addDeleteItem(items.journals(), rows.get(to));
                bytes += rows.get(to).bytes().length;
                to++;
            }
            try {
                enhanced.transactWriteItems(batch.build());
            } catch (TransactionCanceledException e) {
                throw JournalItems.refusal(e, roomId);
            }
            from = to;
        }
    }
}
