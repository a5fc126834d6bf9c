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
 * to be delivered again, then it becomes a dead letter, so that it holds up nothing behind it.
 * Blocking and thread-safe.
 */
final class Deliveries {
    /** A stream delivers an outcome so often at most; then it is a dead letter. */
    static final int DELIVERIES_MAX = 5;

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

    /** Settles an outcome that a stream delivers. */
    Attempt attempt(OutcomeRow row) {
        Optional<DeadLetterBook.Cause> cause = tried(row.roomId(), () -> settler.settle(row));
        if (cause.isEmpty()) {
            return Attempt.TAKEN;
        }
        long nowMs = settler.nowMs();
        try {
            DeadLetterBook letters = settler.letters();
            int failed = letters.failed(row.roomId(), cause.get(), nowMs);
            if (failed < DELIVERIES_MAX) {
                return Attempt.AGAIN;
            }
            LOG.error("DEAD LETTER: room {}: {}", row.roomId(), cause.get().reason());
            letters.open(row.roomId(), cause.get(), nowMs, nowMs + pauseMs(failed));
            return Attempt.TAKEN;
        } catch (SdkException e) {
            // Where not even that can be written, nothing behind it could be settled either.
            LOG.warn("room {}: its failure is not on record: {}", row.roomId(), e.toString());
            return Attempt.AGAIN;
        }
    }

    /**
     * Settles an outcome whose dead letter is open, and closes it or writes in it why not.
     *
     * @param attempts before this one
     */
    void retry(OutcomeRow row, int attempts) {
        Optional<DeadLetterBook.Cause> cause = tried(row.roomId(), () -> settler.settleAgain(row));
        if (cause.isPresent()) {
            long nowMs = settler.nowMs();
            long againMs =
                    attempts < ATTEMPTS_MAX ? nowMs + pauseMs(attempts) : DeadLetterBook.NEVER_MS;
            settler.letters().open(row.roomId(), cause.get(), nowMs, againMs);
        }
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
