package dev.atrium.functions.match;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.MaintenanceCheck;
import dev.atrium.functions.wake.WakeMessages;

/**
 * The queue of wakes: looks at the tickets of a queue whose time has come. While an operator has
 * switched maintenance on, it sends away those who wait instead.
 */
public final class WakeHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final Lobby lobby;
    private final MaintenanceCheck maintenance;

    /** For Lambda. */
    public WakeHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public WakeHandler(Functions functions) {
        this.lobby = Lobby.of(functions);
        this.maintenance = functions.maintenance();
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return WakeMessages.each(
                event,
                queue ->
                        maintenance
                                .current()
                                .ifPresentOrElse(lobby::sendAway, () -> lobby.wake(queue)));
    }
}
