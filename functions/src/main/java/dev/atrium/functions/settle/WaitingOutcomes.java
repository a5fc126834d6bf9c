package dev.atrium.functions.settle;

import dev.atrium.escrow.UnsettledEscrows;
import dev.atrium.schema.DeadLetterRow;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.schema.WaitingPayoutRow;
import dev.atrium.unsettled.DeadLetterBook;
import dev.atrium.unsettled.PayoutPause;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Looks at outcomes that wait, once a minute: those whose pause is over or that are released, and
 * dead letters that are to be tried again, by an operator's order or since time may have mended
 * them. Any number may run at once; each outcome is claimed first. Blocking.
 */
final class WaitingOutcomes {
    /** In one shard and table in one run; what is left is the next run's. */
    static final int SHARD_ROWS_MAX = 25;

    /** No run begins another outcome after that. */
    static final long RUN_MS_MAX = 25_000;

    /** Who takes one on and is not heard of any more had that long. */
    static final long CLAIM_MS = TimeUnit.MINUTES.toMillis(2);

    private static final int SHARDS = UnsettledEscrows.SHARDS.size();

    private static final Logger LOG = LoggerFactory.getLogger(WaitingOutcomes.class);

    private final SettlementBook book;
    private final PayoutPause pause;
    private final Supplier<Settler> settler;
    private final InstantSource clock;

    /**
     * A look at these.
     *
     * @param settler asked for when there is an outcome to settle
     */
    WaitingOutcomes(
            SettlementBook book,
            PayoutPause pause,
            Supplier<Settler> settler,
            InstantSource clock) {
        this.book = book;
        this.pause = pause;
        this.settler = settler;
        this.clock = clock;
    }

    /**
     * Looks once at those whose time has come.
     *
     * @return how many were tried
     * @throws software.amazon.awssdk.core.exception.SdkException if they cannot be listed; they are
     *     the next run's
     */
    int run() {
        long startMs = clock.millis();
        boolean paused = pause.current().isPresent();
        int first = (int) (TimeUnit.MILLISECONDS.toMinutes(startMs) % SHARDS);
        int tried = 0;
        for (int i = 0; i < SHARDS && clock.millis() - startMs <= RUN_MS_MAX; i++) {
            String shard = UnsettledEscrows.SHARDS.get((first + i) % SHARDS);
            tried += letters(shard, startMs);
            // While the pause is on they would only be written down again.
            tried += paused ? 0 : payouts(shard, startMs);
        }
        return tried;
    }

    private int letters(String shard, long startMs) {
        int tried = 0;
        for (DeadLetterRow due : book.letters().due(shard, SHARD_ROWS_MAX, startMs)) {
            if (clock.millis() - startMs > RUN_MS_MAX) {
                return tried;
            }
            long againMs = Deliveries.ifKilledMs(due.begun(), CLAIM_MS, clock.millis());
            if (book.letters().claim(due, againMs)) {
                tried++;
                retry(due);
            }
        }
        return tried;
    }

    private void retry(DeadLetterRow due) {
        Optional<OutcomeRow> outcome = book.outcome(due.roomId());
        if (outcome.isEmpty()) {
            book.letters()
                    .open(
                            due.roomId(),
                            new DeadLetterBook.Cause("outcome-missing", "there is no outcome"),
                            clock.millis(),
                            DeadLetterBook.NEVER_MS);
            return;
        }
        new Deliveries(settler.get()).retry(outcome.get(), due.attempts());
    }

    private int payouts(String shard, long startMs) {
        int tried = 0;
        for (WaitingPayoutRow due : book.waiting().due(shard, SHARD_ROWS_MAX, startMs)) {
            if (clock.millis() - startMs > RUN_MS_MAX) {
                return tried;
            }
            if (book.waiting().claim(due, clock.millis() + CLAIM_MS)) {
                tried++;
                // One that is a dead letter by now is tried in its own turn.
                if (book.letters().open(due.roomId()).isEmpty()) {
                    book.outcome(due.roomId()).ifPresent(this::pay);
                }
            }
        }
        return tried;
    }

    /** One that fails comes again, and is a dead letter if that happens too often. */
    private void pay(OutcomeRow outcome) {
        Deliveries.Attempt attempt = new Deliveries(settler.get()).attempt(outcome);
        LOG.info("room {}: its pot waited: {} now", outcome.roomId(), attempt);
    }
}
