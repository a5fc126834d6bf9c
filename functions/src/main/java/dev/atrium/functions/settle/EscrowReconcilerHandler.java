package dev.atrium.functions.settle;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;

import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.Once;
import dev.atrium.metric.FunctionMetric;

import org.jspecify.annotations.Nullable;

import java.time.InstantSource;

/**
 * The schedule, once a minute: outcomes that wait are looked at, and escrows that should be settled
 * by now are.
 */
public final class EscrowReconcilerHandler
        implements RequestHandler<ScheduledEvent, @Nullable Void> {
    private final Once<EscrowReconciler> reconciler;
    private final Once<WaitingOutcomes> waiting;
    private final MetricLine lines;
    private final InstantSource clock;

    /** For Lambda. */
    public EscrowReconcilerHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public EscrowReconcilerHandler(Functions functions) {
        this.reconciler = new Once<>(() -> SettlerWiring.reconciler(functions));
        this.waiting = new Once<>(() -> SettlerWiring.waiting(functions));
        this.lines = new MetricLine(FunctionMetric.namespace(functions.config().tablePrefix()));
        this.clock = functions.clock();
    }

    @Override
    public @Nullable Void handleRequest(ScheduledEvent event, Context context) {
        int waited = waiting.get().run();
        SettlerWiring.metric(lines.waiting(clock.millis(), waited));
        var _ = reconciler.get().run();
        return null;
    }
}
