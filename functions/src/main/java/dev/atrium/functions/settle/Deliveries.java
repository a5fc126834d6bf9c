package dev.atrium.functions.settle;

import dev.atrium.escrow.EscrowUnavailableException;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.unsettled.DeadLetterBook;

import io.lettuce.core.RedisException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.awssdk.core.exception.SdkException;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Settles outcomes that are delivered, and counts for each how often that failed: a few times it is
 * to be delivered again, then it becomes a dead letter, so that it holds up nothing behind it. Who
 * begins is counted before he does, for a function that is killed over an outcome counts nothing
 * any more. Blocking and thread-safe.
 */
final class Deliveries {
    /** A stream delivers an outcome so often at most; then it is a dead letter. */
    static final int DELIVERIES_MAX = 5;

    /**
     * Functions that an outcome kills, in a row, before it is begun only by an operator's order.
     */
    static final int KILLED_MAX = 10;

    /** What may have passed by itself is tried again by the schedule so often in all. */
    static final int ATTEMPTS_MAX = 100;

    /** Between two of those tries: longer, the more there were. */
    static final long RETRY_MS_MIN = TimeUnit.MINUTES.toMillis(1);

    /** And never longer than that. */
    static final long RETRY_MS_MAX = TimeUnit.HOURS.toMillis(1);

    private static final DeadLetterBook.Cause MISSING =
            new DeadLetterBook.Cause("keys-missing", "no key of outcomes or seeds is published");

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    private final Settler settler;

    Deliveries(Settler settler) {
        this.settler = settler;
    }

    /** What is to become of a delivery. */
    enum Attempt {
        /** It is settled, or on record as what it waits for. */
        TAKEN,
        /** It is to be delivered again. */
        AGAIN
    }

    /** What somebody does to settle an outcome. */
    private interface Try {
        Settler.Settled settle() throws IOException;
    }

    /** Settles an outcome that a stream delivers, or that is looked at in its turn. */
    Attempt attempt(OutcomeRow row) {
        String roomId = row.roomId();
        DeadLetterBook letters = settler.letters();
        try {
            int begun = letters.begin(roomId, settler.nowMs(), DELIVERIES_MAX);
            if (begun > DELIVERIES_MAX) {
                LOG.error("DEAD LETTER: room {}: {}", roomId, DeadLetterBook.UNFINISHED);
                long nowMs = settler.nowMs();
                letters.giveUp(roomId, DELIVERIES_MAX, nowMs, nowMs + pauseMs(begun));
                return Attempt.TAKEN;
            }
            return begun(row);
        } catch (SdkException e) {
            // Where not even that can be written, nothing behind it could be settled either.
            LOG.warn("room {}: what becomes of it is not on record: {}", roomId, e.toString());
            return Attempt.AGAIN;
        }
    }

    private Attempt begun(OutcomeRow row) {
        String roomId = row.roomId();
        DeadLetterBook letters = settler.letters();
        Optional<DeadLetterBook.Cause> cause = tried(roomId, () -> settler.settle(row));
        if (cause.isEmpty()) {
            letters.ended(roomId);
            return Attempt.TAKEN;
        }
        long nowMs = settler.nowMs();
        int failed = letters.failed(roomId, cause.get(), nowMs);
        if (failed < DELIVERIES_MAX) {
            return Attempt.AGAIN;
        }
        LOG.error("DEAD LETTER: room {}: {}", roomId, cause.get().reason());
        letters.open(roomId, cause.get(), nowMs, nowMs + pauseMs(failed));
        return Attempt.TAKEN;
    }

    /**
     * Settles an outcome whose dead letter is open, and closes it or writes in it why not.
     *
     * @param attempts before this one
     */
    void retry(OutcomeRow row, int attempts) {
        String roomId = row.roomId();
        DeadLetterBook letters = settler.letters();
        var _ = letters.begin(roomId, settler.nowMs(), Integer.MAX_VALUE);
        Optional<DeadLetterBook.Cause> cause = tried(roomId, () -> settler.settleAgain(row));
        if (cause.isEmpty()) {
            letters.ended(roomId);
            return;
        }
        long nowMs = settler.nowMs();
        long againMs =
                attempts < ATTEMPTS_MAX ? nowMs + pauseMs(attempts) : DeadLetterBook.NEVER_MS;
        letters.open(roomId, cause.get(), nowMs, againMs);
    }

    /**
     * When somebody else begins an outcome again if who begins it now is not heard of any more.
     *
     * @param begun before this time, since somebody last came to an end with it
     * @param claimMs at least after that
     */
    static long ifKilledMs(int begun, long claimMs, long nowMs) {
        return begun + 1 < KILLED_MAX
                ? nowMs + Math.max(claimMs, pauseMs(begun))
                : DeadLetterBook.NEVER_MS;
    }

    static long pauseMs(int attempts) {
        return Math.clamp(attempts * RETRY_MS_MIN, RETRY_MS_MIN, RETRY_MS_MAX);
    }

    /** Empty if nothing failed. */
    private static Optional<DeadLetterBook.Cause> tried(String roomId, Try attempt) {
        try {
            return attempt.settle() == Settler.Settled.LATER
                    ? Optional.of(MISSING)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.of(failed(roomId, "archive-unreadable", e));
        } catch (SdkException | RedisException | EscrowUnavailableException e) {
            return Optional.of(failed(roomId, "store-fails", e));
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("room {}: its outcome could not be settled", roomId, e);
            return Optional.of(new DeadLetterBook.Cause("unexpected", e.toString()));
        }
    }

    private static DeadLetterBook.Cause failed(String roomId, String reason, Exception e) {
        LOG.warn("room {} is settled later: {}: {}", roomId, reason, e.toString());
        return new DeadLetterBook.Cause(reason, e.toString());
    }
}
