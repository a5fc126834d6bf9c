package dev.atrium.functions.placement;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;

import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.notice.Connections;
import dev.atrium.schema.Tables;

import org.jspecify.annotations.Nullable;

/** The schedule, once a minute: rooms that nobody has opened in time are void. */
public final class RoomSweeperHandler implements RequestHandler<ScheduledEvent, @Nullable Void> {
    private final Functions functions;

    /** For Lambda. */
    public RoomSweeperHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public RoomSweeperHandler(Functions functions) {
        this.functions = functions;
    }

    @Override
    public @Nullable Void handleRequest(ScheduledEvent event, Context context) {
        Connections connections = new Connections(functions.stores(), functions.poster());
        var _ =
                new UnopenedRooms(
                                functions.stores().table(Tables.ROOMS),
                                connections,
                                functions.clock())
                        .sweep();
        return null;
    }
}
