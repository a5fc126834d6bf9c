package dev.atrium.host;

import dev.atrium.host.operator.RulesVersions;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;

import jakarta.inject.Singleton;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.awssdk.core.exception.SdkException;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Says in the log, once, a while after a host has started, which rooms no living host can run: a
 * rules version was left out of a build too early. Nobody takes them over until one knows it again.
 */
@Singleton
final class RulesAlarm implements ApplicationEventListener<ServerStartupEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(RulesAlarm.class);

    /** By then it has its lease and has seen the others. */
    private static final long AFTER_S = 10;

    private final RulesVersions versions;
    private final StoreThreads threads;

    RulesAlarm(RulesVersions versions, StoreThreads threads) {
        this.versions = versions;
        this.threads = threads;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent started) {
        threads.calls()
                .execute(
                        () -> {
                            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(AFTER_S));
                            if (!Thread.currentThread().isInterrupted()) {
                                look();
                            }
                        });
    }

    void look() {
        try {
            versions.unknown()
                    .forEach(
                            (rules, rooms) ->
                                    LOG.error(
                                            "RULES MISSING: no living host knows {} in rules"
                                                    + " version {}, which {} live rooms have",
                                            rules.game(),
                                            rules.version(),
                                            rooms.live()));
        } catch (SdkException e) {
            LOG.warn("which rules versions rooms have cannot be seen: {}", e.toString());
        }
    }
}
