package dev.atrium.functions.season;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;

import dev.atrium.board.BoardCatalog;
import dev.atrium.escrow.Rewards;
import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.Once;

import org.jspecify.annotations.Nullable;

/** The schedule of seasons: archives those that are over, and pays their rewards. */
public final class SeasonHandler implements RequestHandler<ScheduledEvent, @Nullable Void> {
    private final Once<SeasonCloser> closer;

    /** For Lambda. */
    public SeasonHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public SeasonHandler(Functions functions) {
        this.closer = new Once<>(() -> closer(functions));
    }

    private static SeasonCloser closer(Functions functions) {
        String prefix = functions.config().tablePrefix();
        return new SeasonCloser(
                new SeasonCloser.Stores(
                        functions.stores().dynamo(),
                        prefix,
                        functions.archive(),
                        () -> functions.stores().redis(),
                        functions.stores().keys()),
                BoardCatalog.shipped(),
                new Rewards(functions.dynamo(), prefix, functions.clock()),
                functions.clock());
    }

    @Override
    public @Nullable Void handleRequest(ScheduledEvent event, Context context) {
        closer.get().run();
        return null;
    }
}
