package dev.atrium.functions.board;

import dev.atrium.catalog.Games;
import dev.atrium.escrow.Disposal;
import dev.atrium.escrow.RoomEscrow;
import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.stakes.Payday;
import dev.atrium.game.Game;
import dev.atrium.message.Message;
import dev.atrium.payout.Payouts;
import dev.atrium.payout.Ranked;
import dev.atrium.payout.Shares;
import dev.atrium.proof.Outcome;
import dev.atrium.schema.RoomRow;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a match is played for, as anybody may see it. Amounts are in the ledger's smallest unit.
 *
 * @param feePerWarrior what each warrior cost
 * @param state of the escrow: {@code open}, {@code settling}, {@code paying}, {@code paid}, {@code
 *     refunding} or {@code refunded}
 * @param entries by player
 * @param pot what is divided, 0 before it is fixed
 * @param payouts what follows from the outcome, once the pot is fixed
 */
record MatchStakes(
        long feePerWarrior, String state, List<Paid> entries, long pot, Optional<Paying> payouts)
        implements Message {

    /** What somebody paid, and whether he has it back. */
    record Paid(String playerId, int warriors, long amount, boolean refunded) {}

    /** Who gets what. */
    record Paying(List<Gets> players, long platform, long burn) {}

    /** What one player gets. */
    record Gets(String playerId, long amount) {}

    /** Those of a room, if its seats have cost anything. */
    static Optional<MatchStakes> of(RoomRow room, Optional<Outcome> outcome, Functions functions) {
        if (!room.hasStakes()) {
            return Optional.empty();
        }
        return functions.escrow().find(room.roomId()).map(escrow -> of(escrow, outcome));
    }

    private static MatchStakes of(RoomEscrow escrow, Optional<Outcome> outcome) {
        return new MatchStakes(
                escrow.terms().feePerWarrior(),
                escrow.state().name().toLowerCase(Locale.ROOT),
                escrow.entries().stream()
                        .map(e -> new Paid(e.playerId(), e.warriors(), e.amount(), e.refunded()))
                        .toList(),
                escrow.pot(),
                outcome.flatMap(ended -> paying(escrow, ended)));
    }

    private static Optional<Paying> paying(RoomEscrow escrow, Outcome outcome) {
        Optional<Shares> shares =
                Games.all().find(outcome.game(), outcome.rulesVersion()).flatMap(Game::shares);
        List<Ranked> ranked = Payday.ranked(outcome, escrow.entries());
        boolean paid = escrow.state().disposal().equals(Optional.of(Disposal.PAID));
        if (!paid || escrow.pot() == 0 || shares.isEmpty() || ranked.isEmpty()) {
            return Optional.empty();
        }
        Payouts payouts = Payouts.of(escrow.pot(), shares.get(), ranked);
        return Optional.of(
                new Paying(
                        payouts.players().stream()
                                .map(each -> new Gets(each.playerId(), each.amount()))
                                .toList(),
                        payouts.platform(),
                        payouts.burn()));
    }
}
