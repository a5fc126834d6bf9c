package dev.atrium.escrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.atrium.payout.Payout;
import dev.atrium.payout.Payouts;
import dev.atrium.payout.Ranked;
import dev.atrium.payout.Shares;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Settles rooms as settlement is meant to; any number of times, by any number of threads. */
final class MatchSettlement {
    private MatchSettlement() {}

    /** Pays a match out: who paid and is not ranked has his fee back. */
    static void pay(Escrow escrow, String room, Shares shares, List<Ranked> ranked) {
        assertEquals(Escrow.Decision.DECIDED, escrow.decide(room, Disposal.PAID));
        Set<String> played = ranked.stream().map(Ranked::playerId).collect(Collectors.toSet());
        for (Entry entry : escrow.find(room).orElseThrow().entries()) {
            if (!played.contains(entry.playerId())) {
                assertRefunded(escrow, room, entry);
            }
        }
        long pot = assertInstanceOf(Escrow.Pot.Fixed.class, escrow.fixPot(room)).amount();
        Payouts payouts = Payouts.of(pot, shares, ranked);
        for (Payout payout : payouts.players()) {
            pay(
                    escrow,
                    room,
                    "place#" + payout.playerId(),
                    new Beneficiary.PlayerAccount(payout.playerId()),
                    payout.amount());
        }
        pay(escrow, room, "platform", new Beneficiary.Platform(), payouts.platform());
        pay(escrow, room, "burn", new Beneficiary.Burn(), payouts.burn());
        assertEquals(Escrow.Closing.CLOSED, escrow.close(room));
    }

    private static void assertRefunded(Escrow escrow, String room, Entry entry) {
        Escrow.Refund refund = escrow.refund(room, entry.playerId());
        // Who is late finds the pot fixed, after all of these went back.
        assertEquals(new Escrow.Refund.Refunded(entry.amount()), refund);
    }

    private static void pay(Escrow escrow, String room, String step, Beneficiary to, long amount) {
        if (amount > 0) {
            assertEquals(Escrow.Payment.PAID, escrow.pay(room, step, to, amount), step);
        }
    }

    /** Gives everything back. */
    static void refund(Escrow escrow, String room) {
        assertEquals(Escrow.Decision.DECIDED, escrow.decide(room, Disposal.REFUNDED));
        for (Entry entry : escrow.find(room).orElseThrow().entries()) {
            assertRefunded(escrow, room, entry);
        }
        assertEquals(Escrow.Closing.CLOSED, escrow.close(room));
    }
}
