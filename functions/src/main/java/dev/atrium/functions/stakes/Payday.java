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
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Pays pots by outcomes that are proven. Blocking and thread-safe; each call may be repeated. */
public final class Payday {
    private final Escrow escrow;
    private final Stakes stakes;

    /**
     * Out of that escrow.
     *
     * @param stakes over the same, give back what is not divided
     */
    public Payday(Escrow escrow, Stakes stakes) {
        this.escrow = escrow;
        this.stakes = stakes;
    }

    /** What became of a pot. */
    public sealed interface Result {
        /** Nobody has paid in anything. */
        record NoStakes() implements Result {}

        /**
         * Everybody has what is his, now or before.
         *
         * @param payouts of the pot
         */
        record Paid(Payouts payouts) implements Result {}

        /** All entries went back: nobody who paid has played, or the game divides no pots. */
        record GivenBack() implements Result {}

        /**
         * The ledger holds what contradicts this payment. To try it again changes nothing until
         * somebody has mended that.
         *
         * @param reason a code: the step and what it answered, such as {@code
         *     decide-decided-otherwise}
         */
        record Halted(String reason) implements Result {}
    }

    /**
     * Pays the pot of a room, if it has one. Who paid and had no part in the match, since he left
     * before it began, has his entry back.
     *
     * @param outcome proven
     * @param shares by which its game divides pots; without them all entries go back
     * @throws dev.atrium.escrow.EscrowUnavailableException if it is not known how far it came; the
     *     same may be tried again
     */
    public Result pay(Outcome outcome, Optional<Shares> shares) {
        String roomId = outcome.roomId();
        if (escrow.find(roomId).isEmpty()) {
            return new Result.NoStakes();
        }
        if (shares.isEmpty()) {
            return stakes.giveBack(roomId)
                    ? new Result.GivenBack()
                    : new Result.Halted("no-shares");
        }
        Escrow.Decision decision = escrow.decide(roomId, Disposal.PAID);
        if (decision != Escrow.Decision.DECIDED) {
            return halted("decide", decision);
        }
        // Read after the decision: now nobody enters any more.
        List<Entry> entries = escrow.find(roomId).orElseThrow().entries();
        List<Ranked> ranked = ranked(outcome, entries);
        Optional<Result> halted = refundOthers(roomId, entries, ranked);
        return halted.orElseGet(() -> divide(roomId, shares.get(), ranked));
    }

    /** Empty if nothing stands in the way of the rest. */
    private Optional<Result> refundOthers(String roomId, List<Entry> entries, List<Ranked> ranked) {
        Set<String> played = ranked.stream().map(Ranked::playerId).collect(Collectors.toSet());
        for (Entry entry : entries) {
            if (!played.contains(entry.playerId())
                    && escrow.refund(roomId, entry.playerId())
                            instanceof Escrow.Refund.Refused refused
                    && refused != Escrow.Refund.Refused.POT_FIXED) {
                return Optional.of(halted("refund", refused));
            }
        }
        return Optional.empty();
    }

    private Result divide(String roomId, Shares shares, List<Ranked> ranked) {
        switch (escrow.fixPot(roomId)) {
            case Escrow.Pot.Refused refused -> {
                return halted("fix-pot", refused);
            }
            case Escrow.Pot.Fixed pot -> {
                if (ranked.isEmpty()) {
                    return close(roomId, new Result.GivenBack());
                }
                Payouts payouts = Payouts.of(pot.amount(), shares, ranked);
                for (Part part : parts(payouts)) {
                    Escrow.Payment payment =
                            escrow.pay(roomId, part.step(), part.to(), part.amount());
                    if (payment != Escrow.Payment.PAID) {
                        return halted("pay", payment);
                    }
                }
                return close(roomId, new Result.Paid(payouts));
            }
        }
    }

    /** A part of a pot. */
    private record Part(String step, Beneficiary to, long amount) {}

    private static List<Part> parts(Payouts payouts) {
        List<Part> parts = new ArrayList<>();
        for (Payout payout : payouts.players()) {
            String playerId = payout.playerId();
            Beneficiary player = new Beneficiary.PlayerAccount(playerId);
            parts.add(new Part("place#" + playerId, player, payout.amount()));
        }
        parts.add(new Part("platform", new Beneficiary.Platform(), payouts.platform()));
        parts.add(new Part("burn", new Beneficiary.Burn(), payouts.burn()));
        return parts.stream().filter(part -> part.amount() > 0).toList();
    }

    private Result close(String roomId, Result result) {
        Escrow.Closing closing = escrow.close(roomId);
        return closing == Escrow.Closing.CLOSED ? result : halted("close", closing);
    }

    private static Result halted(String step, Enum<?> answer) {
        String said = answer.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new Result.Halted(step + "-" + said);
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
