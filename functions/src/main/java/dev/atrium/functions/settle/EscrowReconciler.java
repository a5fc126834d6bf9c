package dev.atrium.functions.settle;

import dev.atrium.escrow.EscrowState;
import dev.atrium.escrow.UnsettledEscrows;
import dev.atrium.match.SiegeSlots;
import dev.atrium.room.RoomStatus;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.schema.RoomRow;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Looks at escrows that are neither paid out nor given back some minutes after they were opened,
 * and has done what the streams should have: a record of theirs that failed too often is passed
 * over, and comes never again. Any number may run at once; each escrow is claimed first. Blocking.
 */
final class EscrowReconciler {
    /** In one shard in one run; what is left is the next run's, the longest overdue first. */
    static final int SHARD_ESCROWS_MAX = 25;

    /** No run begins another escrow after that; a proof alone may take seconds. */
    static final long RUN_MS_MAX = 20_000;

    /** Later than any siege starts that can be registered for: whose room is not there by then. */
    static final long PLACED_WITHIN_MS =
            SiegeSlots.AHEAD_MAX * SiegeSlots.PERIOD_MS_MAX + TimeUnit.DAYS.toMillis(2);

    private static final int SHARDS = UnsettledEscrows.SHARDS.size();

    private static final Logger LOG = LoggerFactory.getLogger(EscrowReconciler.class);

    private final UnsettledEscrows escrows;
    private final SettlementBook book;
    private final StakesBack stakesBack;
    private final Supplier<Settler> settler;
    private final InstantSource clock;

    /**
     * A reconciler of these parts.
     *
     * @param settler asked for when there is an outcome to settle: before a first host there is
     *     none
     */
    EscrowReconciler(
            UnsettledEscrows escrows,
            SettlementBook book,
            StakesBack stakesBack,
            Supplier<Settler> settler,
            InstantSource clock) {
        this.escrows = escrows;
        this.book = book;
        this.stakesBack = stakesBack;
        this.settler = settler;
        this.clock = clock;
    }

    /**
     * Looks once at those whose time has come. One that fails comes again after minutes.
     *
     * @return how many were looked at
     * @throws software.amazon.awssdk.core.exception.SdkException if they cannot be listed or
     *     claimed; those that are left are the next run's
     */
    int run() {
        long startMs = clock.millis();
        int looked = 0;
        // Begins elsewhere each time, so that a run which is cut short costs no shard its turn.
        int first = (int) (TimeUnit.MILLISECONDS.toMinutes(startMs) % SHARDS);
        for (int i = 0; i < SHARDS; i++) {
            String shard = UnsettledEscrows.SHARDS.get((first + i) % SHARDS);
            for (UnsettledEscrows.Due due : escrows.due(shard, SHARD_ESCROWS_MAX, startMs)) {
                if (clock.millis() - startMs > RUN_MS_MAX) {
                    LOG.info("{} escrows were looked at; the others are the next run's", looked);
                    return looked;
                }
                if (escrows.claim(due, clock.millis())) {
                    looked++;
                    tryLooking(due);
                }
            }
        }
        return looked;
    }

    /** One that fails must not keep the others waiting. */
    private void tryLooking(UnsettledEscrows.Due due) {
        try {
            look(due);
        } catch (RuntimeException e) {
            LOG.error("room {}: its escrow is not settled yet", due.roomId(), e);
        }
    }

    private void look(UnsettledEscrows.Due due) {
        String roomId = due.roomId();
        if (due.state() == EscrowState.REFUNDING) {
            // It was decided, and whoever did so may have died over it.
            stakesBack.giveAll(roomId);
            return;
        }
        Optional<RoomRow> room = book.room(roomId);
        if (room.isEmpty()) {
            if (clock.millis() - due.openedAtMs() > PLACED_WITHIN_MS) {
                stakesBack.giveAll(roomId);
            }
            return;
        }
        switch (room.get().status()) {
            case PLACED, PLAYING -> {}
            case VOID -> stakesBack.giveAll(roomId);
            case FINISHED -> finished(roomId);
        }
    }

    private void finished(String roomId) {
        if (book.refusal(roomId).isPresent()) {
            stakesBack.give(roomId, RoomStatus.FINISHED, book.isRefundOrdered(roomId));
            return;
        }
        Optional<OutcomeRow> outcome = book.outcome(roomId);
        if (outcome.isEmpty()) {
            LOG.error("room {} is finished without an outcome; its escrow waits", roomId);
            return;
        }
        Deliveries.Attempt attempt = new Deliveries(settler.get()).attempt(outcome.get());
        LOG.info("room {}: its outcome was not settled yet: {} now", roomId, attempt);
    }
}
