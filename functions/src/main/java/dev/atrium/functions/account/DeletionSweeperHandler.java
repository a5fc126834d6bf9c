package dev.atrium.functions.account;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;

import dev.atrium.functions.edge.Functions;
import dev.atrium.schema.AccountDeletionRow;
import dev.atrium.wire.WireException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The schedule: accounts whose deletion was cut off are deleted. */
public final class DeletionSweeperHandler
        implements RequestHandler<ScheduledEvent, @Nullable Void> {
    private static final Logger LOG = LoggerFactory.getLogger(DeletionSweeperHandler.class);

    /** The rest comes with the next call. */
    private static final int MAX = 25;

    private final Functions functions;

    /** For Lambda. */
    public DeletionSweeperHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public DeletionSweeperHandler(Functions functions) {
        this.functions = functions;
    }

    @Override
    public @Nullable Void handleRequest(ScheduledEvent event, Context context) {
        AccountDeletion deletion = new AccountDeletion(functions, SessionEnd.everywhere(functions));
        for (AccountDeletionRow row : deletion.unfinished(MAX)) {
            try {
                AccountDeletion.Outcome outcome = deletion.goOn(row);
                LOG.info("the deletion of {} went on: {}", row.playerId(), outcome);
            } catch (WireException | RuntimeException e) {
                LOG.error("the deletion of {} was cut off again", row.playerId(), e);
            }
        }
        return null;
    }
}
