package dev.atrium.functions.settle;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;

import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.Once;

import org.jspecify.annotations.Nullable;

/**
 * The schedule, once a minute: outcomes that wait are looked at, and escrows that should be settled
 * by now are.
 */
public final class EscrowReconcilerHandler
        implements RequestHandler<ScheduledEvent, @Nullable Void> {
    private final Once<EscrowReconciler> reconciler;
    private final Once<WaitingOutcomes> waiting;

    /** For Lambda. */
    public EscrowReconcilerHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public EscrowReconcilerHandler(Functions functions) {
        this.reconciler = new Once<>(() -> SettlerWiring.reconciler(functions));
        this.waiting = new Once<>(() -> SettlerWiring.waiting(functions));
    }

    @Override
    public @Nullable Void handleRequest(ScheduledEvent event, Context context) {
        var _ = waiting.get().run();
        var _ = reconciler.get().run();
        return null;
    }
}
