package dev.atrium.host.dynamo;

import dev.atrium.host.journal.JournalException;
import dev.atrium.host.journal.JournalException.Reason;
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
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The items of journals in their table, and the conditions that fence them: a head for each room,
 * beside it its groups of entries and the parts of its snapshot. Blocking.
 */
final class JournalItems {
    static final String HEAD = "head";
    static final String GROUP = "e#";
    static final String PART = "s#";
    static final String BASE = "b#";
    static final byte[] NOTHING = new byte[0];

    /** A journal that nobody ends is forgotten after so long, whatever went wrong. */
    private static final long FORGOTTEN_AFTER_S = 90L * 24 * 3600;

    private static final String CONDITION_FAILED = "ConditionalCheckFailed";

    private final DynamoDbTable<JournalRow> journals;
    private final DynamoDbTable<RoomRow> rooms;
    private final InstantSource wallClock;

    /**
     * Items of a deployment.
     *
     * @param prefix before every table's name
     */
    JournalItems(DynamoDbEnhancedClient enhanced, String prefix, InstantSource wallClock) {
        this.journals = Tables.JOURNALS.in(enhanced, prefix);
        this.rooms = Tables.ROOMS.in(enhanced, prefix);
        this.wallClock = wallClock;
    }

    DynamoDbTable<JournalRow> journals() {
        return journals;
    }

    DynamoDbTable<RoomRow> rooms() {
        return rooms;
    }

    /** False if what was read is there no more; a reply that got lost looks the same. */
    boolean put(JournalRow head, Expression condition) {
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

    /** What a journal is as a whole; null if there is none. */
    @Nullable JournalRow head(String roomId) {
        return row(roomId, HEAD);
    }

    /** Under which key a journal's head is. */
    static Map<String, AttributeValue> headKey(String roomId) {
        return Map.of("roomId", AttributeValue.fromS(roomId), "slot", AttributeValue.fromS(HEAD));
    }

    /** One item, as it is now. */
    @Nullable JournalRow row(String roomId, String slot) {
        return journals.getItem(
                GetItemEnhancedRequest.builder()
                        .key(Key.builder().partitionValue(roomId).sortValue(slot).build())
                        .consistentRead(true)
                        .build());
    }

    /** A head to be written: as that one, under that epoch. */
    JournalRow head(JournalRow before, long epoch) {
        return new JournalRow(
                before.roomId(),
                HEAD,
                epoch,
                before.journalId(),
                before.count(),
                before.wholeCount(),
                before.trimmedCount(),
                NOTHING,
                0,
                ttl());
    }

    /** The head of a journal that nobody has written to. */
    JournalRow firstHead(String roomId, long epoch) {
        long drawn = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
        return new JournalRow(roomId, HEAD, epoch, drawn, 0, 0, 0, NOTHING, 0, ttl());
    }

    /** The head of one that is written anew: nothing is there but what stands for the trimmed. */
    JournalRow emptied(JournalRow before, long trimmed, long whole) {
        return new JournalRow(
                before.roomId(),
                HEAD,
                before.epoch(),
                before.journalId(),
                trimmed,
                whole,
                trimmed,
                NOTHING,
                0,
                ttl());
    }

    /** The slot of the group whose first entry has that number. */
    static String groupSlot(long firstIndex) {
        return GROUP + "%012d".formatted(firstIndex);
    }

    /** The number of a group's first entry. */
    static long firstOf(JournalRow group) {
        return Long.parseLong(group.slot().substring(GROUP.length()));
    }

    /** How many entries of the journal there are to a group's end. */
    static long endOf(JournalRow group) {
        return firstOf(group) + group.count();
    }

    /** When an item written now is forgotten, in seconds of Unix time. */
    long ttl() {
        return wallClock.instant().getEpochSecond() + FORGOTTEN_AFTER_S;
    }

    /** Whether the time has come from which on nobody reads it. */
    boolean isGone(JournalRow head) {
        return head.goneAtMs() != 0 && wallClock.millis() >= head.goneAtMs();
    }

    /** The head, if it may be written under that epoch. */
    JournalRow ownHead(String roomId, long epoch) {
        JournalRow head = head(roomId);
        if (head == null || head.epoch() != epoch || isGone(head)) {
            throw new JournalException(Reason.FENCED, roomId);
        }
        return head;
    }

    /** Nobody has written it yet. */
    static Expression absent() {
        return Expression.builder().expression("attribute_not_exists(roomId)").build();
    }

    /** It is as it was read. */
    static Expression unchanged(JournalRow head) {
        String trimmed =
                head.trimmedCount() == 0
                        ? "(attribute_not_exists(trimmedCount) OR trimmedCount = :trimmed)"
                        : "trimmedCount = :trimmed";
        return Expression.builder()
                .expression(
                        "epoch = :epoch AND #count = :count AND goneAtMs = :gone AND " + trimmed)
                .expressionNames(Map.of("#count", "count"))
                .putExpressionValue(":trimmed", number(head.trimmedCount()))
                .putExpressionValue(":epoch", number(head.epoch()))
                .putExpressionValue(":count", number(head.count()))
                .putExpressionValue(":gone", number(head.goneAtMs()))
                .build();
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    /** A transaction that somebody else's ownership of the room cancels. */
    TransactWriteItemsEnhancedRequest.Builder fenced(String roomId, long epoch) {
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

    /** The step of a transaction that somebody else's ownership of the room refuses. */
    TransactWriteItem owned(String roomId, long epoch) {
        return TransactWriteItem.builder()
                .conditionCheck(
                        check ->
                                check.tableName(rooms.tableName())
                                        .key(Map.of("roomId", AttributeValue.fromS(roomId)))
                                        .conditionExpression("epoch = :epoch")
                                        .expressionAttributeValues(Map.of(":epoch", number(epoch))))
                .build();
    }

    /** Whether that step of a transaction found its condition not to hold. */
    static boolean isRefused(TransactionCanceledException e, int step) {
        return step < e.cancellationReasons().size()
                && CONDITION_FAILED.equals(e.cancellationReasons().get(step).code());
    }

    /** All whose slot begins so, in order. */
    List<JournalRow> rows(String roomId, String slots) {
        QueryConditional those =
                QueryConditional.sortBeginsWith(k -> k.partitionValue(roomId).sortValue(slots));
        return journals
                .query(query -> query.queryConditional(those).consistentRead(true))
                .items()
                .stream()
                .toList();
    }

    /** The groups whose slot is before that one, in order. */
    List<JournalRow> rowsUntil(String roomId, String groupSlot) {
        QueryConditional those =
                QueryConditional.sortBetween(
                        k -> k.partitionValue(roomId).sortValue(GROUP),
                        k -> k.partitionValue(roomId).sortValue(groupSlot));
        return journals
                .query(query -> query.queryConditional(those).consistentRead(true))
                .items()
                .stream()
                .toList();
    }

    /** What it means that a transaction was cancelled that the fences of room and head guard. */
    static RuntimeException refusal(TransactionCanceledException e, String roomId) {
        return isRefused(e, 0) || isRefused(e, 1) ? new JournalException(Reason.FENCED, roomId) : e;
    }
}
