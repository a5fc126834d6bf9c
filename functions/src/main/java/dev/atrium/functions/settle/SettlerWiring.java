package dev.atrium.functions.settle;

import dev.atrium.catalog.Games;
import dev.atrium.escrow.Escrow;
import dev.atrium.escrow.UnsettledEscrows;
import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.stakes.Payday;
import dev.atrium.functions.stakes.Stakes;
import dev.atrium.game.Game;
import dev.atrium.game.GameCatalog;
import dev.atrium.payout.Shares;
import dev.atrium.proof.Outcome;
import dev.atrium.proof.OutcomeProof;
import dev.atrium.proof.SeedRule;
import dev.atrium.vrf.VrfPublicKey;

import java.util.List;
import java.util.Optional;

/** What settlement is made of in a deployment, whoever calls it. */
final class SettlerWiring {
    private SettlerWiring() {}

    static Settler settler(Functions functions) {
        return settler(functions, functions.escrow());
    }

    static Settler settler(Functions functions, Escrow escrow) {
        return new Settler(
                evidence(functions),
                book(functions),
                GameRecords.of(
                        functions.dynamo(),
                        functions.config().tablePrefix(),
                        new LiveBoard(() -> functions.stores().redis(), functions.stores().keys())),
                pots(functions, escrow),
                functions.clock());
    }

    private static Evidence evidence(Functions functions) {
        GameCatalog games = Games.all();
        return new Evidence(
                functions::outcomeKeys,
                stakes ->
                        seedRule(functions.seedKeys(), stakes)
                                .map(rule -> new OutcomeProof.Rules(games, rule))
                                .map(rules -> new OutcomeProof(rules, functions.archive())));
    }

    /**
     * Where a key of seeds is published, nothing else may have drawn one; where none is, anybody
     * could have drawn what money is paid by, so that waits.
     */
    private static Optional<SeedRule> seedRule(List<VrfPublicKey> keys, boolean stakes) {
        if (keys.isEmpty()) {
            return stakes ? Optional.empty() : Optional.of(SeedRule.AS_CLAIMED);
        }
        return Optional.of(SeedRule.drawnBy(keys));
    }

    static SettlementBook book(Functions functions) {
        return new SettlementBook(functions.stores().dynamo(), functions.config().tablePrefix());
    }

    static StakesBack stakesBack(Functions functions) {
        return new StakesBack(functions.stakes(), book(functions));
    }

    static EscrowReconciler reconciler(Functions functions) {
        return new EscrowReconciler(
                new UnsettledEscrows(functions.dynamo(), functions.config().tablePrefix()),
                book(functions),
                stakesBack(functions),
                () -> settler(functions),
                functions.clock());
    }

    private static Settler.Pots pots(Functions functions, Escrow escrow) {
        Payday payday = new Payday(escrow, new Stakes(functions.config().fees(), escrow));
        GameCatalog games = Games.all();
        return new Settler.Pots() {
            @Override
            public boolean has(String roomId) {
                return escrow.find(roomId).isPresent();
            }

            @Override
            public Payday.Result pay(Outcome outcome) {
                Optional<Shares> shares =
                        games.find(outcome.game(), outcome.rulesVersion()).flatMap(Game::shares);
                return payday.pay(outcome, shares);
            }
        };
    }
}
