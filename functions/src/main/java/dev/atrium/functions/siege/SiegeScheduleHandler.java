package dev.atrium.functions.siege;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;

import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.Once;

import org.jspecify.annotations.Nullable;

/** The schedule of sieges: starts those whose time has come, or says that they do not start. */
public final class SiegeScheduleHandler implements RequestHandler<ScheduledEvent, @Nullable Void> {
    private final Functions functions;
    private final Once<SiegeSchedule> schedule;

    /** For Lambda. */
    public SiegeScheduleHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public SiegeScheduleHandler(Functions functions) {
        this.functions = functions;
        this.schedule = new Once<>(() -> SiegeSchedule.of(functions));
    }

    @Override
    public @Nullable Void handleRequest(ScheduledEvent event, Context context) {
        schedule.get().run(functions.maintenance().current().isPresent());
        return null;
    }
}
