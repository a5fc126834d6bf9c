package dev.atrium.functions.settle;

import com.amazonaws.services.lambda.runtime.LambdaRuntime;

import dev.atrium.catalog.Games;
import dev.atrium.escrow.Escrow;
import dev.atrium.escrow.UnsettledEscrows;
import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.Poster;
import dev.atrium.functions.notice.Connections;
import dev.atrium.functions.stakes.Payday;
import dev.atrium.functions.stakes.Stakes;
import dev.atrium.game.Game;
import dev.atrium.game.GameCatalog;
import dev.atrium.payout.Shares;
import dev.atrium.proof.Outcome;
import dev.atrium.proof.OutcomeProof;
import dev.atrium.proof.SeedRule;
import dev.atrium.unsettled.PayoutPause;
import dev.atrium.vrf.VrfPublicKey;

import io.lettuce.core.cluster.api.sync.RedisClusterCommands;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What settlement is made of in a deployment, whoever calls it. */
final class SettlerWiring {
    private SettlerWiring() {}

    /**
     * Whom settlement reaches beside its own tables.
     *
     * @param escrow what was paid in
     * @param redis shows boards
     * @param poster tells players
     */
    record Reach(
            Escrow escrow, Supplier<RedisClusterCommands<String, String>> redis, Poster poster) {
        static Reach of(Functions functions) {
            return of(functions, functions.escrow());
        }

        static Reach of(Functions functions, Escrow escrow) {
            return new Reach(escrow, () -> functions.stores().redis(), functions.poster());
        }
    }

    static Settler settler(Functions functions) {
        return settler(functions, Reach.of(functions));
    }

    static Settler settler(Functions functions, Reach reach) {
        return new Settler(
                evidence(functions),
                book(functions),
                GameRecords.of(
                        functions.dynamo(),
                        functions.config().tablePrefix(),
                        new LiveBoard(reach.redis(), functions.stores().keys()),
                        aggregates(functions)),
                new Settler.Outside(pots(functions, reach.escrow()), notices(functions, reach)),
                functions.clock());
    }

    static Aggregates aggregates(Functions functions) {
        return new Aggregates(
                functions.dynamo(), functions.config().tablePrefix(), SettlerWiring::metric);
    }

    /**
     * A line of its own in the log of the function, without what a logger would write before it:
     * CloudWatch takes nothing else for a metric. Elsewhere nobody reads it.
     */
    static void metric(String line) {
        if (System.getenv("AWS_LAMBDA_FUNCTION_NAME") != null) {
            LambdaRuntime.getLogger().log(line + "\n");
        }
    }

    private static Notices notices(Functions functions, Reach reach) {
        return new GatewayNotices(
                new Connections(functions.stores(), reach.poster()), reach.escrow());
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
        return new SettlementBook(functions.dynamo(), functions.config().tablePrefix());
    }

    static StakesBack stakesBack(Functions functions) {
        return new StakesBack(
                functions.stakes(),
                book(functions),
                notices(functions, Reach.of(functions)),
                functions.clock());
    }

    static WaitingOutcomes waiting(Functions functions) {
        return new WaitingOutcomes(
                book(functions), pause(functions), () -> settler(functions), functions.clock());
    }

    private static PayoutPause pause(Functions functions) {
        return new PayoutPause(functions.stores().dynamo(), functions.config().tablePrefix());
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
        PayoutGate gate =
                new PayoutGate(
                        escrow,
                        pause(functions),
                        book(functions).waiting(),
                        functions.config().payoutHoldAbove(),
                        functions.clock());
        GameCatalog games = Games.all();
        return new Settler.Pots() {
            @Override
            public boolean has(String roomId) {
                return escrow.find(roomId).isPresent();
            }

            @Override
            public boolean mayPay(Outcome outcome) {
                // Where a game divides no pot all entries go back, which nobody holds up.
                return shares(outcome).isEmpty() || gate.isOpen(outcome);
            }

            private Optional<Shares> shares(Outcome outcome) {
                return games.find(outcome.game(), outcome.rulesVersion()).flatMap(Game::shares);
            }

            @Override
            public Payday.Result pay(Outcome outcome) {
                return payday.pay(outcome, shares(outcome));
            }
        };
    }
}
