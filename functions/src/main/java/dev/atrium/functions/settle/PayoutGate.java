package dev.atrium.functions.settle;

import dev.atrium.escrow.Entry;
import dev.atrium.escrow.Escrow;
import dev.atrium.escrow.EscrowState;
import dev.atrium.escrow.RoomEscrow;
import dev.atrium.functions.stakes.Payday;
import dev.atrium.payout.Ranked;
import dev.atrium.proof.Outcome;
import dev.atrium.unsettled.PayoutPause;
import dev.atrium.unsettled.WaitingPayouts;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether a pot may be paid now: operators may have paused all, and those above a sum wait for a
 * release. What must wait is on record before it is refused. Blocking and thread-safe.
 */
final class PayoutGate {
    private static final Logger LOG = LoggerFactory.getLogger(PayoutGate.class);

    private final Escrow escrow;
    private final PayoutPause pause;
    private final WaitingPayouts waiting;
    private final long holdAbove;
    private final InstantSource clock;

    /**
     * A gate.
     *
     * @param holdAbove pots of more than that are held, in the smallest unit
     */
    PayoutGate(
            Escrow escrow,
            PayoutPause pause,
            WaitingPayouts waiting,
            long holdAbove,
            InstantSource clock) {
        this.escrow = escrow;
        this.pause = pause;
        this.waiting = waiting;
        this.holdAbove = holdAbove;
        this.clock = clock;
    }

    /** Whether the pot of a room may be paid now. */
    boolean isOpen(Outcome outcome) {
        String roomId = outcome.roomId();
        Optional<RoomEscrow> found = escrow.find(roomId);
        if (found.isEmpty() || found.get().state() == EscrowState.PAID) {
            return true;
        }
        long pot = pot(outcome, found.get());
        if (pause.current().isPresent()) {
            waiting.pause(roomId, pot, clock.millis());
            LOG.info("room {}: {} wait for the end of the pause", roomId, pot);
            return false;
        }
        // What is paid in part was let through before, whatever the sum was then.
        if (pot <= holdAbove || found.get().state() == EscrowState.PAYING) {
            return true;
        }
        boolean held = waiting.hold(roomId, pot, clock.millis());
        if (held) {
            LOG.warn("PAYOUT HELD: room {}: {} wait for a release", roomId, pot);
        }
        return !held;
    }

    /** What they have paid who played; the others have theirs back first. */
    private static long pot(Outcome outcome, RoomEscrow found) {
        List<Ranked> ranked = Payday.ranked(outcome, found.entries());
        Set<String> played = ranked.stream().map(Ranked::playerId).collect(Collectors.toSet());
        return found.entries().stream()
                .filter(entry -> played.contains(entry.playerId()))
                .mapToLong(Entry::amount)
                .sum();
    }
}
