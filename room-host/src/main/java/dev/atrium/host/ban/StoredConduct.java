package dev.atrium.host.ban;

import dev.atrium.ban.Ban;
import dev.atrium.host.config.Edges;
import dev.atrium.host.front.Conduct;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.awssdk.core.exception.SdkException;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/** Conduct in the stores: closes for abuse are counted in Redis, and lead to a ban. */
public final class StoredConduct implements Conduct {
    private static final Logger LOG = LoggerFactory.getLogger(StoredConduct.class);

    /** Bans written at once; beyond it one is not written now, and the next close tries again. */
    private static final int WRITES_MAX = 64;

    private final Bans bans;
    private final SignOuts signOuts;
    private final AbuseCount count;
    private final Edges.Abuse abuse;
    private final Executor blocking;
    private final Semaphore writes = new Semaphore(WRITES_MAX);

    /**
     * Conduct of a deployment.
     *
     * @param count where closes for abuse are counted
     * @param abuse how much of it leads to a ban
     * @param blocking for writing bans
     */
    public StoredConduct(
            Bans bans, SignOuts signOuts, AbuseCount count, Edges.Abuse abuse, Executor blocking) {
        this.bans = bans;
        this.signOuts = signOuts;
        this.count = count;
        this.abuse = abuse;
        this.blocking = blocking;
    }

    @Override
    public Optional<Ban> banOf(String playerId) {
        return bans.ofWhoEnters(playerId);
    }

    @Override
    public OptionalLong signedOutBefore(String playerId) {
        return signOuts.ofWhoEnters(playerId);
    }

    @Override
    public void closedForAbuse(String playerId) {
        var _ =
                count.add(playerId)
                        .whenComplete(
                                (closes, failure) -> {
                                    if (failure != null) {
                                        LOG.warn("abuse is not counted: {}", failure.toString());
                                    } else if (closes >= abuse.closes()) {
                                        banSoon(playerId);
                                    }
                                });
    }

    private void banSoon(String playerId) {
        if (!writes.tryAcquire()) {
            LOG.error("too many bans at once: one is left to the next close for abuse");
            return;
        }
        blocking.execute(
                () -> {
                    try {
                        var _ = bans.ban(playerId, Ban.ABUSE, abuse.banMs());
                    } catch (SdkException e) {
                        LOG.error("player {} could not be banned: {}", playerId, e.toString());
                    } finally {
                        writes.release();
                    }
                });
    }
}
