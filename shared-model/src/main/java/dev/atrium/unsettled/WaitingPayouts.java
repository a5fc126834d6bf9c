package dev.atrium.unsettled;

import dev.atrium.schema.Tables;
import dev.atrium.schema.WaitingPayoutRow;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pots that wait for the end of a pause or for an operator's release, in DynamoDB. Blocking,
 * thread-safe; {@code SdkException} if the store fails.
 */
public final class WaitingPayouts {
    /** Payouts in one answer at most. */
    public static final int PAGE_MAX = 100;

    /** Of what waits for the end of a pause. */
    public static final String PAUSED = "paused";

    /** Of what waits for a release. */
    public static final String HELD = "held";

    private static final String NOTED =
            "SET why = :why, pot = :pot, openShard = :shard, nextLook = :look,"
                    + " sinceMs = if_not_exists(sinceMs, :now)";

    private final LookQueue<WaitingPayoutRow> queue;

    /** Those of a deployment. */
    public WaitingPayouts(DynamoDbClient client, String tablePrefix) {
        this.queue = new LookQueue<>(client, Tables.WAITING_PAYOUTS, tablePrefix);
    }

    /** Has a pot wait for the end of the pause. */
    public void pause(String roomId, long pot, long nowMs) {
        var _ = noted(roomId, PAUSED, pot, nowMs, LookQueue.at(nowMs), null);
    }

    /**
     * Has a pot wait for its release.
     *
     * @return false if it is released, and need not wait
     */
    public boolean hold(String roomId, long pot, long nowMs) {
        // Of an order to release that comes meanwhile nothing may be lost.
        return noted(
                roomId, HELD, pot, nowMs, LookQueue.NEVER, "attribute_not_exists(releasedAtMs)");
    }

    private boolean noted(
            String roomId,
            String why,
            long pot,
            long nowMs,
            String look,
            @Nullable String condition) {
        return queue.changed(
                        roomId,
                        NOTED,
                        condition,
                        Map.of(
                                ":why", LookQueue.text(why),
                                ":pot", LookQueue.number(pot),
                                ":shard", LookQueue.text(LookQueue.shard(roomId)),
                                ":look", LookQueue.text(look),
                                ":now", LookQueue.number(nowMs)))
                .isPresent();
    }

    /** What waits of a room, read consistently. */
    public Optional<WaitingPayoutRow> find(String roomId) {
        return queue.find(roomId);
    }

    /**
     * Releases a pot that waits, which somebody pays within a minute. The first release stays.
     *
     * @param operator the name of his key
     * @return false if none of that room waits
     */
    public boolean release(String roomId, String operator, long nowMs) {
        return queue.changed(
                        roomId,
                        "SET nextLook = :look,"
                                + " releasedAtMs = if_not_exists(releasedAtMs, :now),"
                                + " releasedBy = if_not_exists(releasedBy, :by)",
                        "attribute_exists(roomId)",
                        Map.of(
                                ":look", LookQueue.text(LookQueue.at(nowMs)),
                                ":now", LookQueue.number(nowMs),
                                ":by", LookQueue.text(operator)))
                .isPresent();
    }

    /** Those of a shard that are to be looked at now, the longest overdue first. */
    public List<WaitingPayoutRow> due(String shard, int max, long nowMs) {
        return queue.due(shard, max, nowMs);
    }

    /**
     * Takes one on.
     *
     * @param againMs when the next one does, if this one is not heard of any more
     * @return false if another has taken it on
     */
    public boolean claim(WaitingPayoutRow due, long againMs) {
        return queue.claim(due.roomId(), String.valueOf(due.nextLook()), againMs);
    }

    /** Nothing of that room waits any more. */
    public void done(String roomId) {
        queue.remove(roomId);
    }

    /**
     * Some of those that wait.
     *
     * @param next behind what the next page begins; empty if this is the last
     */
    public record Payouts(List<WaitingPayoutRow> payouts, Optional<String> next) {}

    /**
     * A page of those that wait.
     *
     * @param limit 1 to {@link #PAGE_MAX}
     * @param after the {@code next} of the page before
     */
    public Payouts page(int limit, Optional<String> after) {
        LookQueue.Some<WaitingPayoutRow> some = queue.page(limit, after);
        return new Payouts(some.rows(), some.next());
    }
}
