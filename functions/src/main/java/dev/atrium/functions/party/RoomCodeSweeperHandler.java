package dev.atrium.functions.party;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;

import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.Once;

import org.jspecify.annotations.Nullable;

/** The schedule, once a minute: codes whose rooms are over are released. */
public final class RoomCodeSweeperHandler
        implements RequestHandler<ScheduledEvent, @Nullable Void> {
    private final Once<RoomCodeSweeper> sweeper;

    /** For Lambda. */
    public RoomCodeSweeperHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public RoomCodeSweeperHandler(Functions functions) {
        this.sweeper = new Once<>(() -> RoomCodeSweeper.of(functions));
    }

    @Override
    public @Nullable Void handleRequest(ScheduledEvent event, Context context) {
        var _ = sweeper.get().sweep();
        return null;
    }
}
