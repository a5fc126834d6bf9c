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
 * Outcomes that could not be settled, in DynamoDB: one row for each room, which counts who begins
 * and what fails, and is open from when nothing delivers the outcome any more. A row in which
 * nothing has failed goes when the outcome is settled. Blocking, thread-safe; {@code SdkException}
 * if the store fails.
 */
public final class DeadLetterBook {
    /** Letters in one answer at most. */
    public static final int PAGE_MAX = 100;

    /** Of what no time alone mends. */
    public static final long NEVER_MS = Long.MAX_VALUE;

    /** Of what was begun, and of whoever began it nobody has heard again: he was killed over it. */
    public static final String UNFINISHED = "unfinished";

    private static final Cause KILLED =
            new Cause(UNFINISHED, "who began to settle it was not heard of any more");

    /** What is written of an exception. */
    static final int DETAIL_CHARACTERS_MAX = 300;

    private static final long KEPT_DAYS = 400;

    private static final String NOTED =
            "SET reason = :reason, detail = :detail, lastAtMs = :now, payload = :payload,"
                    + " firstAtMs = if_not_exists(firstAtMs, :now)";
    private static final String BEGUN =
            "SET reason = if_not_exists(reason, :reason),"
                    + " detail = if_not_exists(detail, :detail),"
                    + " lastAtMs = if_not_exists(lastAtMs, :now), payload = :payload,"
                    + " firstAtMs = if_not_exists(firstAtMs, :now) ADD begun :one";

    /** Who counts what failed has heard of the end of who began it. */
    private static final String COUNTED = ", begun = :zero ADD attempts :one";

    private static final String FAILED = "attribute_exists(attempts)";
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
     * Counts that somebody begins to settle an outcome, before he does: if he is killed over it,
     * nothing else says so.
     *
     * @param most it is not begun more often than that in a row, and not counted either
     * @return how often it was begun since somebody last came to an end with it, this time
     *     included; 0 of what is closed
     */
    public int begin(String roomId, long nowMs, int most) {
        Map<String, AttributeValue> values = values(roomId, KILLED, nowMs);
        values.put(":one", LookQueue.number(1));
        values.put(":most", LookQueue.number(most));
        return queue.changed(
                        roomId,
                        BEGUN,
                        NOT_CLOSED + " AND (attribute_not_exists(begun) OR begun < :most)",
                        values)
                .map(row -> Integer.parseInt(row.getOrDefault("begun", LookQueue.number(0)).n()))
                .orElseGet(
                        () ->
                                find(roomId)
                                        .filter(row -> row.closedAs() == null)
                                        .map(row -> row.begun() + 1)
                                        .orElse(0));
    }

    /** Somebody who has begun came to an end, and that is no failure. */
    public void ended(String roomId) {
        if (!queue.removed(roomId, "attribute_not_exists(attempts)")) {
            var _ =
                    queue.changed(
                            roomId,
                            "SET begun = :zero",
                            FAILED,
                            Map.of(":zero", LookQueue.number(0)));
        }
    }

    /**
     * Opens the letter of what was begun too often and never ended. One that is open stays as it
     * is.
     *
     * @param killed how many were
     * @param againMs as in {@link #open(String, Cause, long, long)}
     */
    public void giveUp(String roomId, int killed, long nowMs, long againMs) {
        Map<String, AttributeValue> values = values(roomId, KILLED, nowMs);
        values.put(":killed", LookQueue.number(killed));
        values.put(":shard", LookQueue.text(LookQueue.shard(roomId)));
        values.put(":again", LookQueue.text(LookQueue.at(againMs)));
        var _ =
                queue.changed(
                        roomId,
                        NOTED + ", openShard = :shard, nextLook = :again ADD attempts :killed",
                        NOT_CLOSED + " AND attribute_not_exists(openShard)",
                        values);
    }

    /**
     * Counts a delivery that failed, of what is delivered again.
     *
     * @return how many have
     */
    public int failed(String roomId, Cause cause, long nowMs) {
        return queue.changed(roomId, NOTED + COUNTED, NOT_CLOSED, counted(roomId, cause, nowMs))
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
        Map<String, AttributeValue> values = counted(roomId, cause, nowMs);
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
        return values;
    }

    private static Map<String, AttributeValue> counted(String roomId, Cause cause, long nowMs) {
        Map<String, AttributeValue> values = values(roomId, cause, nowMs);
        values.put(":one", LookQueue.number(1));
        values.put(":zero", LookQueue.number(0));
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
     * Closes what is written of a room, if anything has failed.
     *
     * @param as {@code settled} or {@code refunded}
     */
    public void close(String roomId, String as, long nowMs) {
        var _ =
                queue.changed(
                        roomId,
                        "SET closedAs = :as, closedAtMs = :now, #ttl = :ttl"
                                + " REMOVE openShard, nextLook",
                        FAILED + " AND " + NOT_CLOSED,
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
