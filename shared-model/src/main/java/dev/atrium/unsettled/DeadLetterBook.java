package dev.atrium.unsettled;

import dev.atrium.schema.DeadLetterRow;
import dev.atrium.schema.Tables;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Outcomes that could not be settled, in DynamoDB: one row for each room, which counts failures and
 * is open from when nothing delivers the outcome any more. Blocking, thread-safe; {@code
 * SdkException} if the store fails.
 */
public final class DeadLetterBook {
    /** Letters in one answer at most. */
    public static final int PAGE_MAX = 100;

    /** Of what no time alone mends. */
    public static final long NEVER_MS = Long.MAX_VALUE;

    /** What is written of an exception. */
    static final int DETAIL_CHARACTERS_MAX = 300;

    private static final long KEPT_DAYS = 400;

    private static final String NOTED =
            "SET reason = :reason, detail = :detail, lastAtMs = :now, payload = :payload,"
                    + " firstAtMs = if_not_exists(firstAtMs, :now)";
    private static final String COUNTED = " ADD attempts :one";
    private static final String NOT_CLOSED = "attribute_not_exists(closedAs)";

    private final LookQueue<DeadLetterRow> queue;

    /** The book of a deployment. */
    public DeadLetterBook(DynamoDbClient client, String tablePrefix) {
        this.queue = new LookQueue<>(client, Tables.DEAD_LETTERS, tablePrefix);
    }

    /**
     * Why something could not be settled.
     *
     * @param reason a code
     * @param detail in words, cut to 300 characters
     */
    public record Cause(String reason, String detail) {
        public Cause {
            if (detail.length() > DETAIL_CHARACTERS_MAX) {
                detail = detail.substring(0, DETAIL_CHARACTERS_MAX);
            }
        }
    }

    /**
     * Counts a delivery that failed, of what is delivered again.
     *
     * @return how many have
     */
    public int failed(String roomId, Cause cause, long nowMs) {
        return queue.changed(roomId, NOTED + COUNTED, NOT_CLOSED, values(roomId, cause, nowMs))
                .flatMap(row -> Optional.ofNullable(row.get("attempts")))
                .map(attempts -> Integer.parseInt(attempts.n()))
                .orElse(0);
    }

    /**
     * Opens the letter, or tells in the open one of another failure. A closed one stays closed.
     *
     * @param againMs when it is tried again, {@link #NEVER_MS} for when an operator says so
     */
    public void open(String roomId, Cause cause, long nowMs, long againMs) {
        Map<String, AttributeValue> values = values(roomId, cause, nowMs);
        values.put(":shard", LookQueue.text(LookQueue.shard(roomId)));
        values.put(":again", LookQueue.text(LookQueue.at(againMs)));
        var _ =
                queue.changed(
                        roomId,
                        NOTED + ", openShard = :shard, nextLook = :again" + COUNTED,
                        NOT_CLOSED,
                        values);
    }

    private static Map<String, AttributeValue> values(String roomId, Cause cause, long nowMs) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":reason", LookQueue.text(cause.reason()));
        values.put(":detail", LookQueue.text(cause.detail()));
        values.put(":payload", LookQueue.text(Tables.OUTCOMES.name() + "/" + roomId));
        values.put(":now", LookQueue.number(nowMs));
        values.put(":one", LookQueue.number(1));
        return values;
    }

    /** The letter of a room that is open, read consistently. */
    public Optional<DeadLetterRow> open(String roomId) {
        return queue.find(roomId).filter(row -> row.openShard() != null);
    }

    /** Whether a letter of the room is open, or was. */
    public boolean isKnown(String roomId) {
        return queue.find(roomId)
                .filter(row -> row.openShard() != null || row.closedAs() != null)
                .isPresent();
    }

    /** The row of a room, also one that only counts or is closed. */
    public Optional<DeadLetterRow> find(String roomId) {
        return queue.find(roomId);
    }

    /**
     * Orders that an open letter is tried again, which somebody does within a minute.
     *
     * @param operator the name of his key
     * @return false if no letter of the room is open
     */
    public boolean orderRetry(String roomId, String operator, long nowMs) {
        return queue.changed(
                        roomId,
                        "SET nextLook = :look, retryOrderedAtMs = :now, retryOrderedBy = :by",
                        "attribute_exists(openShard)",
                        Map.of(
                                ":look", LookQueue.text(LookQueue.at(nowMs)),
                                ":now", LookQueue.number(nowMs),
                                ":by", LookQueue.text(operator)))
                .isPresent();
    }

    /** Letters of a shard that are to be tried again now, the longest overdue first. */
    public List<DeadLetterRow> due(String shard, int max, long nowMs) {
        return queue.due(shard, max, nowMs);
    }

    /**
     * Takes one on.
     *
     * @param againMs when the next one does, if this one is not heard of any more
     * @return false if another has taken it on
     */
    public boolean claim(DeadLetterRow due, long againMs) {
        return queue.claim(due.roomId(), String.valueOf(due.nextLook()), againMs);
    }

    /**
     * Closes what is written of a room, if anything is.
     *
     * @param as {@code settled} or {@code refunded}
     */
    public void close(String roomId, String as, long nowMs) {
        var _ =
                queue.changed(
                        roomId,
                        "SET closedAs = :as, closedAtMs = :now, #ttl = :ttl"
                                + " REMOVE openShard, nextLook",
                        "attribute_exists(roomId) AND " + NOT_CLOSED,
                        Map.of("#ttl", "ttl"),
                        Map.of(
                                ":as", LookQueue.text(as),
                                ":now", LookQueue.number(nowMs),
                                ":ttl",
                                        LookQueue.number(
                                                TimeUnit.MILLISECONDS.toSeconds(nowMs)
                                                        + TimeUnit.DAYS.toSeconds(KEPT_DAYS))));
    }

    /**
     * Some of the open letters.
     *
     * @param next behind what the next page begins; empty if this is the last
     */
    public record Letters(List<DeadLetterRow> letters, Optional<String> next) {}

    /**
     * A page of the open letters.
     *
     * @param limit 1 to {@link #PAGE_MAX}
     * @param after the {@code next} of the page before
     */
    public Letters page(int limit, Optional<String> after) {
        LookQueue.Some<DeadLetterRow> some = queue.page(limit, after);
        return new Letters(some.rows(), some.next());
    }

    /** Whether a page could have given that as its {@code next}. */
    public static boolean isNext(String after) {
        return LookQueue.start(after).isPresent();
    }
}
