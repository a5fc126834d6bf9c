package dev.atrium.functions.edge;

import dev.atrium.functions.priming.IdentityPriming;
import dev.atrium.functions.priming.Priming;
import dev.atrium.functions.priming.Priming.Step;
import dev.atrium.keys.KeyPlace;
import dev.atrium.schema.Tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a first call would wait for, begun while a function is still initialised: each step on a
 * daemon thread of its own, which ends by itself, since stores are asked with a limit of time. A
 * step that fails is passed over; the first call does it again, and reports it.
 */
final class EarlyStart {
    /** How Lambda says that a snapshot will be taken, which must hold no connection. */
    private static final String INITIALIZATION = "AWS_LAMBDA_INITIALIZATION_TYPE";

    private static final String SNAP_START = "snap-start";

    /** Nobody comes from there, and no player has that id. */
    private static final String NOBODY = "early-start";

    private final List<Step> steps;

    EarlyStart(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    /** Connections, and one question to each store. */
    static EarlyStart stores(Functions functions) {
        return new EarlyStart(
                List.of(
                        new Step(
                                "Redis",
                                () -> functions.rates().taken(RateLimit.Rate.GUESTS, NOBODY)),
                        new Step(
                                "DynamoDB",
                                () -> functions.stores().find(Tables.PLAYERS, NOBODY))));
    }

    /** What sessions are issued with, and words that no name may have. */
    static EarlyStart signIn(Functions functions) {
        List<Step> steps = new ArrayList<>();
        steps.add(
                new Step(
                        "sign-in",
                        () -> {
                            IdentityPriming.session();
                            var _ = functions.words();
                        }));
        if (functions.config().keys() instanceof KeyPlace.Secrets) {
            // Calls, and all that the client of Secrets Manager is made of.
            steps.add(new Step("keys", functions::tokens));
        }
        return new EarlyStart(steps);
    }

    /**
     * Begins, unless a snapshot will be taken.
     *
     * @return what runs
     */
    List<Thread> begin(Map<String, String> environment) {
        if (SNAP_START.equals(environment.get(INITIALIZATION))) {
            return List.of();
        }
        List<Thread> threads = new ArrayList<>();
        for (Step step : steps) {
            // No virtual threads: what they run on would have to be loaded too.
            threads.add(
                    Thread.ofPlatform()
                            .daemon()
                            .name("early-start " + step.name())
                            .start(() -> Priming.run(List.of(step))));
        }
        return List.copyOf(threads);
    }
}
