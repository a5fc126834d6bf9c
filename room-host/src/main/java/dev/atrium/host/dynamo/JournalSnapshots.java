package dev.atrium.host.dynamo;

import dev.atrium.host.journal.JournalException;
import dev.atrium.schema.JournalRow;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Snapshots of rooms beside their journals, the newest of each, in as many parts as its size needs.
 * Blocking.
 */
final class JournalSnapshots {
    /** An item holds 400 KB, and a transaction 4 MB. */
    private static final int PART_BYTES_MAX = 350 * 1024;

    private static final int PARTS_MAX = 11;

    private final DynamoDbEnhancedClient enhanced;
    private final JournalItems items;

    JournalSnapshots(DynamoDbEnhancedClient enhanced, JournalItems items) {
        this.enhanced = enhanced;
        this.items = items;
    }

    /**
     * Keeps it in place of the one before.
     *
     * @throws JournalException if the room or its journal is not owned under that epoch
     * @throws IllegalArgumentException if it is larger than a transaction holds
     */
    void keep(String roomId, long epoch, byte[] snapshot) {
        int parts = Math.max(1, Math.ceilDiv(snapshot.length, PART_BYTES_MAX));
        if (parts > PARTS_MAX) {
            // The room goes on without: its journal alone tells the same.
            throw new IllegalArgumentException("a snapshot of " + snapshot.length + " bytes");
        }
        TransactWriteItemsEnhancedRequest.Builder transaction = items.fenced(roomId, epoch);
        Expression owned =
                Expression.builder()
                        .expression("epoch = :epoch AND goneAtMs = :gone")
                        .putExpressionValue(":epoch", JournalItems.number(epoch))
                        .putExpressionValue(":gone", JournalItems.number(0))
                        .build();
        transaction.addConditionCheck(
                items.journals(),
                ConditionCheck.builder()
                        .key(
                                Key.builder()
                                        .partitionValue(roomId)
                                        .sortValue(JournalItems.HEAD)
                                        .build())
                        .conditionExpression(owned)
                        .build());
        for (int part = 0; part < parts; part++) {
            int from = part * PART_BYTES_MAX;
            int to = Math.min(snapshot.length, from + PART_BYTES_MAX);
            byte[] bytes = Arrays.copyOfRange(snapshot, from, to);
            String slot = JournalItems.PART + "%02d".formatted(part);
            transaction.addPutItem(
                    items.journals(),
                    new JournalRow(roomId, slot, epoch, 0, parts, 0, 0, bytes, 0, items.ttl()));
        }
        try {
            enhanced.transactWriteItems(transaction.build());
        } catch (TransactionCanceledException e) {
            throw JournalItems.refusal(e, roomId);
        }
    }

    /** Empty if there is none, or its journal is gone. */
    Optional<byte[]> read(String roomId) {
        JournalRow head = items.head(roomId);
        List<JournalRow> parts = items.rows(roomId, JournalItems.PART);
        if (head == null || items.isGone(head) || parts.isEmpty()) {
            return Optional.empty();
        }
        // One before may have had more of them; those count no more.
        int count = (int) Math.min(parts.getFirst().count(), parts.size());
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        parts.subList(0, count).forEach(part -> whole.writeBytes(part.bytes()));
        return Optional.of(whole.toByteArray());
    }
}
