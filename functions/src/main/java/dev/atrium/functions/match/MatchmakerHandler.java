package dev.atrium.functions.match;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;

import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.MaintenanceCheck;

import org.jspecify.annotations.Nullable;

/**
 * The schedule: forms the matches that only time makes possible; while an operator has switched
 * maintenance on, it sends away those who wait instead.
 */
public final class MatchmakerHandler implements RequestHandler<ScheduledEvent, @Nullable Void> {
    private final Lobby lobby;
    private final MaintenanceCheck maintenance;

    /** For Lambda. */
    public MatchmakerHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public MatchmakerHandler(Functions functions) {
        this(Lobby.of(functions), functions.maintenance());
    }

    /** Over that lobby. */
    public MatchmakerHandler(Lobby lobby, MaintenanceCheck maintenance) {
        this.lobby = lobby;
        this.maintenance = maintenance;
    }

    @Override
    public @Nullable Void handleRequest(ScheduledEvent event, Context context) {
        maintenance.current().ifPresentOrElse(lobby::sendAway, lobby::sweep);
        return null;
    }
}
