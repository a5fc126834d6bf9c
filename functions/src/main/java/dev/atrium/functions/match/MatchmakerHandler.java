package dev.atrium.functions.match;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;

import dev.atrium.functions.edge.Functions;

import org.jspecify.annotations.Nullable;

/** The schedule: forms the matches that only time makes possible. */
public final class MatchmakerHandler implements RequestHandler<ScheduledEvent, @Nullable Void> {
    private final Lobby lobby;

    /** For Lambda. */
    public MatchmakerHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public MatchmakerHandler(Functions functions) {
        this(Lobby.of(functions));
    }

    /** Over that lobby. */
    public MatchmakerHandler(Lobby lobby) {
        this.lobby = lobby;
    }

    @Override
    public @Nullable Void handleRequest(ScheduledEvent event, Context context) {
        lobby.sweep();
        return null;
    }
}
