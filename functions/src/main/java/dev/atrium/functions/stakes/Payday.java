package dev.atrium.functions.stakes;

import dev.atrium.escrow.Beneficiary;
import dev.atrium.escrow.Disposal;
import dev.atrium.escrow.Entry;
import dev.atrium.escrow.Escrow;
import dev.atrium.payout.Payout;
import dev.atrium.payout.Payouts;
import dev.atrium.payout.Ranked;
import dev.atrium.payout.Shares;
import dev.atrium.proof.Outcome;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Pays pots by outcomes that are proven. Blocking and thread-safe; each call may be repeated. */
public final class Payday {
    private final Escrow escrow;

    /** Out of that escrow. */
    public Payday(Escrow escrow) {
        this.escrow = escrow;
    }

    /**
     * Pays the pot of a room, if it has one. Who paid and had no part in the match, since he left
     * before it began, has his entry back.
     *
     * @param outcome proven
     * @param shares by which its game divides pots; without them all entries go back
     * @return what was paid; empty if there was nothing to pay
     * @throws IllegalStateException if the room's entries go back already, or the ledger does not
     *     do what it should
     */
    public Optional<Payouts> pay(Outcome outcome, Optional<Shares> shares) {
        String roomId = outcome.roomId();
        if (escrow.find(roomId).isEmpty()) {
            return Optional.empty();
        }
        if (shares.isEmpty()) {
            throw new IllegalStateException(
                    "room " + roomId + ": " + outcome.game() + " does not say who gets what");
        }
        require(escrow.decide(roomId, Disposal.PAID), Escrow.Decision.DECIDED, roomId);
        // Read after the decision: now nobody enters any more.
        List<Entry> entries = escrow.find(roomId).orElseThrow().entries();
        List<Ranked> ranked = ranked(outcome, entries);
        Set<String> played = ranked.stream().map(Ranked::playerId).collect(Collectors.toSet());
        for (Entry entry : entries) {
            if (!played.contains(entry.playerId())
                    && escrow.refund(roomId, entry.playerId())
                            instanceof Escrow.Refund.Refused refused
                    && refused != Escrow.Refund.Refused.POT_FIXED) {
                throw new IllegalStateException(
                        "room " + roomId + ": an entry does not go back: " + refused);
            }
        }
        if (!(escrow.fixPot(roomId) instanceof Escrow.Pot.Fixed pot)) {
            throw new IllegalStateException("room " + roomId + " has no pot");
        }
        if (ranked.isEmpty()) {
            require(escrow.close(roomId), Escrow.Closing.CLOSED, roomId);
            return Optional.empty();
        }
        Payouts payouts = Payouts.of(pot.amount(), shares.get(), ranked);
        for (Payout payout : payouts.players()) {
            pay(
                    roomId,
                    "place#" + payout.playerId(),
                    new Beneficiary.PlayerAccount(payout.playerId()),
                    payout.amount());
        }
        pay(roomId, "platform", new Beneficiary.Platform(), payouts.platform());
        pay(roomId, "burn", new Beneficiary.Burn(), payouts.burn());
        require(escrow.close(roomId), Escrow.Closing.CLOSED, roomId);
        return Optional.of(payouts);
    }

    private void pay(String roomId, String step, Beneficiary to, long amount) {
        if (amount > 0) {
            require(escrow.pay(roomId, step, to, amount), Escrow.Payment.PAID, roomId);
        }
    }

    private static <T> void require(T answer, T wanted, String roomId) {
        if (!answer.equals(wanted)) {
            throw new IllegalStateException("room " + roomId + ": " + answer);
        }
    }

    /** Those who paid and played, best first. */
    public static List<Ranked> ranked(Outcome outcome, List<Entry> entries) {
        Set<String> paid = entries.stream().map(Entry::playerId).collect(Collectors.toSet());
        Set<String> known = new HashSet<>();
        List<Ranked> ranked = new ArrayList<>();
        for (Outcome.OutcomePlace place : outcome.standings()) {
            String playerId = outcome.seat(place.seat()).playerId();
            if (paid.contains(playerId) && known.add(playerId)) {
                boolean forfeited = place.statistic("forfeited") > 0;
                ranked.add(new Ranked(playerId, place.place(), forfeited));
            }
        }
        return List.copyOf(ranked);
    }
}
